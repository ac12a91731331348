using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Effects;

/// <summary>Covariate balance: the standardised mean difference of a column between the arms.</summary>
/// <param name="Column">Column; of a category its level that differs most.</param>
/// <param name="Before">As observed.</param>
/// <param name="After">Weighted by inverse propensity.</param>
public sealed record CovariateBalance(string Column, double Before, double After);

/// <summary>Overlap of the arms: whether treated and untreated customers are similar enough to be compared.</summary>
/// <param name="ClippedShare">Share of rows whose propensity was clipped: such rows have no counterpart.</param>
/// <param name="EffectiveTreated">Effective rows of the treated arm after weighting, (Σw)²/Σw².</param>
/// <param name="EffectiveUntreated">The same of the other arm.</param>
/// <param name="Balances">By falling difference after weighting.</param>
/// <param name="Suffices">
/// No more than a tenth clipped, at least 20 effective rows in each arm, and no difference above 0.2 left.
/// </param>
public sealed record Overlap(
    double ClippedShare,
    double EffectiveTreated,
    double EffectiveUntreated,
    IReadOnlyList<CovariateBalance> Balances,
    bool Suffices
)
{
    private const double MostClipped = 0.1;
    private const double LeastRows = 20;
    private const double MostDifference = 0.2;

    /// <summary>Looks at the arms of an estimate. O(rows × columns × levels).</summary>
    /// <param name="covariates">The rows that were estimated from.</param>
    /// <param name="treated">Shape (rows,).</param>
    /// <param name="effect">The estimate, for its propensities.</param>
    public static Overlap Of(Table covariates, IReadOnlyList<bool> treated, DoublyRobustEffect effect)
    {
        ArgumentNullException.ThrowIfNull(covariates);
        ArgumentNullException.ThrowIfNull(treated);
        ArgumentNullException.ThrowIfNull(effect);
        double[] weights = [.. effect.Propensities.Select((p, row) => treated[row] ? 1 / p : 1 / (1 - p))];
        CovariateBalance[] balances =
        [
            .. covariates
                .Columns.Select(column => OfColumn(column, treated, weights).MaxBy(one => Math.Abs(one.After))!)
                .OrderByDescending(one => Math.Abs(one.After))
                .ThenBy(one => one.Column, StringComparer.Ordinal),
        ];
        var (with, without) = (Effective(weights, treated, side: true), Effective(weights, treated, side: false));
        return new Overlap(
            effect.ClippedShare,
            with,
            without,
            balances,
            effect.ClippedShare <= MostClipped
                && Math.Min(with, without) >= LeastRows
                && balances.All(one => Math.Abs(one.After) <= MostDifference)
        );
    }

    private static IEnumerable<CovariateBalance> OfColumn(Column column, IReadOnlyList<bool> treated, double[] weights)
    {
        if (column.Kind == ColumnKind.Numeric)
        {
            yield return Of(column.Name, row => column.Numbers[row], treated, weights);
            yield break;
        }

        for (var code = -1; code < column.Levels.Count; code++)
        {
            var level = code;
            yield return Of(
                code < 0 ? column.Name : $"{column.Name} = {column.Levels[code]}",
                row => column.Codes[row] == level ? 1 : 0,
                treated,
                weights
            );
        }
    }

    private static CovariateBalance Of(
        string name,
        Func<int, double> value,
        IReadOnlyList<bool> treated,
        double[] weights
    )
    {
        var (with, without) = (
            Moments(value, treated, weights, side: true, weighted: false),
            Moments(value, treated, weights, side: false, weighted: false)
        );
        var spread = Math.Sqrt((with.Variance + without.Variance) / 2);
        var after =
            Moments(value, treated, weights, side: true, weighted: true).Mean
            - Moments(value, treated, weights, side: false, weighted: true).Mean;
        return spread > 0
            ? new CovariateBalance(name, (with.Mean - without.Mean) / spread, after / spread)
            : new CovariateBalance(name, 0, 0);
    }

    private static (double Mean, double Variance) Moments(
        Func<int, double> value,
        IReadOnlyList<bool> treated,
        double[] weights,
        bool side,
        bool weighted
    )
    {
        double sum = 0,
            total = 0,
            squares = 0;
        for (var row = 0; row < weights.Length; row++)
        {
            var x = value(row);
            if (treated[row] == side && !double.IsNaN(x))
            {
                var weight = weighted ? weights[row] : 1;
                (sum, total, squares) = (sum + weight * x, total + weight, squares + weight * x * x);
            }
        }

        var mean = total > 0 ? sum / total : 0;
        return (mean, total > 0 ? Math.Max(squares / total - mean * mean, 0) : 0);
    }

    private static double Effective(double[] weights, IReadOnlyList<bool> treated, bool side)
    {
        double sum = 0,
            squares = 0;
        for (var row = 0; row < weights.Length; row++)
        {
            var weight = treated[row] == side ? weights[row] : 0;
            (sum, squares) = (sum + weight, squares + weight * weight);
        }

        return sum * sum / squares;
    }
}
