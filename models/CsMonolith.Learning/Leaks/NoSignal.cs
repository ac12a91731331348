using System.Globalization;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Leaks;

/// <summary>Tests whether any single column predicts the outcome better than it predicts permuted labels.</summary>
/// <remarks>
/// Statistic: the largest chi-square of outcome against the column's bins, standardised by its degrees of freedom.
/// Labels are permuted within their own period, so that a base rate that moves with time is no signal. 99 draws: p is
/// at least 0.01. O(draws × columns × rows). Columns that predict only together are not found here; a training that
/// finds them overrules this test.
/// </remarks>
internal static class NoSignal
{
    public const string Code = "leak.no-signal";
    private const int Draws = 99;
    private const int MaxRows = 20_000;
    private const double Usual = 0.1;

    public static Finding? Find(Table table, CancellationToken cancellation)
    {
        var labels = table.Labels.ToArray();
        if (table.Columns.Count == 0 || Math.Min(labels.Count(label => label), labels.Count(label => !label)) < 10)
        {
            return null;
        }

        var kept = Enumerable.Range(0, table.Rows).ToArray();
        SplitMix.For(1, "signal-rows").Shuffle(kept);
        kept = kept[..Math.Min(kept.Length, MaxRows)];
        var columns = table
            .Columns.Select(column =>
                ColumnBins.Of(column, most: 8) is var bins ? Array.ConvertAll(kept, row => bins[row]) : []
            )
            .ToArray();
        var own = Array.ConvertAll(kept, row => labels[row]);
        var periods =
            table.Times.Length == 0 ? new int[own.Length] : Array.ConvertAll(kept, row => table.Times[row].DayNumber);
        var seen = Largest(columns, own);
        var asLarge = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            asLarge += Largest(columns, Shuffled(own, periods, draw)) >= seen ? 1 : 0;
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

    private static bool[] Shuffled(bool[] labels, int[] periods, int draw)
    {
        var order = Enumerable.Range(0, labels.Length).ToArray();
        SplitMix.For(1, "signal", draw).Shuffle(order);
        var shuffled = new bool[labels.Length];
        foreach (
            var (place, source) in Enumerable
                .Range(0, labels.Length)
                .OrderBy(row => periods[row])
                .Zip(order.OrderBy(row => periods[row]))
        )
        {
            shuffled[place] = labels[source];
        }

        return shuffled;
    }

    private static double Largest(int[][] columns, bool[] labels)
    {
        var rate = (double)labels.Count(label => label) / labels.Length;
        return columns.Max(bins =>
        {
            var (rows, hits) = (new int[bins.Max() + 1], new int[bins.Max() + 1]);
            for (var row = 0; row < bins.Length; row++)
            {
                rows[bins[row]]++;
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
