using CsMonolith.Learning.Models;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Drift;

/// <summary>The result of comparing later rows with earlier ones.</summary>
/// <param name="Columns">Every column that both tables have, drifted ones first, then by falling PSI.</param>
/// <param name="Score">The model's log-odds, reported apart from the columns; null without a model.</param>
/// <param name="Expected">
/// How good the model is expected to be on the later rows without knowing their labels; null without a model.
/// </param>
/// <param name="Reference">The same on the earlier rows, whose labels it can be compared with.</param>
public sealed record DriftReport(
    IReadOnlyList<ColumnDrift> Columns,
    ColumnDrift? Score,
    ExpectedQuality? Expected,
    ExpectedQuality? Reference
);

/// <summary>
/// Tests whether the rows that are scored still have the distribution of the rows that the model was trained from.
/// </summary>
public static class DriftWatch
{
    private const double Material = 0.1;

    /// <summary>Compares later rows with earlier ones.</summary>
    /// <param name="earlier">Rows of a reference period, such as those trained from; at least one.</param>
    /// <param name="later">Rows now; at least one.</param>
    /// <param name="model">Model in service; null compares columns alone.</param>
    /// <param name="level">Share of watches without any drift that may raise an alarm, in (0, 1).</param>
    /// <param name="seed">Seed of permutations and draws.</param>
    /// <param name="cancellation">Stops between columns.</param>
    /// <exception cref="ArgumentException">A table has no rows.</exception>
    /// <remarks>
    /// Adjusted after Benjamini and Hochberg (JRSS B 57, 1995) over columns: if nothing has drifted, any alarm at all
    /// has at most the chance
    /// <paramref name="level"/>. O(columns × rows · log rows).
    /// </remarks>
    public static DriftReport Compare(
        Table earlier,
        Table later,
        ProbabilityModel? model = null,
        double level = 0.05,
        ulong seed = 1,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        if (earlier.Rows == 0 || later.Rows == 0)
        {
            throw new ArgumentException("Drift needs earlier and later rows.", nameof(earlier));
        }

        var measured = new List<ColumnDrift>();
        foreach (var column in earlier.Columns)
        {
            cancellation.ThrowIfCancellationRequested();
            if (later.Find(column.Name) is { } now && now.Kind == column.Kind)
            {
                measured.Add(DriftMeasure.Of(column, now, seed));
            }
        }

        var (before, after) = (model?.Score(earlier, cancellation), model?.Score(later, cancellation));
        if (before is not null)
        {
            measured.Add(DriftMeasure.Of(Scores(before), Scores(after!), seed));
        }

        var q = FalseDiscoveryRate.Adjusted([.. measured.Select(one => one.P)]);
        var judged = measured
            .Select((one, i) => one with { Q = q[i], Drifted = q[i] <= level && one.Psi >= Material })
            .ToArray();
        return new DriftReport(
            [
                .. judged[..^(before is null ? 0 : 1)]
                    .OrderByDescending(one => one.Drifted)
                    .ThenByDescending(one => one.Psi)
                    .ThenBy(one => one.Column, StringComparer.Ordinal),
            ],
            before is null ? null : judged[^1],
            after is null ? null : ExpectedQuality.Of(after.Probabilities, seed),
            before is null ? null : ExpectedQuality.Of(before.Probabilities, seed)
        );
    }

    private static Column Scores(Scores scores) =>
        Column.Numeric("score", [.. scores.LogOdds.Select(score => (float)score)]);
}
