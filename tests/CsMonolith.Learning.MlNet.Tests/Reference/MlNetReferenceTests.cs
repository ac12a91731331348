using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.MlNet.Reference;
using CsMonolith.Learning.MlNet.Training;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.MlNet.Tests.Reference;

public sealed class MlNetReferenceTests
{
    private static readonly TrainingSettings Settings = new(Seed: 1);

    private static readonly Table Rows = Customers.Drawn(3_000);

    private static readonly TrainedModel Ours = new AutoTrainer([new CsMonolith.Learning.Trees.TreeTrainer()]).Train(
        Rows,
        Settings
    );

    private static readonly TrainedReference Trained = MlNetReference.Train(Rows, Ours, Settings)!;

    [Fact]
    public void It_stands_beside_our_model_with_its_figures_out_of_fold()
    {
        var report = Trained.Report;

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
        var importance = Trained.Report.Importance;

        importance.Count.ShouldBe(6);
        importance[0].Feature.ShouldBe("logins");
        importance[0].AucDrop.ShouldBeGreaterThan(0.05);
        importance.Single(one => one.Feature == "noise").AucDrop.ShouldBe(0, 0.01);
        Trained.Report.OurImportance[0].Feature.ShouldBe("logins");
    }

    [Fact]
    public void Two_learners_that_found_the_truth_agree_on_every_factor()
    {
        Trained.Report.Factors.Select(factor => factor.Feature).ShouldBe(Rows.Columns.Select(column => column.Name));
        Trained.Report.NotAgreed.ShouldBeEmpty();
        var logins = Trained.Report.Factors[0];
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
        var fit = new LightGbmTrainer().Fit(mirrored, Ours.Evidence.Folds, Settings, null, default);

        var report = MlNetReference.Compare(fit, "mirrored", aligned, Ours, Settings).Report;

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
        var flag = Trained.Report.Factors.Single(factor => factor.Feature == "flag");

        (flag.From, flag.To).ShouldBe(("0", "1"));
        flag.Reference.Low.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Levels_stand_in_the_order_of_their_share_of_outcomes()
    {
        var tier = Trained.Report.Factors.Single(factor => factor.Feature == "tier");

        tier.From.ShouldBe("gold");
        tier.To.ShouldBeOneOf("bronze", "silver");
    }

    [Fact]
    public void The_same_data_and_seed_give_the_same_reference_at_any_number_of_threads()
    {
        var again = MlNetReference.Train(Rows, Ours, new TrainingSettings(Seed: 1, Threads: 1))!;

        again.LogOdds.ShouldBe(Trained.LogOdds);
        again.Report.Importance.ShouldBe(Trained.Report.Importance);
        again.Report.Factors.ShouldBe(Trained.Report.Factors);
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
        var hopeless = new AutoTrainer().Train(table, Settings);

        MlNetReference.Train(table, hopeless, Settings).ShouldBeNull();
    }

    [Fact]
    public void Where_our_model_finds_no_signal_the_reference_is_judged_by_its_loss_alone()
    {
        var random = new Random(11);
        var noise = new Table(Rows.Columns, [.. Enumerable.Range(0, Rows.Rows).Select(_ => random.Next(4) == 0)]);
        var none = new AutoTrainer([new CsMonolith.Learning.Linear.LinearTrainer()]).Train(noise, Settings);
        none.Model.Signal.ShouldBe(Signal.None);

        var report = MlNetReference.Train(noise, none, Settings)!.Report;

        report.Factors.ShouldBeEmpty();
        report.OurImportance.ShouldBeEmpty();
        report.Difference.LogLoss.Value.ShouldBeGreaterThan(-0.01);
    }
}
