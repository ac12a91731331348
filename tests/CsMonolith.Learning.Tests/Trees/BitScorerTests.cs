using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Tests.Trees;

public sealed class BitScorerTests
{
    [Theory]
    [InlineData(2, 1_000)]
    [InlineData(31, 1_000)]
    [InlineData(33, 1_003)]
    [InlineData(128, 1_000)]
    [InlineData(300, 501)]
    public void A_batch_has_the_same_bits_as_walks_row_by_row(int leaves, int rows)
    {
        var table = Made.Signal(4_000);
        var model = Grown.On(
            table,
            new TreeSettings
            {
                Rounds = 7,
                Leaves = leaves,
                MinLeafRows = 1,
            }
        );
        model.Trees.ToArray().Max(tree => tree.Values.Length).ShouldBe(leaves);
        var fresh = Schema.Of(table, minRows: 5).Align(Made.Signal(rows, seed: 8));

        var batch = new double[rows];
        model.Score(fresh, 0, 1, batch);

        var cells = new float[fresh.Columns.Count];
        for (var row = 0; row < rows; row++)
        {
            TreeInputs.OfRow(fresh, row, cells);
            batch[row].ShouldBe(model.LogOdds(cells) - model.Intercept, 1e-12);
            var alone = new double[1];
            model.Score(fresh, row, 1, alone);
            batch[row].ShouldBe(alone[0]);
        }
    }

    [Fact]
    public void One_row_is_scored_without_an_allocation()
    {
        var table = Schema.Of(Made.Signal(500), minRows: 5).Align(Made.Signal(500));
        var model = Grown.On(table, new TreeSettings { Rounds = 20 });
        var into = new double[1];
        model.Score(table, 0, 1, into);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var row = 0; row < 500; row++)
        {
            model.Score(table, row, 1, into);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
