using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Drift;

/// <summary>How far a column's distribution has moved from that of the earlier rows.</summary>
/// <param name="Column">Column's name.</param>
/// <param name="Psi">
/// Population stability index over at most 10 bins of the earlier rows, missing a bin of its own.
/// </param>
/// <param name="PsiByChance">
/// What it exceeds by chance in one comparison of twenty at this number of rows: 0.1 means nothing where chance alone
/// makes 0.2.
/// </param>
/// <param name="KolmogorovSmirnov">Largest gap between the two distribution functions; NaN for a category.</param>
/// <param name="P">P of so much by chance.</param>
/// <param name="Q">The same, adjusted over all columns that were looked at.</param>
/// <param name="Drifted">Beyond chance (q at most the level), and so far that it matters (PSI at least 0.1).</param>
public sealed record ColumnDrift(
    string Column,
    double Psi,
    double PsiByChance,
    double KolmogorovSmirnov,
    double P,
    double Q,
    bool Drifted
);

/// <summary>Measures one column's drift.</summary>
/// <remarks>
/// Without drift PSI is (1/n + 1/m) times a chi-square with bins − 1 degrees of freedom (Yurdakul, Statistical
/// properties of PSI, 2018), and the gap √(nm/(n+m)) D is Kolmogorov's. Below 200 rows on either side, where that is
/// rough, what it finds unlikely (p at most 0.3) is judged by 999 permutations instead, which are exact at any number.
/// A number's p is twice the smaller of the two.
/// </remarks>
internal static class DriftMeasure
{
    private const int Exact = 200;
    private const double Unlikely = 0.3;
    private const int Permutations = 999;
    private const int MostBins = 10;

    /// <param name="earlier">Rows that the model was made for.</param>
    /// <param name="later">Rows now.</param>
    /// <param name="seed">Seed of the permutations.</param>
    public static ColumnDrift Of(Column earlier, Column later, ulong seed)
    {
        int[] bins = [.. BinsOf(earlier, later, out var count)];
        var (n, m) = (earlier.Rows, later.Rows);
        var numbers =
            earlier.Kind == ColumnKind.Numeric
                ? Enumerable
                    .Range(0, n)
                    .Select(row => earlier.Numbers[row])
                    .Concat(Enumerable.Range(0, m).Select(row => later.Numbers[row]))
                    .ToArray()
                : [];
        var side = Enumerable.Range(0, n + m).Select(row => row < n).ToArray();
        var order = Enumerable
            .Range(0, numbers.Length)
            .Where(at => !float.IsNaN(numbers[at]))
            .OrderBy(at => numbers[at])
            .ToArray();
        var (psi, gap) = (Psi(bins, side, count), Gap(numbers, order, side));
        var scale = 1.0 / n + 1.0 / m;
        var (psiP, gapP) = (
            count > 1 ? ChiSquareDistribution.Above(psi / scale, count - 1) : 1,
            Kolmogorov(order, n, gap)
        );
        if (Math.Min(n, m) < Exact && Math.Min(psiP, gapP) <= Unlikely)
        {
            (psiP, gapP) = Permuted(
                bins,
                numbers,
                order,
                side,
                count,
                psi,
                gap,
                SplitMix.For(seed, $"drift {earlier.Name}")
            );
        }

        var p = numbers.Length > 0 ? Math.Min(1, 2 * Math.Min(psiP, gapP)) : psiP;
        var byChance = count > 1 ? scale * Upper(count - 1) : 0;
        return new ColumnDrift(earlier.Name, psi, byChance, gap, p, p, Drifted: false);
    }

    private static double Kolmogorov(int[] order, int n, double gap)
    {
        double known = order.Count(at => at < n),
            later = order.Length - known;
        return double.IsNaN(gap) ? 1 : KolmogorovDistribution.Above(gap * Math.Sqrt(known * later / (known + later)));
    }

    // Wilson and Hilferty's cube for the 95th percentile: within a hundredth, and for display only.
    private static double Upper(int degrees) =>
        degrees * Math.Pow(1 - 2.0 / (9 * degrees) + 1.6448536 * Math.Sqrt(2.0 / (9 * degrees)), 3);

