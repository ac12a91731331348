using System.Globalization;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Leaks;

/// <summary>Tests whether any single column predicts the outcome better than it predicts permuted labels.</summary>
/// <remarks>
/// Statistic: the largest chi-square of outcome against the column's bins, standardised by its degrees of freedom.
/// Outcomes are dealt anew among the customers who were there (<see cref="LabelPermutation"/>), so that neither a base
/// rate that moves with time nor the rows of one customer are a signal. 99 draws: p is at least 0.01. O(draws × columns × rows). Columns that predict only together are not found here; a training that
/// finds them overrules this test.
/// </remarks>
internal static class NoSignal
{
    public const string Code = "leak.no-signal";
    private const int Draws = 99;
    private const int MaxRows = 20_000;
    private const double Usual = 0.1;
    private const int MinOutcomes = 10;

    public static Finding? Find(Table table, CancellationToken cancellation)
    {
        if (table.Columns.Count == 0 || Math.Min(table.Labels.Count(true), table.Labels.Count(false)) < MinOutcomes)
        {
            return null;
        }

        var kept = RowSample.Of(table, MaxRows, seed: 1);
        var columns = kept.Columns.Select(column => ColumnBins.Of(column, most: 8)).ToArray();
        var permutation = new LabelPermutation(kept);
        var seen = Largest(columns, kept.Labels.ToArray(), [.. Enumerable.Repeat(true, kept.Rows)]);
        var asLarge = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (labels, isThere) = permutation.Draw(SplitMix.For(1, "signal", draw));
            asLarge += Largest(columns, labels, isThere) >= seen ? 1 : 0;
        }

        var p = (asLarge + 1.0) / (Draws + 1);
        return p <= Usual
            ? null
            : new Finding(
                Code,
                "",
                new(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"No column by itself tells the outcome better than shuffled labels do (p = {p:F2}): do not "
                            + $"expect a usable forecast."
                    ),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"どの列も、並べ替えた正解より良く結果を区別しません(p = {p:F2})。使える予測は期待できません。"
                    )
                ),
                table.Rows,
                p
            );
    }

    private static double Largest(int[][] columns, bool[] labels, bool[] isThere)
    {
        var rate = (double)labels.Count(label => label) / isThere.Count(there => there);
        return columns.Max(bins =>
        {
            var (rows, hits) = (new int[bins.Max() + 1], new int[bins.Max() + 1]);
            for (var row = 0; row < bins.Length; row++)
            {
                rows[bins[row]] += isThere[row] ? 1 : 0;
                hits[bins[row]] += labels[row] ? 1 : 0;
            }

            var chi = rows.Zip(hits)
                .Sum(bin =>
                    bin.First == 0
                        ? 0
                        : (bin.Second - bin.First * rate)
                            * (bin.Second - bin.First * rate)
                            / (bin.First * rate * (1 - rate))
                );
            var degrees = Math.Max(rows.Count(count => count > 0) - 1, 1);
            return (chi - degrees) / Math.Sqrt(2.0 * degrees);
        });
    }
}
