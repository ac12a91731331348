using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.Runs;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Tests.Auto;

public sealed class AutoTrainerTests
{
    private static readonly Lazy<(Table Table, TrainedModel Trained)> Fitted = new(() =>
    {
        var table = Made.Signal(1_500);
        return (table, new AutoTrainer().Train(table));
    });

    [Fact]
    public void A_bend_and_an_interaction_are_learned_nearly_as_well_as_they_can_be()
    {
        var fresh = Made.Signal(4_000, seed: 99);

        var probabilities = Fitted.Value.Trained.Model.Score(fresh).Probabilities;

        Metrics.RocAuc(probabilities, fresh.Labels).Value.ShouldBeGreaterThan(0.80);
        Metrics.Ece(probabilities, fresh.Labels).ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Contributions_add_up_to_the_log_odds_of_every_row()
    {
        var (table, trained) = Fitted.Value;
        var scores = trained.Model.Score(table);

        var reasons = trained.Model.Explain(table, [.. Enumerable.Range(0, table.Rows)]);

        for (var row = 0; row < table.Rows; row++)
        {
            (reasons[row].BaseLogOdds + reasons[row].Contributions.Sum(one => one.LogOdds)).ShouldBe(
                scores.LogOdds[row],
                1e-9
            );
            reasons[row].LogOdds.ShouldBe(scores.LogOdds[row]);
            Logistic.Sigmoid(reasons[row].LogOdds).ShouldBe(scores.Probabilities[row]);
        }
    }

    [Fact]
    public void Contributions_are_measured_from_the_average_row()
    {
        var (table, trained) = Fitted.Value;
        var reasons = trained.Model.Explain(table, [.. Enumerable.Range(0, table.Rows)]);

        foreach (var feature in trained.Model.Schema.Features)
        {
            reasons
                .Average(why => why.Contributions.Single(one => one.Feature == feature.Name).LogOdds)
                .ShouldBe(0, 0.02);
        }
    }

    [Fact]
    public void Evidence_out_of_fold_is_close_to_what_fresh_rows_say()
    {
        var fresh = Made.Signal(6_000, seed: 5);
        var (table, trained) = Fitted.Value;

        Metrics
            .LogLoss(trained.Evidence.Probabilities, table.Labels)
            .ShouldBe(Metrics.LogLoss(trained.Model.Score(fresh).Probabilities, fresh.Labels), 0.04);
    }

    [Fact]
    public void One_two_and_eight_threads_give_the_same_bytes()
    {
        var table = Made.Signal(500);
        byte[] Bytes(ulong seed, int threads) =>
            ModelFile.Write(new AutoTrainer().Train(table, new TrainingSettings(seed, threads)).Model);

        var one = Bytes(seed: 3, threads: 1);

        Bytes(seed: 3, threads: 2).ShouldBe(one);
        Bytes(seed: 3, threads: 8).ShouldBe(one);
        Bytes(seed: 4, threads: 8).ShouldNotBe(one);
    }

    [Fact]
    public void Weights_of_one_size_change_nothing()
    {
        var table = Made.Signal(400);
        var weighted = new Table(
            table.Columns,
            table.Labels.ToArray(),
            weights: [.. Enumerable.Repeat(7.0, table.Rows)]
        );

        var forecasts = new AutoTrainer().Train(weighted).Model.Score(table).Probabilities;

        forecasts.ShouldBe(new AutoTrainer().Train(table).Model.Score(table).Probabilities, 1e-3);
    }

    [Fact]
    public void Outcomes_that_count_tenfold_raise_the_forecasts_to_their_share()
    {
        var table = Made.Signal(600);
        var weights = table.Labels.ToArray().Select(label => label ? 10.0 : 1.0).ToArray();
        var share = table.Labels.ToArray().Zip(weights, (label, weight) => label ? weight : 0).Sum() / weights.Sum();

        var trained = new AutoTrainer().Train(new Table(table.Columns, table.Labels.ToArray(), weights: weights));

        // By models that have not seen the row: calibration is fitted to those, not to what a model says of its own
        // rows.
        trained.Model.BaseRate.ShouldBe(share, 1e-12);
        MeanOf(trained.Evidence.Probabilities, weights).ShouldBe(share, 0.01);
        var fresh = Made.Signal(8_000, seed: 99);
        var fresher = fresh.Labels.ToArray().Select(label => label ? 10.0 : 1.0).ToArray();
        MeanOf(trained.Model.Score(fresh).Probabilities, fresher)
            .ShouldBe(
                fresh.Labels.ToArray().Zip(fresher, (label, weight) => label ? weight : 0).Sum() / fresher.Sum(),
                0.04
            );

        static double MeanOf(double[] probabilities, double[] weights) =>
            probabilities.Zip(weights, (p, weight) => p * weight).Sum() / weights.Sum();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void The_whole_blend_keeps_a_monotone_constraint(int sign)
    {
        var table = Made.Signal(600);
        var settings = new TrainingSettings { Monotone = new Dictionary<string, int> { ["bend"] = sign } };
        var steps = new TableBuilder()
            .Numeric("bend")
            .Category("tier")
            .Numeric("left")
            .Numeric("right")
            .Numeric("noise");
        for (var i = 0; i <= 100; i++)
        {
            steps.Add([-2 + 0.04 * i, "gold", 1.0, 0.0, 0.5]);
        }

        var scores = new AutoTrainer().Train(table, settings).Model.Score(steps.Build()).LogOdds;

        for (var i = 1; i < scores.Length; i++)
        {
            (sign * (scores[i] - scores[i - 1])).ShouldBeGreaterThanOrEqualTo(-1e-6);
        }
    }

    [Fact]
    public void A_monotone_column_that_is_text_is_refused_by_its_name() =>
        Should
            .Throw<SchemaException>(() =>
                new AutoTrainer().Train(
                    Made.Signal(300),
                    new TrainingSettings { Monotone = new Dictionary<string, int> { ["tier"] = 1 } }
                )
            )
            .Column.ShouldBe("tier");

    [Fact]
    public void A_table_of_noise_is_reported_without_signal() => HopelessOf(draws: 4).ShouldBeGreaterThanOrEqualTo(3);

    [Fact]
    [Trait("When", "nightly")]
    public void A_table_of_noise_is_reported_without_signal_in_at_least_eighteen_of_twenty_draws() =>
        HopelessOf(draws: 20).ShouldBeGreaterThanOrEqualTo(18);

    [Fact]
    public void Without_signal_everybody_gets_the_base_rate_and_no_reasons()
    {
        var table = Made.Noise(300, columns: 3, seed: 2);
        var model = new AutoTrainer().Train(table).Model.WithoutSignal();

        var why = model.Explain(table, row: 0);

        why.Contributions.ShouldBeEmpty();
        why.Probability.ShouldBe(table.Labels.Count(true) / 300.0, 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void With_too_few_outcomes_the_model_is_the_base_rate(int positives)
    {
        var builder = new TableBuilder().Numeric("x");
        for (var row = 0; row < 100; row++)
        {
            builder.Add([(double)row], label: row < positives);
        }

        new AutoTrainer().Train(builder.Build()).Model.Signal.ShouldBe(Signal.None);
    }

    [Fact]
    public void Rows_with_new_levels_and_empty_cells_are_scored()
    {
        var strange = new TableBuilder()
            .Numeric("bend")
            .Category("tier")
            .Numeric("left")
            .Numeric("right")
            .Numeric("noise")
            .Add([1e9, "platinum", Cell.Missing, -1e9, Cell.Missing])
            .Build();

        var scores = Fitted.Value.Trained.Model.Score(strange);

        scores.Probabilities[0].ShouldBeInRange(0, 1);
        scores.InputGaps.ShouldContain(new InputGap("tier", Missing: 0, Unseen: 1));
    }

    [Fact]
    public void A_cancelled_training_stops() =>
        Should.Throw<OperationCanceledException>(() =>
            new AutoTrainer().Train(Made.Signal(300), cancellation: new CancellationToken(canceled: true))
        );

    [Fact]
    public void Progress_reaches_the_end_of_every_stage()
    {
        var told = new System.Collections.Concurrent.ConcurrentBag<StageProgress>();

        new AutoTrainer().Train(Made.Signal(300), progress: new Told(told.Add));

        told.Where(one => one.Fraction >= 1 - 1e-9)
            .Select(one => one.Stage)
            .Distinct()
            .Order()
            .ShouldBe(["additive", "linear", "trees"]);
    }

    [Fact]
    public void A_trainer_from_outside_the_library_takes_part()
    {
        var table = Made.Signal(400);

        var trained = new AutoTrainer([new Learning.Linear.LinearTrainer(), new BaseRate()]).Train(table);

        trained
            .Evidence.Candidates.Select(candidate => candidate.Name)
            .ShouldBe(["base-rate", "linear", "mine", "blend"]);
    }

    private sealed class Told(Action<StageProgress> tell) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => tell(value);
    }

    private sealed class BaseRate : ITrainer, IModel
    {
        public string Name => "mine";

        public string Kind => "mine";

        public double Intercept => -1;

        public CrossFit Fit(
            Table aligned,
            Folds folds,
            TrainingSettings settings,
            IProgress<StageProgress>? progress,
            CancellationToken cancellation
        ) => new(this, [.. Enumerable.Repeat(this, folds.Count)]);

        public void Contribute(Table aligned, int row, double weight, Span<double> into) { }

        public void Write(System.Text.Json.Utf8JsonWriter json) { }
    }

    private static int HopelessOf(int draws) =>
        Enumerable
            .Range(0, draws)
            .Count(seed => new AutoTrainer().Train(Made.Noise(400, columns: 8, seed)).Model.Signal == Signal.None);
}