    // The rows change sides, the values stay: sorted once.
    private static (double PsiP, double GapP) Permuted(
        int[] bins,
        float[] numbers,
        int[] order,
        bool[] side,
        int count,
        double psi,
        double gap,
        SplitMix random
    )
    {
        var places = Enumerable.Range(0, side.Length).ToArray();
        var (asFar, asWide) = (1, 1);
        for (var draw = 0; draw < Permutations; draw++)
        {
            random.Shuffle(places);
            var drawn = Array.ConvertAll(places, place => side[place]);
            asFar += Psi(bins, drawn, count) >= psi - 1e-12 ? 1 : 0;
            asWide += Gap(numbers, order, drawn) >= gap - 1e-12 ? 1 : 0;
        }

        return (asFar / (Permutations + 1.0), double.IsNaN(gap) ? 1 : asWide / (Permutations + 1.0));
    }

    // Bins of the pooled rows, so that no bin is empty on both sides and none is chosen by one side alone; the rare
    // ones are joined.
    private static int[] BinsOf(Column earlier, Column later, out int count)
    {
        string[] texts = [];
        int[] raw;
        var wished = Math.Clamp(Math.Min(earlier.Rows, later.Rows) / 10, 2, MostBins);
        if (earlier.Kind == ColumnKind.Numeric)
        {
            float[] all = [.. earlier.Numbers.ToArray(), .. later.Numbers.ToArray()];
            float[] sorted = [.. all.Where(number => !float.IsNaN(number)).Order()];
            float[] cuts =
            [
                .. Enumerable
                    .Range(1, wished - 1)
                    .Select(i => sorted.Length > 0 ? sorted[i * sorted.Length / wished] : 0)
                    .Distinct(),
            ];
            raw = [.. all.Select(number => float.IsNaN(number) ? 0 : 1 + cuts.Count(cut => number >= cut))];
        }
        else
        {
            texts =
            [
                .. Enumerable.Range(0, earlier.Rows).Select(earlier.Text),
                .. Enumerable.Range(0, later.Rows).Select(later.Text),
            ];
            raw = Folds.Numbered(texts);
        }

        var rows = raw.CountBy(bin => bin).ToDictionary(pair => pair.Key, pair => pair.Value);
        var least = 10.0 * (earlier.Rows + later.Rows) / Math.Max(Math.Min(earlier.Rows, later.Rows), 10);
        var kept = rows.Where(bin => bin.Value >= least)
            .OrderByDescending(bin => bin.Value)
            .ThenBy(bin => bin.Key)
            .Select((bin, rank) => (bin.Key, rank))
            .ToDictionary(pair => pair.Key, pair => pair.rank);
        count = kept.Count + (kept.Count < rows.Count ? 1 : 0);
        return [.. raw.Select(bin => kept.TryGetValue(bin, out var rank) ? rank : kept.Count)];
    }

    private static double Psi(int[] bins, bool[] side, int count)
    {
        var (before, after, n) = (new double[count], new double[count], 0);
        for (var row = 0; row < bins.Length; row++)
        {
            (side[row] ? before : after)[bins[row]]++;
            n += side[row] ? 1 : 0;
        }

        var sum = 0.0;
        for (var bin = 0; bin < count; bin++)
        {
            // Half a row in each bin keeps an empty one finite.
            var (e, a) = (
                (before[bin] + 0.5) / (n + 0.5 * count),
                (after[bin] + 0.5) / (bins.Length - n + 0.5 * count)
            );
            sum += (a - e) * Math.Log(a / e);
        }

        return sum;
    }

    /// <param name="numbers">Shape (rows,).</param>
    /// <param name="order">Rows that have a number, by rising number.</param>
    /// <param name="side">Shape (rows,): whether a row is an earlier one.</param>
    private static double Gap(float[] numbers, int[] order, bool[] side)
    {
        double known = order.Count(at => side[at]),
            later = order.Length - known;
        if (known == 0 || later == 0)
        {
            return double.NaN;
        }

        var (gap, before, after) = (0.0, 0, 0);
        for (var i = 0; i < order.Length; i++)
        {
            _ = side[order[i]] ? before++ : after++;
            if (i + 1 == order.Length || !numbers[order[i]].Equals(numbers[order[i + 1]]))
            {
                gap = Math.Max(gap, Math.Abs(before / known - after / later));
            }
        }

        return gap;
    }
}
