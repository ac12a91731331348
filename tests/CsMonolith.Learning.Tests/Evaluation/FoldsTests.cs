using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Evaluation;

public sealed class FoldsTests
{
    [Fact]
    public void Folds_have_near_equal_rows_and_outcomes()
    {
        var table = Made.Noise(800, columns: 3, seed: 1);

        var folds = Folds.Assign(table, 8, seed: 1);

        folds.Kind.ShouldBe(FoldKind.Stratified);
        var outcomes = Enumerable
            .Range(0, 8)
            .Select(fold => folds.Rows(fold).Count(row => table.Labels[row]))
            .ToArray();
        (outcomes.Max() - outcomes.Min()).ShouldBeLessThanOrEqualTo(1);
        Enumerable.Range(0, 8).ShouldAllBe(fold => folds.Rows(fold).Length >= 95 && folds.Rows(fold).Length <= 105);
    }

    [Fact]
    public void Nobody_is_in_two_folds()
    {
        var table = Grouped(customers: 60, rowsEach: 5);

        var folds = Folds.Assign(table, 5, seed: 3);

        folds.Kind.ShouldBe(FoldKind.Group);
        var of = folds.Of.ToArray();
        table
            .Groups.ToArray()
            .Zip(of)
            .GroupBy(pair => pair.First)
            .ShouldAllBe(rows => rows.DistinctBy(pair => pair.Second).Count() == 1);
    }

    [Fact]
    public void A_fold_by_time_is_a_period()
    {
        var builder = new TableBuilder().Numeric("x");
        for (var row = 0; row < 120; row++)
        {
            builder.Add([(double)row], label: row % 3 == 0, time: new DateOnly(2026, 1 + row / 30, 1));
        }

        var folds = Folds.Assign(builder.Build(), 8, seed: 1);

        folds.Kind.ShouldBe(FoldKind.Time);
        folds.Of.ToArray().ShouldBe(Enumerable.Range(0, 120).Select(row => row / 30));
    }

    [Fact]
    public void Exact_copies_stay_together()
    {
        var builder = new TableBuilder().Numeric("x").Category("c");
        for (var row = 0; row < 200; row++)
        {
            builder.Add([(double)(row / 2), row / 2 % 2 == 0 ? "a" : "b"], label: row % 5 == 0);
        }

        var folds = Folds.Assign(builder.Build(), 5, seed: 1);

        var of = folds.Of.ToArray();
        of.Chunk(2).ShouldAllBe(twins => twins[0] == twins[1]);
    }

    [Fact]
    public void Folds_are_the_same_for_one_seed_and_differ_for_another()
    {
        var table = Made.Noise(100, columns: 2, seed: 4);

        Folds.Assign(table, 5, seed: 1).Of.ToArray().ShouldBe(Folds.Assign(table, 5, seed: 1).Of.ToArray());
        Folds.Assign(table, 5, seed: 2).Of.ToArray().ShouldNotBe(Folds.Assign(table, 5, seed: 1).Of.ToArray());
    }

    private static Table Grouped(int customers, int rowsEach)
    {
        var builder = new TableBuilder().Numeric("x");
        for (var row = 0; row < customers * rowsEach; row++)
        {
            builder.Add([(double)row], label: row % 4 == 0, group: $"c{row / rowsEach}");
        }

        return builder.Build();
    }
}
