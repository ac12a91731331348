using System.Globalization;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Patterns;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Leaks;

/// <summary>Finds columns that alone predict the outcome better than a fact known beforehand should.</summary>
internal static class SingleColumn
{
    private const int MinOutcomes = 20;
    private const double TooGoodAuc = 0.88;
    private const double MissingAuc = 0.65;
    private const double MissingOdds = 5;
    private const double CertainShare = 0.25;
    private const double Certain = 0.85;
    private const double SilentShare = 0.5;
    private const double SilentRatio = 10;
    private const int MostValues = 50;

    /// <summary>
    /// Near-perfect order, a value that nearly always means the outcome, a number that falls to one value with the
    /// outcome.
    /// </summary>
    public static Finding? TooGood(Column column, bool[] labels)
    {
        var positives = labels.Count(label => label);
        if (Math.Min(positives, labels.Length - positives) < MinOutcomes)
        {
            return null;
        }

        if (ResetValue(column, labels, positives) is { } reset)
        {
            return reset;
        }

        var auc = Auc(column, labels);
        if (auc >= TooGoodAuc)
        {
            return new Finding(
                "leak.too-good",
                column.Name,
                new(
                    Figure($"By itself it orders the label with an AUC of {auc:F3}: it may be known only afterwards."),
                    Figure($"この列だけで AUC {auc:F3} です。結果の後に分かる値かもしれません。")
                ),
                labels.Length,
                auc
            );
        }

        return 2 * positives < labels.Length ? CertainValue(column, labels, positives) : null;
    }

    /// <summary>Finds a column whose missing cells predict the outcome.</summary>
    public static Finding? Missingness(Column column, bool[] labels)
    {
        int[] rows = [0, 0];
        int[] empty = [0, 0];
        for (var row = 0; row < labels.Length; row++)
        {
            var label = labels[row] ? 1 : 0;
            rows[label]++;
            empty[label] += column.IsMissing(row) ? 1 : 0;
        }

        if (Math.Min(rows[0], rows[1]) < MinOutcomes || empty[0] + empty[1] == 0)
        {
            return null;
        }

        var (p0, p1) = ((double)empty[0] / rows[0], (double)empty[1] / rows[1]);
        var auc = 0.5 + Math.Abs(p1 - p0) / 2;
        var odds = (empty[1] + 0.5) * (rows[0] - empty[0] + 0.5) / ((rows[1] - empty[1] + 0.5) * (empty[0] + 0.5));
        var p = Effect.FisherTwoSided(new Arms(rows[1], empty[1], rows[0], empty[0]));
        return auc >= MissingAuc && Math.Max(odds, 1 / odds) >= MissingOdds && p < 1e-6
            ? new Finding(
                "leak.missingness",
                column.Name,
                new(
                    Figure(
                        $"Whether it is empty orders the label with an AUC of {auc:F3} (empty in {p1:P0} of rows "
                            + $"with the outcome, {p0:P0} without): it may be filled in afterwards."
                    ),
                    Figure(
                        $"空欄かどうかだけで AUC {auc:F3} です(該当行の {p1:P0}、非該当行の {p0:P0} が空欄)。結果の後に記入された値かもしれません。"
                    )
                ),
                empty[0] + empty[1],
                auc
            )
            : null;
    }

    /// <summary>
    /// The greater of the AUC of the number as it is and of the column's levels or 20 quantile bins, folded above one
    /// half.
    /// </summary>
    public static double Auc(Column column, bool[] labels)
    {
        var levels = Folded(ByLevel(column, labels), labels);
        return column.Kind == ColumnKind.Category ? levels : Math.Max(levels, Folded(Numbers(column), labels));
    }

    private static double Folded(double[] scores, bool[] labels)
    {
        var auc = Metrics.RocAuc(scores, labels).Value;
        return Math.Max(auc, 1 - auc);
    }

