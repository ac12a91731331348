using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.MlNet.Reference;
using CsMonolith.Learning.MlNet.Training;
using CsMonolith.Learning.References;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.MlNet.Tests.Reference;

public sealed class MlNetReferenceTests
{
    private static readonly TrainingSettings Settings = new(Seed: 1);

    private static readonly Table Rows = Customers.Drawn(3_000);

    private static readonly TrainedModel Ours = new AutoTrainer(
        [new CsMonolith.Learning.Trees.TreeTrainer()],
        new MlNetReference()
    ).Train(Rows, Settings);

    private static readonly TrainedReference Trained = Ours.Reference!;

    private static readonly ReferenceReport Report = Compared(Ours, Rows);

    [Fact]
    public void It_stands_beside_our_model_with_its_figures_out_of_fold()
    {
        var report = Report;

        report.Learner.ShouldBe("mlnet-lightgbm");
        report.Reference.RocAuc.Value.ShouldBeGreaterThan(0.75);
        report.Reference.LogLoss.ShouldBe(Ours.Evidence.Candidates[^1].LogLoss, 0.03);
        report.Reference.Ece.ShouldBeLessThan(0.05);
        report.Ours.LogLoss.ShouldBe(Metrics.LogLoss(Ours.Evidence.Probabilities, Rows.Labels), 1e-12);
        report.Difference.LogLoss.Value.ShouldBe(report.Reference.LogLoss - report.Ours.LogLoss, 1e-12);
    }

    [Fact]
    public void Its_log_odds_are_those_of_models_that_have_not_seen_the_row()
    {
        var folds = Ours.Evidence.Folds;
        foreach (var row in new[] { 0, 17, 2_999 })
        {
            Trained.FoldModels[folds.Of[row]].Score(Rows.Take([row])).LogOdds[0].ShouldBe(Trained.LogOdds[row], 1e-9);
        }
    }

    [Fact]
    public void What_matters_comes_first_and_noise_does_not_matter()
    {
        var importance = Report.Importance;

        importance.Count.ShouldBe(6);
        importance[0].Feature.ShouldBe("logins");
        importance[0].AucDrop.ShouldBeGreaterThan(0.05);
        importance.Single(one => one.Feature == "noise").AucDrop.ShouldBe(0, 0.01);
        Report.OurImportance[0].Feature.ShouldBe("logins");
    }

    [Fact]
    public void Two_learners_that_found_the_truth_agree_on_every_factor()
    {
        Report.Factors.Select(factor => factor.Feature).ShouldBe(Rows.Columns.Select(column => column.Name));
        Report.NotAgreed.ShouldBeEmpty();
        var logins = Report.Factors[0];
        logins.Reference.High.ShouldBeLessThan(0);
        logins.Ours.Value.ShouldBe(logins.Reference.Value, 0.05);
    }

    [Fact]
    public void A_factor_that_the_reference_sees_the_other_way_round_is_not_agreed()
    {
        var aligned = Ours.Model.Schema.Align(Rows);
        var mirrored = new Table(
            [
                Column.Numeric("logins", [.. aligned.Columns[0].Numbers.ToArray().Select(number => -number)]),
                .. aligned.Columns.Skip(1),
            ],
            aligned.Labels.ToArray()
        );
        var seen = new AutoTrainer([new LightGbmTrainer()]).Train(mirrored, Settings).Evidence;
        var rows = ComparedRows.OutOfFold(Ours, Rows) with { Reference = seen.FoldModels };

        var report = new MlNetReference().Compare(rows, seed: 1);

        report.NotAgreed.ShouldContain(factor =>
            factor.Feature == "logins" && factor.Verdict == FactorVerdict.OppositeDirections
        );
    }

    [Theory]
    [InlineData(0.1, 0.2, -0.3, -0.1, 1, 1, FactorVerdict.OppositeDirections)]
    [InlineData(0.1, 0.2, -0.3, 0.01, 1, 1, FactorVerdict.Agreed)]
    [InlineData(-0.1, 0.2, -0.3, -0.1, 10, 20, FactorVerdict.Agreed)]
    [InlineData(0.1, 0.2, 0.1, 0.2, 10, 21, FactorVerdict.OtherRank)]
    [InlineData(0.1, 0.2, 0.1, 0.2, 30, 4, FactorVerdict.OtherRank)]
    [InlineData(0.1, 0.2, 0.1, 0.2, 11, 40, FactorVerdict.Agreed)]
    [InlineData(0, 0, -0.3, -0.1, 1, 1, FactorVerdict.Agreed)]
    public void A_factor_is_judged_by_intervals_and_ranks(
        double low,
        double high,
        double otherLow,
        double otherHigh,
        int rank,
        int otherRank,
        FactorVerdict verdict
    ) =>
        FactorAgreement
            .Judge(
                new Interval((low + high) / 2, low, high),
                new Interval((otherLow + otherHigh) / 2, otherLow, otherHigh),
                rank,
                otherRank
            )
            .ShouldBe(verdict);

