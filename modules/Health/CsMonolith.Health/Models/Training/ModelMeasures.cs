using System.Globalization;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.References;
using CsMonolith.Learning.Runs;

namespace CsMonolith.Health.Models.Training;

/// <summary>
/// How a model did on rows of later months. What is undefined, such as AUC with one outcome only, is <c>null</c>.
/// </summary>
/// <param name="BaseLogLoss">Log loss of the training rows' base rate on the same rows: what a model must beat.</param>
/// <param name="Ece">Expected calibration error, 15 bins.</param>
/// <param name="Reference">
/// The model of another library that was trained on the same rows; <c>null</c> if there was none.
/// </param>
internal sealed record ModelMeasures(
    int Rows,
    [property: Probability] double BaseRate,
    [property: Probability] double? RocAuc,
    [property: Probability] double? RocAucLow,
    [property: Probability] double? RocAucHigh,
    [property: Probability] double? PrAuc,
    [property: Ratio] double LogLoss,
    [property: Ratio] double BaseLogLoss,
    [property: Probability] double Brier,
    [property: Probability] double Ece,
    [property: Ratio] double? LiftAt10,
    ReferenceMeasures? Reference = null
)
{
    public static ModelMeasures Of(TrainingRun run) =>
        Of(run.Metrics, run.BaseLogLoss) with
        {
            Reference = run.Reference is { } report ? ReferenceMeasures.Of(report) : null,
        };

    public static ModelMeasures Of(double[] probabilities, bool[] labels, double trainedBaseRate) =>
        Of(
            Metrics.Of(probabilities, labels),
            Metrics.LogLoss([.. Enumerable.Repeat(trainedBaseRate, labels.Length)], labels)
        );

    /// <summary>A figure as text: four decimals, or a dash where there is none.</summary>
    public static string Text(double? figure) => figure?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "–";

    internal static double? Finite(double figure) => double.IsFinite(figure) ? figure : null;

    private static ModelMeasures Of(MetricSet found, double ofBaseRate) =>
        new(
            found.Rows,
            found.BaseRate,
            Finite(found.RocAuc.Value),
            Finite(found.RocAuc.Low),
            Finite(found.RocAuc.High),
            Finite(found.PrAuc),
            found.LogLoss,
            ofBaseRate,
            found.Brier,
            found.Ece,
            Finite(found.LiftAt10)
        );
}

/// <summary>How the reference, a model of another library, did on the same rows.</summary>
/// <param name="Learner">Name of its learner, such as <c>mlnet-lightgbm</c>.</param>
/// <param name="Ece">Expected calibration error, 15 bins.</param>
/// <param name="OurLogLoss">This model's on the same rows.</param>
/// <param name="Difference">
/// Log loss of the reference less that of this model, the months of an account as one draw: below 0 the reference is
/// better. <c>DifferenceLow</c> and <c>DifferenceHigh</c> are its 95 % interval.
/// </param>
internal sealed record ReferenceMeasures(
    string Learner,
    [property: Probability] double? RocAuc,
    [property: Ratio] double LogLoss,
    [property: Probability] double Brier,
    [property: Probability] double Ece,
    [property: Ratio] double OurLogLoss,
    [property: Ratio] double Difference,
    [property: Ratio] double DifferenceLow,
    [property: Ratio] double DifferenceHigh
)
{
    public static ReferenceMeasures Of(ReferenceReport report) =>
        new(
            report.Learner,
            ModelMeasures.Finite(report.Reference.RocAuc.Value),
            report.Reference.LogLoss,
            report.Reference.Brier,
            report.Reference.Ece,
            report.Ours.LogLoss,
            report.Difference.LogLoss.Value,
            report.Difference.LogLoss.Low,
            report.Difference.LogLoss.High
        );
}
