using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Tests.Trees;

public sealed class TreeTrainerTests
{
    private static readonly TreeSettings Small = new()
    {
        Rounds = 40,
        Rate = 0.1,
        Leaves = 8,
        MinLeafRows = 10,
    };

    [Fact]
    public void A_bend_levels_and_an_interaction_are_learned()
    {
        var fresh = Made.Signal(4_000, seed: 99);

        var model = Grown.CrossFit(Made.Signal(2_000)).Model;

        var probabilities = Array.ConvertAll(Grown.LogOdds(model, fresh), Logistic.Sigmoid);
        Metrics.RocAuc(probabilities, fresh.Labels).Value.ShouldBeGreaterThan(0.80);
        Metrics.Ece(probabilities, fresh.Labels).ShouldBeLessThan(0.06);
    }

    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(0.7, 0.6)]
    public void Any_number_of_threads_gives_the_same_bytes(double rowShare, double columnShare)
    {
        var table = Made.Signal(30_000);
        var settings = Small with { RowShare = rowShare, ColumnShare = columnShare, Rounds = 8 };
        byte[] Bytes(int threads) => ModelFile.Write(Grown.Ready(table, Grown.On(table, settings, threads)));

        var one = Bytes(1);

        Bytes(2).ShouldBe(one);
        Bytes(8).ShouldBe(one);
    }

    [Fact]
    public void Folds_side_by_side_or_in_turn_give_the_same_bytes()
    {
        var table = Made.Signal(600);

        var one = ModelFile.Write(Grown.Ready(table, Grown.CrossFit(table, threads: 1).Model));

        ModelFile.Write(Grown.Ready(table, Grown.CrossFit(table, threads: 8).Model)).ShouldBe(one);
    }

    [Fact]
    public void A_fold_s_model_has_not_seen_its_fold()
    {
        // Labels by chance: whoever has seen a row forecasts it better than chance.
        var table = Made.Noise(800, columns: 6, seed: 3);
        var folds = Folds.Assign(table, 4, seed: 1);
        var fits = Grown.CrossFit(table, Small with { Leaves = 31, Rounds = 60, MinLeafRows = 1, Patience = 60 });

        for (var fold = 0; fold < 4; fold++)
        {
            var unseen = table.Take(folds.Rows(fold));
            Metrics.RocAuc(Grown.LogOdds(fits.FoldModels[fold], unseen), unseen.Labels).Value.ShouldBeInRange(0.3, 0.7);
        }
    }

    [Fact]
    public void Forecasts_rise_with_a_feature_that_they_shall_rise_with()
    {
        var table = Made.Signal(3_000);
        var free = Grown.On(table, Small);
        var rising = Grown.On(table, Small with { Monotone = new Dictionary<string, int> { ["bend"] = 1 } });
        var falling = Grown.On(table, Small with { Monotone = new Dictionary<string, int> { ["bend"] = -1 } });

        Steps(free).Min().ShouldBeLessThan(-1e-3);
        Steps(free).Max().ShouldBeGreaterThan(1e-3);
        Steps(rising).Min().ShouldBeGreaterThanOrEqualTo(-1e-6);
        Steps(rising).Max().ShouldBeGreaterThan(1e-3);
        Steps(falling).Max().ShouldBeLessThanOrEqualTo(1e-6);

        // For many rows: how the forecast moves as the bend alone rises.
        List<double> Steps(TreeModel model)
        {
            var random = new Random(1);
            var steps = new List<double>();
            for (var row = 0; row < 100; row++)
            {
                float[] cells = [0, random.Next(2, 5), random.Next(2), random.Next(2), (float)random.NextDouble()];
                var last = double.NaN;
                for (var bend = -2f; bend <= 2; bend += 0.05f)
                {
                    cells[0] = bend;
                    var now = model.LogOdds(cells);
                    steps.Add(double.IsNaN(last) ? 0 : now - last);
                    last = now;
                }
            }

            return steps;
        }
    }

    [Fact]
    public void A_weight_of_two_is_the_row_twice()
    {
        // One tree over so few rows that every number has a bin of its own: nothing but the weights can differ.
        var table = Made.Signal(240);
        var weights = Enumerable.Range(0, 240).Select(row => row % 3 == 0 ? 2f : 1f).ToArray();
        var twice = table.Take([.. Enumerable.Range(0, 240), .. Enumerable.Range(0, 240).Where(row => row % 3 == 0)]);
        var settings = Small with { Rounds = 1, Rate = 1, Leaves = 4, MinLeafRows = 1, MinHessian = 2 };

        var weighted = Grown.LogOdds(Grown.On(table, settings, weights: weights), table);

        weighted
            .Zip(Grown.LogOdds(Grown.On(twice, settings), table), (a, b) => Math.Abs(a - b))
            .Max()
            .ShouldBeLessThan(1e-3);
        weighted
            .Zip(Grown.LogOdds(Grown.On(table, settings), table), (a, b) => Math.Abs(a - b))
            .Max()
            .ShouldBeGreaterThan(0.02);
    }

    [Fact]
    public void A_row_of_weight_zero_has_no_influence()
    {
        var table = Made.Signal(500);
        var half = table.Take([.. Enumerable.Range(0, 250)]);
        var turned = new Table(
            table.Columns,
            [.. table.Labels.ToArray().Select((label, row) => row < 250 ? label : !label)]
        );
        var weights = Enumerable.Range(0, 500).Select(row => row < 250 ? 1f : 0f).ToArray();
        var settings = Small with { MinLeafRows = 1, MinHessian = 2 };

        Grown
            .LogOdds(Grown.On(table, settings, weights: weights), half)
            .ShouldBe(Grown.LogOdds(Grown.On(turned, settings, weights: weights), half));
    }

    [Fact]
    public void Missing_cells_go_where_they_belong()
    {
        // Whoever has no number leaves; nobody else does.
        var builder = new TableBuilder().Numeric("x");
        for (var row = 0; row < 400; row++)
        {
            builder.Add(
                [row % 4 == 0 ? Cell.Missing : (double)(row % 50)],
                label: row % 4 == 0 ? row % 16 != 0 : row % 40 == 1
            );
        }

        var table = builder.Build();
        var model = Grown.On(table, Small);

        model.LogOdds([float.NaN]).ShouldBeGreaterThan(model.LogOdds([25]) + 1.5);
        model.LogOdds([float.MaxValue]).ShouldBeLessThan(0);
    }

    [Fact]
    public void A_constraint_on_an_absent_or_textual_column_is_refused_by_name()
    {
        var table = Made.Signal(200);

        foreach (var name in new[] { "absent", "tier" })
        {
            Should
                .Throw<SchemaException>(() =>
                    Grown.On(table, Small with { Monotone = new Dictionary<string, int> { [name] = 1 } })
                )
                .Column.ShouldBe(name);
        }
    }

    [Fact]
    public void Settings_and_weights_out_of_range_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new TreeTrainer(Small with { Leaves = 1 }));
        Should.Throw<ArgumentOutOfRangeException>(() => new TreeTrainer(Small with { Rate = double.NaN }));
        Should.Throw<ArgumentOutOfRangeException>(() => new TreeTrainer(Small with { RowShare = 0 }));
        Should.Throw<ArgumentException>(() => Grown.On(Made.Signal(100), Small, weights: new float[99]));
        Should.Throw<ArgumentException>(() =>
            Grown.On(Made.Signal(100), Small, weights: [.. Enumerable.Repeat(-1f, 100)])
        );
    }

    [Fact]
    public void A_cancelled_training_stops() =>
        Should.Throw<OperationCanceledException>(() =>
            new TreeTrainer().FitAll(
                Made.Signal(300),
                weights: null,
                new TrainingSettings(),
                new CancellationToken(canceled: true)
            )
        );
}