    [Fact]
    public void A_flag_that_few_rows_bear_is_compared_with_and_without()
    {
        var flag = Report.Factors.Single(factor => factor.Feature == "flag");

        (flag.From, flag.To).ShouldBe(("0", "1"));
        flag.Reference.Low.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Levels_stand_in_the_order_of_their_share_of_outcomes()
    {
        var tier = Report.Factors.Single(factor => factor.Feature == "tier");

        tier.From.ShouldBe("gold");
        tier.To.ShouldBeOneOf("bronze", "silver");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void The_same_data_and_seed_give_the_same_reference_at_any_number_of_threads(int threads)
    {
        var again = new AutoTrainer([new CsMonolith.Learning.Trees.TreeTrainer()], new MlNetReference()).Train(
            Rows,
            new TrainingSettings(Seed: 1, Threads: threads)
        );
        var report = Compared(again, Rows);

        again.Reference!.LogOdds.ShouldBe(Trained.LogOdds);
        report.Importance.ShouldBe(Report.Importance);
        report.Factors.ShouldBe(Report.Factors);
    }

    [Fact]
    public void Rows_of_a_customer_are_drawn_together()
    {
        var random = new Random(4);
        var customers = Enumerable.Range(0, 200).Select(_ => random.NextDouble()).ToArray();
        double[] values = [.. Enumerable.Range(0, 2_000).Select(row => customers[row / 10])];
        string[] names = [.. Enumerable.Range(0, 2_000).Select(row => $"c{row / 10}")];

        var (alone, together) = (
            new BootstrapOfMeans(2_000, [], seed: 1).Of(values),
            new BootstrapOfMeans(2_000, names, seed: 1).Of(values)
        );

        // A mean of 200 draws from a uniform distribution has the standard error √(1/12/200).
        (together.High - together.Low).ShouldBe(2 * 1.96 * Math.Sqrt(1 / 12.0 / 200), 0.015);
        (alone.High - alone.Low).ShouldBe((together.High - together.Low) / Math.Sqrt(10), 0.008);
    }

    [Fact]
    public void A_table_with_one_outcome_only_has_no_reference()
    {
        var table = new Table(Rows.Columns, new bool[Rows.Rows]);
        new AutoTrainer(AutoTrainer.Learners, new MlNetReference()).Train(table, Settings).Reference.ShouldBeNull();
    }

    [Fact]
    public void Where_our_model_finds_no_signal_the_reference_is_judged_by_its_loss_alone()
    {
        var random = new Random(11);
        var noise = new Table(Rows.Columns, [.. Enumerable.Range(0, Rows.Rows).Select(_ => random.Next(4) == 0)]);
        var none = new AutoTrainer([new CsMonolith.Learning.Linear.LinearTrainer()], new MlNetReference()).Train(
            noise,
            Settings
        );
        none.Model.Signal.ShouldBe(Signal.None);

        var report = Compared(none, noise);

        report.Factors.ShouldBeEmpty();
        report.OurImportance.ShouldBeEmpty();
        report.Difference.LogLoss.Value.ShouldBeGreaterThan(-0.01);
    }

    [Fact]
    public void Later_rows_of_one_outcome_are_compared_without_importance()
    {
        var later = Rows.Take([.. Enumerable.Range(0, Rows.Rows).Where(row => !Rows.Labels[row])]);

        var report = new MlNetReference().Compare(ComparedRows.HeldOut(Ours, Rows, later), seed: 1);

        report.Difference.Rows.ShouldBe(later.Rows);
        (report.Importance.Count, report.Factors.Count).ShouldBe((0, 0));
    }

    [Fact]
    public void It_takes_the_place_of_learners_that_it_beats_beyond_chance_and_is_scored_as_it_was_fitted()
    {
        var auto = new AutoTrainer([new CsMonolith.Learning.Linear.LinearTrainer()], new MlNetReference());

        var trained = auto.Train(Crossed, Settings);

        trained.Model.Parts.Select(part => part.Model.Kind).ShouldContain("trees");
        var losses = trained.Evidence.Candidates.ToDictionary(one => one.Name, one => one.LogLoss);
        losses["blend"].ShouldBeLessThan(losses["linear"] - 0.05);
        losses["blend"].ShouldBeLessThanOrEqualTo(losses["mlnet-lightgbm"] + 0.001);
        var folds = trained.Evidence.Folds;
        foreach (var row in new[] { 0, 17, 1_999 })
        {
            trained
                .Evidence.FoldModels[folds.Of[row]]
                .Score(Crossed.Take([row]))
                .LogOdds[0]
                .ShouldBe(trained.Evidence.LogOdds[row], 1e-9);
        }
    }

    [Fact]
    public void It_is_no_candidate_where_it_is_no_better_or_forecasts_must_keep_to_a_direction()
    {
        Ours.Model.Parts.Count.ShouldBe(1);
        var rising = new TrainingSettings { Monotone = new Dictionary<string, int> { ["x"] = 1 } };

        var held = new AutoTrainer([new CsMonolith.Learning.Linear.LinearTrainer()], new MlNetReference()).Train(
            Crossed,
            rising
        );

        held.Reference.ShouldNotBeNull();
        held.Model.Parts.ShouldNotContain(part => part.Model.Kind == "trees");
    }

    // The label is whether two numbers have one sign, which no sum of two lines tells.
    private static Table Crossed { get; } = CrossedRows();

    private static Table CrossedRows()
    {
        var (random, builder) = (new Random(5), new TableBuilder().Numeric("x").Numeric("y"));
        for (var row = 0; row < 2_000; row++)
        {
            var (x, y) = (random.NextDouble() - 0.4, random.NextDouble() - 0.4);
            builder.Add([x, y], label: random.NextDouble() < (x * y > 0 ? 0.9 : 0.1));
        }

        return builder.Build();
    }

    private static ReferenceReport Compared(TrainedModel trained, Table table) =>
        new MlNetReference().Compare(ComparedRows.OutOfFold(trained, table), seed: 1);
}
