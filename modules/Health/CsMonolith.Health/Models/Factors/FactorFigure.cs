using CsMonolith.Learning.References;
using CsMonolith.Learning.Runs;

namespace CsMonolith.Health.Models.Factors;

/// <summary>Which way a feature goes with the outcome, in the model's eyes.</summary>
internal enum FactorDirection
{
    /// <summary>The higher, the likelier the outcome.</summary>
    Up,

    /// <summary>The higher, the less likely the outcome.</summary>
    Down,

    /// <summary>Neither throughout.</summary>
    Mixed,

    /// <summary>A category: it depends on which.</summary>
    Category,
}

/// <summary>The importance of a feature, measured on rows that the model was not trained on.</summary>
/// <param name="Importance">
/// Rise of the log loss when the feature's values change places, with its 95 % interval.
/// </param>
/// <param name="Reference">What the reference says of it; <c>null</c> if there was none to say anything.</param>
internal sealed record FactorFigure(
    string Name,
    double Importance,
    double Low,
    double High,
    FactorDirection Direction,
    FactorReference? Reference = null
)
{
    private const double ClearCorrelation = 0.3;

    /// <summary>Every feature of a run's model by its importance on the judged rows; nothing without signal.</summary>
    public static IReadOnlyList<FactorFigure> Of(TrainingRun run)
    {
        var drops = run.Reference?.Importance.ToDictionary(one => one.Feature, one => one.AucDrop);
        var agreements = run.Reference?.Factors.ToDictionary(factor => factor.Feature);
        return
        [
            .. run.Importance.Select(found => new FactorFigure(
                found.Feature,
                found.LossIncrease.Value,
                found.LossIncrease.Low,
                found.LossIncrease.High,
                DirectionOf(found.Trend),
                agreements?.GetValueOrDefault(found.Feature) is { } agreement
                    ? new FactorReference(
                        drops![found.Feature],
                        agreement.OurRank,
                        agreement.ReferenceRank,
                        agreement.Verdict
                    )
                    : null
            )),
        ];
    }

    private static FactorDirection DirectionOf(double? trend) =>
        trend switch
        {
            null => FactorDirection.Category,
            > ClearCorrelation => FactorDirection.Up,
            < -ClearCorrelation => FactorDirection.Down,
            _ => FactorDirection.Mixed,
        };
}

/// <summary>What the reference, a model of another library, says of a factor.</summary>
/// <param name="Importance">Fall of its ROC AUC when the feature's values change places (ML.NET's measure).</param>
/// <param name="OurRank">Place of the feature in this model by the same measure, from 1.</param>
/// <param name="Rank">Its place in the reference.</param>
/// <param name="Verdict">Whether both see it alike.</param>
internal sealed record FactorReference(double Importance, int OurRank, int Rank, FactorVerdict Verdict);
