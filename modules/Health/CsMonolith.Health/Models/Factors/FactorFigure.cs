using CsMonolith.Learning.Explanations;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;
using GlobalImportance = CsMonolith.Learning.Explanations.Importance;

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
internal sealed record FactorFigure(string Name, double Importance, double Low, double High, FactorDirection Direction)
{
    private const int RowsForDirection = 2000;
    private const double ClearCorrelation = 0.3;

    /// <summary>Measures every feature of a model on held-out rows; nothing without signal.</summary>
    public static IReadOnlyList<FactorFigure> Measure(
        ProbabilityModel model,
        Table heldOut,
        ulong seed,
        CancellationToken cancellation
    )
    {
        if (model.Signal == Signal.None || heldOut.Rows == 0)
        {
            return [];
        }

        var contributions = ContributionsOf(model, heldOut);
        return
        [
            .. GlobalImportance
                .Measure([new HeldOutModel(model, heldOut)], seed, progress: null, cancellation)
                .Select(found => new FactorFigure(
                    found.Feature,
                    found.LossIncrease.Value,
                    found.LossIncrease.Low,
                    found.LossIncrease.High,
                    DirectionOf(heldOut.Find(found.Feature)!, contributions[found.Feature])
                )),
        ];
    }

    private static Dictionary<string, List<double>> ContributionsOf(ProbabilityModel model, Table heldOut)
    {
        var byFeature = model.Schema.Features.ToDictionary(feature => feature.Name, _ => new List<double>());
        foreach (var row in model.Explain(heldOut, [.. Enumerable.Range(0, Math.Min(heldOut.Rows, RowsForDirection))]))
        {
            // What calibration adds is no factor's.
            foreach (var contribution in row.Contributions.Where(one => byFeature.ContainsKey(one.Feature)))
            {
                byFeature[contribution.Feature].Add(contribution.LogOdds);
            }
        }

        return byFeature;
    }

    private static FactorDirection DirectionOf(Column column, List<double> contributions)
    {
        if (column.Kind == ColumnKind.Category)
        {
            return FactorDirection.Category;
        }

        var pairs = contributions
            .Select((logOdds, row) => (Value: (double)column.Numbers[row], LogOdds: logOdds))
            .Where(pair => !double.IsNaN(pair.Value))
            .ToList();
        return Correlation(pairs) switch
        {
            > ClearCorrelation => FactorDirection.Up,
            < -ClearCorrelation => FactorDirection.Down,
            _ => FactorDirection.Mixed,
        };
    }

    private static double Correlation(List<(double Value, double LogOdds)> pairs)
    {
        if (pairs.Count < 2)
        {
            return 0;
        }

        var (x, y) = (pairs.Average(pair => pair.Value), pairs.Average(pair => pair.LogOdds));
        var together = pairs.Sum(pair => (pair.Value - x) * (pair.LogOdds - y));
        var apart = Math.Sqrt(
            pairs.Sum(pair => Math.Pow(pair.Value - x, 2)) * pairs.Sum(pair => Math.Pow(pair.LogOdds - y, 2))
        );
        return apart > 0 ? together / apart : 0;
    }
}
