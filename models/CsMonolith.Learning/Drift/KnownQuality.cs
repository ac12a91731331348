using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Drift;

/// <summary>Quality of a model on the rows whose labels became known since it went into service.</summary>
/// <param name="Rows">Rows whose outcome is known.</param>
/// <param name="Outcomes">Those in which it came about.</param>
/// <param name="Forecast">How many the model expected among them: the sum of its probabilities.</param>
/// <param name="RocAuc">Area with its 95% interval; NaN with one outcome only.</param>
/// <param name="LogLoss">Mean log loss.</param>
/// <param name="Regainable">
/// Log loss a row that a new slope and offset of the model's log-odds take away, with a 95% interval: the least that a
/// retraining regains. An interval above 0 says that what makes customers leave has changed, which no look at the
/// columns can see. NaN below 10 of either outcome.
/// </param>
public sealed record KnownQuality(
    int Rows,
    int Outcomes,
    double Forecast,
    Interval RocAuc,
    double LogLoss,
    Interval Regainable
)
{
    private const int Deals = 5;
    private const int Fewest = 10;

    /// <summary>Judges rows whose outcome is known.</summary>
    /// <param name="logOdds">Shape (rows,), at least one: the model's.</param>
    /// <param name="labels">Shape (rows,).</param>
    /// <param name="groups">
    /// Shape (rows,): whose row it is, so that a customer's months count as one draw; empty if rows are independent.
    /// </param>
    /// <param name="seed">Seed of the deal.</param>
    /// <exception cref="ArgumentException">Lengths differ or there is no row.</exception>
    /// <remarks>
    /// Each customer's rows are judged by a map (Platt 1999) fitted to the other four fifths of the customers, so that
    /// a model that holds gains nothing by it. The interval is the paired mean difference by customers; that the maps
    /// themselves vary is left out of it. O(rows).
    /// </remarks>
    public static KnownQuality Of(
        ReadOnlySpan<double> logOdds,
        ReadOnlySpan<bool> labels,
        ReadOnlySpan<string> groups,
        ulong seed = 1
    )
    {
        if (
            logOdds.Length != labels.Length
            || labels.Length == 0
            || groups.Length > 0 && groups.Length != labels.Length
        )
        {
            throw new ArgumentException("As many log-odds as labels and groups, and at least one.", nameof(logOdds));
        }

        var (scores, outcomes) = (logOdds.ToArray(), labels.ToArray());
        var probabilities = Array.ConvertAll(scores, Logistic.Sigmoid);
        var (positives, forecast) = (outcomes.Count(label => label), probabilities.Sum());
        var area =
            positives > 0 && positives < outcomes.Length
                ? Metrics.RocAuc(probabilities, outcomes)
                : new Interval(double.NaN, double.NaN, double.NaN);
        var regainable =
            Math.Min(positives, outcomes.Length - positives) < Fewest
                ? new Interval(double.NaN, double.NaN, double.NaN)
                : Regain(scores, outcomes, groups, seed);
        return new KnownQuality(
            outcomes.Length,
            positives,
            forecast,
            area,
            Metrics.LogLoss(probabilities, outcomes),
            regainable
        );
    }

    private static Interval Regain(double[] scores, bool[] labels, ReadOnlySpan<string> groups, ulong seed)
    {
        var names = groups.Length > 0 ? Folds.Numbered(groups.ToArray()) : [.. Enumerable.Range(0, labels.Length)];
        var order = Enumerable.Range(0, names.Max() + 1).ToArray();
        SplitMix.For(seed, "regain").Shuffle(order);
        var gains = new double[labels.Length];
        for (var deal = 0; deal < Deals; deal++)
        {
            int[] others = [.. Enumerable.Range(0, labels.Length).Where(row => order[names[row]] % Deals != deal)];
            var map = Platt.Fit(
                Array.ConvertAll(others, row => scores[row]),
                Array.ConvertAll(others, row => labels[row]),
                [.. Enumerable.Repeat(1.0, others.Length)]
            );
            for (var row = 0; row < gains.Length; row++)
            {
                gains[row] =
                    order[names[row]] % Deals == deal
                        ? Loss(scores[row], labels[row]) - Loss(map.Apply(scores[row]), labels[row])
                        : gains[row];
            }
        }

        var (mean, error) = (gains.Average(), Clusters.Of(labels.Length, groups).ErrorOfMean(gains));
        return new Interval(mean, mean - NormalDistribution.Z95 * error, mean + NormalDistribution.Z95 * error);
    }

    private static double Loss(double logOdds, bool label) => Metrics.LogLoss([Logistic.Sigmoid(logOdds)], [label]);
}
