using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Tests.Linear;

public sealed class DesignRowsTests
{
    private static readonly Table Rows = Schema.Of(Made.Signal(600), minRows: 5).Align(Made.Signal(600));
    private static readonly int[] Some = [.. Enumerable.Range(0, 600).Where(row => row % 3 != 0)];
    private static readonly DesignColumn[] Columns = Design.Of(Rows, Some);
    private static readonly double[] Weights = [.. Some.Select(row => 0.05 + row % 7)];

    [Fact]
    public void Products_of_columns_are_those_of_their_cells()
    {
        var gram = Enumerable.Range(0, Columns.Length + 1).Select(_ => new double[Columns.Length + 1]).ToArray();

        DesignRows.Of(Columns, Rows, Some).Gram(Weights, gram);

        for (var i = 0; i <= Columns.Length; i++)
        {
            for (var j = 0; j <= Columns.Length; j++)
            {
                gram[i]
                    [j]
                    .ShouldBe(
                        Some.Select((row, at) => Weights[at] * Cell(i, row) * Cell(j, row)).Sum(),
                        1e-7,
                        $"{i}, {j}"
                    );
            }
        }
    }

    [Fact]
    public void Sums_over_rows_are_those_of_their_cells()
    {
        var sums = new double[Columns.Length + 1];

        DesignRows.Of(Columns, Rows, Some).Project(Weights, sums);

        sums.ShouldBe(
            Enumerable.Range(0, sums.Length).Select(i => Some.Select((row, at) => Weights[at] * Cell(i, row)).Sum()),
            1e-8
        );
    }

    [Fact]
    public void Scores_are_sums_of_cells_times_coefficients()
    {
        double[] coefficients = [.. Enumerable.Range(0, Columns.Length + 1).Select(i => Math.Sin(i + 1))];

        var scores = DesignRows.Of(Columns, Rows, Some).Scores(coefficients);

        scores.ShouldBe(
            Some.Select(row => coefficients.Select((coefficient, i) => coefficient * Cell(i, row)).Sum()),
            1e-9
        );
    }

    [Fact]
    public void A_batch_of_rows_scores_as_their_contributions_add()
    {
        double[] coefficients = [.. Enumerable.Range(0, Columns.Length).Select(i => Math.Sin(i + 1))];
        IModel model = new LinearModel(0.5, Columns, coefficients);
        var scores = new double[Rows.Rows];

        model.Score(Rows, 0, 2, scores);

        for (var row = 0; row < Rows.Rows; row++)
        {
            var into = new double[Rows.Columns.Count];
            model.Contribute(Rows, row, 2, into);
            scores[row].ShouldBe(into.Sum(), 1e-9);
        }
    }

    private static double Cell(int column, int row) =>
        column < Columns.Length ? Columns[column].At(Rows.Columns[Columns[column].Feature], row) : 1;
}
