using System.Globalization;
using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Evaluation;
using Xunit.Abstractions;

namespace CsMonolith.Learning.Tests.Auto;

public sealed class PublicTablesTests(ITestOutputHelper output)
{
    /// <summary>
    /// The measurement: five folds of each table with defaults, printed. Minutes of work, so it runs nightly and where
    /// CSM_ALL_FOLDS is set. The bounds are the best single peer's means on the same folds.
    /// </summary>
    [AllFoldsTheory]
    [InlineData("telco_ibm", 0.4111, 0.018)]
    [InlineData("bank", 0.3308, 0.015)]
    [InlineData("telco_mlc", 0.1528, 1)]
    [InlineData("bankchurners", 0.0686, 0.012)]
    [InlineData("attrition_ibm", 0.3100, 1)]
    [InlineData("iranian_dedup", 0.0944, 1)]
    public void Over_five_folds_the_default_is_as_good_as_the_best_peer(string name, double logLoss, double ece)
    {
        var folds = new PublicFolds(name, "r0");
        var (losses, areas, probabilities, labels) = (
            new List<double>(),
            new List<double>(),
            new List<double>(),
            new List<bool>()
        );
        var before = Environment.CpuUsage.TotalTime;
        for (var fold = 0; fold < 5; fold++)
        {
            var (training, test) = folds.Hold(fold);
            var scored = new AutoTrainer().Train(training).Model.Score(test).Probabilities;
            losses.Add(Metrics.LogLoss(scored, test.Labels));
            areas.Add(Metrics.RocAuc(scored, test.Labels).Value);
            probabilities.AddRange(scored);
            labels.AddRange(test.Labels);
        }

        var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds / 5;
        var error = Metrics.Ece([.. probabilities], [.. labels]);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: log loss {losses.Average():0.0000}, AUC {areas.Average():0.0000}, pooled ECE "
                    + $"{error:0.0000}, {seconds:0.0} CPU s a fit"
            )
        );
        losses.Average().ShouldBeLessThanOrEqualTo(logLoss);
        error.ShouldBeLessThanOrEqualTo(ece);
    }

    /// <summary>
    /// One fold of each table with a small margin over the best single peer's mean: a guard against a loss of accuracy,
    /// not the measurement.
    /// </summary>
    [SharedDataTheory]
    [InlineData("attrition_ibm", "r0", 0, 0.350)]
    [InlineData("ravenstack_b2b", "temporal", 0, 0.6223)]
    public void The_default_training_reaches_the_best_peers(string name, string repeat, int fold, double logLoss) =>
        Reaches(name, repeat, fold, logLoss);

    [SharedDataTheory]
    [InlineData("telco_ibm", "r0", 0, 0.430)]
    [InlineData("bank", "r0", 0, 0.350)]
    [InlineData("iranian_dedup", "r0", 0, 0.130)]
    [Trait("When", "nightly")]
    public void On_larger_tables_too_the_default_training_reaches_the_best_peers(
        string name,
        string repeat,
        int fold,
        double logLoss
    ) => Reaches(name, repeat, fold, logLoss);

    private void Reaches(string name, string repeat, int fold, double logLoss)
    {
        var (training, test) = new PublicFolds(name, repeat).Hold(fold);

        var model = new AutoTrainer().Train(training).Model;

        var loss = Metrics.LogLoss(model.Score(test).Probabilities, test.Labels);
        output.WriteLine(
            FormattableString.Invariant($"{name}, one fold: log loss {loss:0.0000}, signal {model.Signal}")
        );
        loss.ShouldBeLessThan(logLoss);
    }
}
