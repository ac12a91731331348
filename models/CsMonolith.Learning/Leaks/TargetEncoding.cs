using System.Globalization;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Leaks;

/// <summary>Finds numbers that were computed from the labels of the same rows (target encoding).</summary>
/// <remarks>
/// A number that was known beforehand misses the share of outcomes among its rows by chance: Σ n(share −
/// forecast)²/(forecast(1 − forecast)) is then chi-square. One that was averaged from these labels misses it by less
/// than chance allows, whatever its smoothing. An average that leaves the row itself out gives the label away by its
/// own size, so that rows of one value have one label: that is looked for too. O(rows · log rows) a column.
/// </remarks>
internal static class TargetEncoding
{
    private const double Rare = 1e-6;
    private const int MinRows = 100;
    private static readonly double[] Smoothings = [0, 1, 2, 5, 10, 20, 30, 50, 100, 200, 300];

    /// <param name="column">A number.</param>
    /// <param name="labels">Shape (rows,).</param>
    /// <param name="independent">
    /// Rows of which no two are copies or of one customer: those would be of one label for a better reason.
    /// </param>
    public static Finding? Find(Column column, bool[] labels, int[] independent)
    {
        if (column.Kind != ColumnKind.Numeric || column.Rows < MinRows)
        {
            return null;
        }

        var values = Values(column, labels, [.. Enumerable.Range(0, column.Rows)]);
        var filled = values.Sum(value => value.Rows);
        if (values.Length < 3 || filled < MinRows || values.Length > filled / 2.0)
        {
            return null;
        }

        var p = Math.Min(TooClose(values, filled), TooPure(Values(column, labels, independent)));
        return p >= Rare
            ? null
            : new Finding(
                "leak.target-encoded",
                column.Name,
                new(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Its {values.Length} values follow the shares of the outcome in these very rows more "
                            + $"closely than chance allows (p = {p:G2}): it may have been made from them. If it is a "
                            + $"score by a rule that was fixed before, it is none."
                    ),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{values.Length} 種類の値が、この表の結果の割合に偶然ではありえないほど一致します(p = {p:G2})。正解から作られた列かもしれません。前もって決めた規則による点数なら問題ありません。"
                    )
                ),
                filled,
                p
            );
    }

    private static (double Value, int Rows, int Hits)[] Values(Column column, bool[] labels, int[] among) =>
        [
            .. among
                .Where(row => !column.IsMissing(row))
                .GroupBy(row => column.Numbers[row])
                .Select(rows => (Value: (double)rows.Key, Rows: rows.Count(), Hits: rows.Count(row => labels[row])))
                .OrderBy(value => value.Value),
        ];

    private static double TooClose((double Value, int Rows, int Hits)[] values, int filled)
    {
        var prior = values.Sum(value => value.Hits) / (double)filled;
        if (prior is 0 or 1)
        {
            return 1;
        }

        var offset = Logistic.LogOdds(prior);
        var least = 1.0;
        foreach (
            var scale in new Func<double, double>[]
            {
                value => value,
                Logistic.Sigmoid,
                value => Logistic.Sigmoid(value + offset),
            }
        )
        {
            var forecasts = Array.ConvertAll(values, value => scale(value.Value));
            if (forecasts.Any(forecast => forecast is < 0 or > 1))
            {
                continue;
            }

            foreach (var smoothing in Smoothings)
            {
                var chi = values
                    .Select(
                        (value, i) =>
                            Miss(value.Rows, value.Hits, forecasts[i] + smoothing / value.Rows * (forecasts[i] - prior))
                    )
                    .Sum();
                least = Math.Min(least, 3 * Smoothings.Length * ChiSquareDistribution.Below(chi, values.Length));
            }
        }

        return values.Length < 8 ? least : Math.Min(least, Straight(values));
    }

    // The same after the best straight line: an encoding may have been standardised.
    private static double Straight((double Value, int Rows, int Hits)[] values)
    {
        double n = 0,
            sx = 0,
            sy = 0,
            sxx = 0,
            sxy = 0;
        foreach (var (value, rows, hits) in values)
        {
            (n, sx, sy, sxx, sxy) = (
                n + rows,
                sx + rows * value,
                sy + hits,
                sxx + rows * value * value,
                sxy + hits * value
            );
        }

        var spread = n * sxx - sx * sx;
        var slope = spread > 0 ? (n * sxy - sx * sy) / spread : 0;
        return ChiSquareDistribution.Below(
            values.Sum(value => Miss(value.Rows, value.Hits, sy / n + slope * (value.Value - sx / n))),
            values.Length - 2
        );
    }

    private static double Miss(int rows, int hits, double forecast)
    {
        var held = Math.Clamp(forecast, 1e-3, 1 - 1e-3);
        var error = (double)hits / rows - forecast;
        return rows * error * error / (held * (1 - held));
    }

    // Chance of so few values whose rows are of both labels, at the shares of their neighbourhoods: Chernoff's bound of
    // a sum of rare events.
    private static double TooPure((double Value, int Rows, int Hits)[] values)
    {
        var several = values.Where(value => value.Rows >= 2).ToArray();
        if (several.Length < 8)
        {
            return 1;
        }

        var expected = 0.0;
        for (var i = 0; i < several.Length; i++)
        {
            var (rows, hits) = (0, 0);
            foreach (var one in several.AsSpan(Math.Max(i - 10, 0)..Math.Min(i + 11, several.Length)))
            {
                (rows, hits) = (rows + one.Rows, hits + one.Hits);
            }

            var share = (double)hits / rows;
            expected += 1 - Math.Pow(share, several[i].Rows) - Math.Pow(1 - share, several[i].Rows);
        }

        var mixed = several.Count(value => value.Hits > 0 && value.Hits < value.Rows);
        return mixed >= expected
            ? 1
            : Math.Exp(mixed - expected - (mixed == 0 ? 0 : mixed * Math.Log(mixed / expected)));
    }
}
