using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Evaluation;

/// <summary>Comparison of two forecasts of the same rows. Differences are second less first.</summary>
/// <param name="Rows">Rows compared.</param>
/// <param name="Clusters">Independent draws among them.</param>
/// <param name="RocAuc">
/// Difference of the areas with its 95% interval; above 0 the second orders better. NaN with one outcome only.
/// </param>
/// <param name="RocAucP">Two-sided p of no difference in area.</param>
/// <param name="LogLoss">Difference of the mean log losses; below 0 the second is better.</param>
/// <param name="LogLossP">Two-sided p of no difference in log loss.</param>
/// <param name="Brier">Difference of Brier's scores; below 0 the second is better.</param>
public sealed record PairedComparison(
    int Rows,
    int Clusters,
    Interval RocAuc,
    double RocAucP,
    Interval LogLoss,
    double LogLossP,
    Interval Brier
)
{
    /// <summary>Compares forecasts row by row.</summary>
    /// <param name="first">Shape (rows,), probabilities.</param>
    /// <param name="second">Shape (rows,), probabilities.</param>
    /// <param name="labels">Shape (rows,).</param>
    /// <param name="clusters">
    /// Shape (rows,): whose row it is, so that one customer's rows count as one draw; empty if rows are independent.
    /// </param>
    /// <exception cref="ArgumentException">Lengths differ or there is no row.</exception>
    /// <remarks>
    /// Areas by DeLong's paired test (Biometrics 44, 1988), with Obuchowski's variance for clusters; losses by the
    /// paired mean difference. O(rows · log rows).
    /// </remarks>
    public static PairedComparison Of(
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        ReadOnlySpan<bool> labels,
        ReadOnlySpan<string> clusters = default
    )
    {
        if (
            first.Length != second.Length
            || first.Length != labels.Length
            || labels.Length == 0
            || clusters.Length > 0 && clusters.Length != labels.Length
        )
        {
            throw new ArgumentException(
                "A comparison needs as many first forecasts as second ones, labels and clusters, and at least one.",
                nameof(first)
            );
        }

        var draws = Evaluation.Clusters.Of(labels.Length, clusters);
        var (losses, squares) = (new double[labels.Length], new double[labels.Length]);
        for (var row = 0; row < losses.Length; row++)
        {
            losses[row] = Metrics.LogLoss([second[row]], [labels[row]]) - Metrics.LogLoss([first[row]], [labels[row]]);
            squares[row] = Metrics.Brier([second[row]], [labels[row]]) - Metrics.Brier([first[row]], [labels[row]]);
        }

        var (area, areaP) = Areas(first, second, labels, draws);
        var loss = Around(losses.Average(), draws.ErrorOfMean(losses));
        return new PairedComparison(
            labels.Length,
            draws.Count,
            area,
            areaP,
            loss,
            P(loss.Value, draws.ErrorOfMean(losses)),
            Around(squares.Average(), draws.ErrorOfMean(squares))
        );
    }

    private static (Interval Difference, double P) Areas(
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        ReadOnlySpan<bool> labels,
        Clusters draws
    )
    {
        if (!labels.Contains(true) || !labels.Contains(false))
        {
            return (new Interval(double.NaN, double.NaN, double.NaN), double.NaN);
        }

        var (firstArea, firstInfluence) = DeLong.Of(first, labels);
        var (secondArea, secondInfluence) = DeLong.Of(second, labels);
        var error = draws.Error([.. secondInfluence.Zip(firstInfluence, (b, a) => b - a)]);
        return (Around(secondArea - firstArea, error), P(secondArea - firstArea, error));
    }

    private static Interval Around(double value, double error) =>
        new(value, value - NormalDistribution.Z95 * error, value + NormalDistribution.Z95 * error);

    // Equal forecasts differ by nothing, for certain.
    private static double P(double value, double error) =>
        error > 0 ? NormalDistribution.TwoSided(value / error)
        : value == 0 ? 1
        : 0;
}
