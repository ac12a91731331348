using System.Globalization;
using CsMonolith.Learning.Evaluation;

namespace CsMonolith.Health.Models.Training;

/// <summary>
/// How a model did on rows of later months. What is undefined, such as AUC with one outcome only, is <c>null</c>.
/// </summary>
/// <param name="BaseLogLoss">Log loss of the training rows' base rate on the same rows: what a model must beat.</param>
/// <param name="Ece">Expected calibration error, 15 bins.</param>
internal sealed record ModelMeasures(
    int Rows,
    double BaseRate,
    double? RocAuc,
    double? RocAucLow,
    double? RocAucHigh,
    double? PrAuc,
    double LogLoss,
    double BaseLogLoss,
    double Brier,
    double Ece,
    double? LiftAt10
)
{
    public static ModelMeasures Of(double[] probabilities, bool[] labels, double trainedBaseRate)
    {
        var found = Metrics.Of(probabilities, labels);
        var ofBaseRate = Metrics.LogLoss([.. Enumerable.Repeat(trainedBaseRate, labels.Length)], labels);
        return new ModelMeasures(
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

    /// <summary>A figure as text: four decimals, or a dash where there is none.</summary>
    public static string Text(double? figure) => figure?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "–";

    private static double? Finite(double figure) => double.IsFinite(figure) ? figure : null;
}
