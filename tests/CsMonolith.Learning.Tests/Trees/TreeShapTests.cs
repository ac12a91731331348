using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Tests.Trees;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Tests.Trees;

public sealed class TreeShapTests
{
    private const int Features = 12;

    private static readonly Lazy<(Table Table, TreeModel Model)> Twelve = new(() =>
    {
        var random = new Random(6);
        var builder = new TableBuilder();
        for (var feature = 0; feature < Features; feature++)
        {
            _ = feature % 4 == 3 ? builder.Category($"x{feature}") : builder.Numeric($"x{feature}");
        }

        for (var row = 0; row < 600; row++)
        {
            var cells = Enumerable
                .Range(0, Features)
                .Select(feature =>
                    random.Next(12) == 0 ? Cell.Missing
                    : feature % 4 == 3 ? (Cell)"abcdef"[random.Next(6)].ToString()
                    : random.NextDouble()
                )
                .ToArray();
            builder.Add(cells, label: random.NextDouble() < (row % 7 + 1) / 10.0);
        }

        var table = builder.Build();
        var aligned = Schema.Of(table, minRows: 5).Align(table);
        return (
            aligned,
            Grown.On(
                table,
                new TreeSettings
                {
                    Rounds = 4,
                    Rate = 0.3,
                    Leaves = 40,
                    MinLeafRows = 1,
                    MinHessian = 0.1,
                }
            )
        );
    });

    [Fact]
    public void Contributions_are_shapley_values_by_brute_force()
    {
        var (table, model) = Twelve.Value;
        var cells = new float[Features];
        for (var row = 0; row < 12; row++)
        {
            TreeInputs.OfRow(table, row, cells);
            var expected = Shapley(subset => model.Trees.ToArray().Sum(tree => MeanGiven(tree, subset, cells)));

            var found = new double[Features];
            model.Contribute(table, row, 1, found);

            found.Zip(expected, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-9);
        }
    }

    [Fact]
    public void Contributions_against_background_rows_are_shapley_values_by_brute_force()
    {
        var (table, model) = Twelve.Value;
        float[][] background = [.. Enumerable.Range(100, 5).Select(CellsOf)];
        for (var row = 0; row < 6; row++)
        {
            var cells = CellsOf(row);
            var expected = Shapley(subset =>
                background.Average(other =>
                    model.LogOdds([
                        .. cells.Select((cell, feature) => (subset >> feature & 1) != 0 ? cell : other[feature]),
                    ])
                )
            );

            var found = new double[Features];
            new InterventionalTreeShap(model.Trees.ToArray(), background).Add(cells, 1, found);

            found.Zip(expected, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-9);
        }

        float[] CellsOf(int row)
        {
            var cells = new float[Features];
            TreeInputs.OfRow(table, row, cells);
            return cells;
        }
    }

    [Fact]
    public void Contributions_add_up_to_every_row_s_log_odds()
    {
        var table = Made.Signal(400);
        var model = Grown.Ready(table, Grown.CrossFit(table).Model);

        var reasons = model.Explain(table, [.. Enumerable.Range(0, table.Rows)]);

        var scores = model.Score(table).LogOdds;
        for (var row = 0; row < table.Rows; row++)
        {
            (reasons[row].BaseLogOdds + reasons[row].Contributions.Sum(one => one.LogOdds)).ShouldBe(scores[row], 1e-9);
            reasons[row].LogOdds.ShouldBe(scores[row]);
        }
    }

    /// <summary>Shapley, A value for n-person games, 1953, over all 2¹² subsets.</summary>
    private static double[] Shapley(Func<int, double> value)
    {
        double[] of = [.. Enumerable.Range(0, 1 << Features).Select(value)];
        var factorial = new double[Features + 1];
        factorial[0] = 1;
        for (var i = 1; i <= Features; i++)
        {
            factorial[i] = factorial[i - 1] * i;
        }

        var values = new double[Features];
        for (var feature = 0; feature < Features; feature++)
        {
            for (var subset = 0; subset < of.Length; subset++)
            {
                if ((subset >> feature & 1) == 0)
                {
                    var size = System.Numerics.BitOperations.PopCount((uint)subset);
                    values[feature] +=
                        factorial[size]
                        * factorial[Features - size - 1]
                        / factorial[Features]
                        * (of[subset | 1 << feature] - of[subset]);
                }
            }
        }

        return values;
    }

    private static double MeanGiven(Tree tree, int subset, float[] cells)
    {
        var covers = tree.NodeCovers();
        return Visit(0);

        double Visit(int at)
        {
            if (at < 0)
            {
                return tree.Values[~at];
            }

            var node = tree.Nodes[at];
            if ((subset >> node.Feature & 1) != 0)
            {
                return Visit(tree.GoesLeft(node, cells[node.Feature]) ? node.Left : node.Right);
            }

            var left = (node.Left >= 0 ? covers[node.Left] : tree.Covers[~node.Left]) / covers[at];
            return left * Visit(node.Left) + (1 - left) * Visit(node.Right);
        }
    }
}
