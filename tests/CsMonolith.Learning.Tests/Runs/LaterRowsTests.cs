using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Runs;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Tests.Runs;

/// <summary>Customers of whom use tells who leaves, and later ones by whom that is judged.</summary>
public sealed class LaterRowsTests
{
    private static readonly DateOnly Later = new(2026, 6, 1);

    [Fact]
    public void A_model_that_the_newest_rows_are_too_few_to_confirm_is_kept_and_says_so()
    {
        // Four later customers, of whom one left though it used the product: by chance worse than the overall share.
        var run = Trained((use, row) => row == 0 ? use > 0.5 : use < 0.2, later: 4);

        run.Trained.Model.Signal.ShouldBe(Signal.Found);
        run.Metrics.LogLoss.ShouldBeGreaterThan(run.BaseLogLoss);
        var finding = run.Findings.Single(one => one.Code == "unconfirmed-later");
        finding.Evidence.En.ShouldContain("4 rows, 1 with the outcome");
        run.Findings.ShouldNotContain(one => one.Code == "leak.no-signal" || one.Code == "contradicted-later");
    }

    [Fact]
    public void A_signal_that_later_rows_contradict_is_none()
    {
        var run = Trained((use, _) => use > 0.5, later: 200);

        run.Trained.Model.Signal.ShouldBe(Signal.None);
        run.Findings.ShouldContain(one => one.Code == "contradicted-later");
        run.Metrics.LogLoss.ShouldBe(run.BaseLogLoss, 1e-12, "figures and verdict come from the same rows");
    }

    [Fact]
    public void A_signal_that_later_rows_confirm_needs_no_words()
    {
        var run = Trained((use, _) => use < 0.5, later: 200);

        run.Trained.Model.Signal.ShouldBe(Signal.Found);
        run.Findings.ShouldNotContain(one => one.Code.EndsWith("-later", StringComparison.Ordinal));
    }

    private static TrainingRun Trained(Func<double, int, bool> leavesLater, int later)
    {
        var random = new Random(3);
        var builder = new TableBuilder().Numeric("use");
        for (var row = 0; row < 400; row++)
        {
            var use = random.NextDouble();
            builder.Add([use], random.NextDouble() < (use < 0.5 ? 0.6 : 0.1), $"c{row}", Later.AddDays(-30 - row % 90));
        }

        for (var row = 0; row < later; row++)
        {
            var use = row == 0 ? 0.9 : random.NextDouble();
            builder.Add([use], leavesLater(use, row), $"later {row}", Later.AddDays(row % 20));
        }

        return TrainingRun.Execute(
            new TrainingRequest("made.csv", "left", "day", "customer", new TrainingSettings(Seed: 1))
            {
                HoldOut = new HoldOutSettings { TestFrom = Later, KnownCustomers = true },
            },
            builder.Build(),
            trainer: new AutoTrainer([new LinearTrainer()])
        );
    }
}