    private static double[] Numbers(Column column)
    {
        var known = column.Numbers.ToArray().Where(number => !float.IsNaN(number)).DefaultIfEmpty().Order().ToArray();
        return
        [
            .. column
                .Numbers.ToArray()
                .Select(number => float.IsNaN(number) ? known[known.Length / 2] : (double)number),
        ];
    }

    // Even rows are scored by what their level did in odd rows and the other way round: a row's own label must not
    // score it.
    private static double[] ByLevel(Column column, bool[] labels)
    {
        var levels = ColumnBins.Of(column, most: 20);
        var count = levels.Max() + 1;
        var rate = (double)labels.Count(label => label) / labels.Length;
        var (rows, hits) = (new int[2, count], new int[2, count]);
        for (var row = 0; row < levels.Length; row++)
        {
            rows[row & 1, levels[row]]++;
            hits[row & 1, levels[row]] += labels[row] ? 1 : 0;
        }

        return
        [
            .. levels.Select(
                (level, row) => (hits[1 - (row & 1), level] + 5 * rate) / (rows[1 - (row & 1), level] + 5)
            ),
        ];
    }

    private static Finding? CertainValue(Column column, bool[] labels, int positives)
    {
        var certain = Values(column, labels)
            .Where(value =>
                value.Hits >= CertainShare * positives && Effect.Wilson(value.Hits, value.Rows).Low >= Certain
            )
            .OrderByDescending(value => value.Hits)
            .FirstOrDefault();
        return certain.Rows == 0
            ? null
            : new Finding(
                "leak.certain",
                column.Name,
                new(
                    $"Where it is '{certain.Value}', {certain.Hits} of {certain.Rows} rows have the outcome: it may "
                        + $"be known only afterwards.",
                    $"「{certain.Value}」の {certain.Rows} 行のうち {certain.Hits} 行が該当です。結果の後に分かる値かもしれません。"
                ),
                certain.Hits,
                (double)certain.Hits / certain.Rows
            );
    }

    // A number of many values that holds one of them for most rows with the outcome and for hardly any other: the value
    // was reset by the event.
    private static Finding? ResetValue(Column column, bool[] labels, int positives)
    {
        if (column.Kind != ColumnKind.Numeric || !column.Numbers.ToArray().Distinct().Skip(10).Any())
        {
            return null;
        }

        var reset = Values(column, labels)
            .Where(value => value.Hits >= SilentShare * positives && Ratio(value.Rows, value.Hits) >= SilentRatio)
            .OrderByDescending(value => value.Hits)
            .FirstOrDefault();
        return reset.Rows == 0
            ? null
            : new Finding(
                "leak.after-event",
                column.Name,
                new(
                    Figure(
                        $"{reset.Hits} of {positives} rows with the outcome hold '{reset.Value}', "
                            + $"{Ratio(reset.Rows, reset.Hits):F1} times the share of the others: it may have been "
                            + $"measured after the event."
                    ),
                    Figure(
                        $"該当 {positives} 行のうち {reset.Hits} 行が「{reset.Value}」で、非該当の "
                            + $"{Ratio(reset.Rows, reset.Hits):F1} 倍です。結果の後に測った値かもしれません。"
                    )
                ),
                reset.Hits,
                Ratio(reset.Rows, reset.Hits)
            );

        double Ratio(int rows, int hits) =>
            (double)hits / positives / ((rows - hits + 0.5) / (labels.Length - positives + 1.0));
    }

    private static (string Value, int Rows, int Hits)[] Values(Column column, bool[] labels) =>
        [
            .. Enumerable
                .Range(0, column.Rows)
                .Where(row => !column.IsMissing(row))
                .GroupBy(column.Text, StringComparer.Ordinal)
                .Select(rows => (Value: rows.Key, Rows: rows.Count(), Hits: rows.Count(row => labels[row])))
                .OrderByDescending(value => value.Rows)
                .ThenBy(value => value.Value, StringComparer.Ordinal)
                .Take(MostValues),
        ];

    private static string Figure(InvariantText text) => text.Take();
}
