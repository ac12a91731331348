using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using Xunit.Abstractions;

namespace CsMonolith.Learning.Tests.Additive;

public sealed class AdditiveOnPublicTablesTests(ITestOutputHelper output)
{
    /// <summary>
    /// interpret's explainable boosting machine with defaults on the same five folds; neither is blended or calibrated.
    /// </summary>
    [AllFoldsTheory]
    [InlineData("telco_ibm", 0.8493, 0.4111)]
    [InlineData("bank", 0.8657, 0.3323)]
    [InlineData("telco_mlc", 0.9233, 0.1569)]
    [InlineData("bankchurners", 0.9944, 0.0686)]
    public void Alone_over_five_folds_it_is_level_with_the_peer(string name, double area, double logLoss)
    {
        var folds = new PublicFolds(name, "r0");
        var (losses, areas) = (new List<double>(), new List<double>());
        for (var fold = 0; fold < 5; fold++)
        {
            var (training, test) = folds.Hold(fold);
            var scored = Fitted(training).Score(test).Probabilities;
            losses.Add(Metrics.LogLoss(scored, test.Labels));
            areas.Add(Metrics.RocAuc(scored, test.Labels).Value);
        }

        output.WriteLine(
            FormattableString.Invariant($"{name}: AUC {areas.Average():0.0000}, log loss {losses.Average():0.0000}")
        );
        areas.Average().ShouldBeGreaterThanOrEqualTo(area - 0.002);
        losses.Average().ShouldBeLessThanOrEqualTo(logLoss + 0.003);
    }

    private static ProbabilityModel Fitted(Table training)
    {
        var schema = Schema.Of(training, minRows: 5);
        var fit = new AdditiveTrainer().Fit(
            schema.Align(training),
            Folds.Assign(training, count: 8, seed: 1),
            new TrainingSettings(Seed: 1),
            progress: null,
            CancellationToken.None
        );
        return new ProbabilityModel(schema, Signal.Found, [new Part(1, fit.Model)], Platt.Identity, baseRate: 0.3);
    }
}
