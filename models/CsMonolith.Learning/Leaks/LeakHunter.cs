using System.Globalization;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Leaks;

/// <summary>Something about a column that may make a model look better than it will be.</summary>
/// <param name="Code">Stable code such as <c>leak.too-good</c>.</param>
/// <param name="Column">The column; empty if the finding is about rows.</param>
/// <param name="Evidence">What was seen, with figures.</param>
public sealed record Finding(string Code, string Column, Text Evidence);

/// <summary>Warns of columns that know too much. Never refuses: some tables are right and odd.</summary>
public static class LeakHunter
{
    private const int MinRows = 50;
    private const double TooGoodAuc = 0.95;
    private const double CertainShare = 0.3;
    private const double MissingAuc = 0.75;
    private const double TwinShare = 0.01;
    private const double ShiftShare = 0.05;
    private const double CopyCorrelation = 0.9999;
    private const int MaxCompared = 400;

    /// <summary>Looks at every column and at the rows. O(columns² × rows) for copies, of at most 400 columns.</summary>
    /// <param name="table">Rows to train from; findings about the label need labels.</param>
    /// <param name="later">Later rows to be compared for range shift; null compares the table's latest period with the rest.</param>
    /// <param name="cancellation">Stops between columns.</param>
    /// <returns>In the order of the columns; at most one finding of each code for a column.</returns>
    public static IReadOnlyList<Finding> Hunt(Table table, Table? later = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        var findings = new List<Finding>();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var column = table.Columns[i];
            if (Constant(column) is { } constant)
            {
                findings.Add(constant);
                continue;
            }

            findings.AddRange(new[]
            {
                Identifier(column), Copy(table, i), TooGood(table, column), MissingTells(table, column),
            }.OfType<Finding>());
        }

        findings.AddRange(Shifts(table, later));
        if (Twins(table) is { } twins)
        {
            findings.Add(twins);
        }

        return findings;
    }

    private static Finding? Constant(Column column)
    {
        var first = column.Text(0);
        return Enumerable.Range(0, column.Rows).All(row => column.Text(row) == first)
            ? new Finding("leak.constant", column.Name, new($"All rows hold '{first}': it can tell nothing.", $"全行が「{first}」です。何も区別できません。"))
            : null;
    }

    private static Finding? Identifier(Column column)
    {
        if (column.Rows < MinRows)
        {
            return null;
        }

        int distinct;
        if (column.Kind == ColumnKind.Category)
        {
            distinct = column.Codes.ToArray().Where(code => code >= 0).Distinct().Count();
            if (distinct < 0.9 * column.Rows)
            {
                return null;
            }
        }
        else
        {
            distinct = column.Numbers.ToArray().Distinct().Count();
            if (distinct < column.Rows || column.Numbers.ContainsAnyInRange(float.NegativeInfinity, -1) || !AllWhole(column))
            {
                return null;
            }
        }

        return new Finding("leak.identifier", column.Name, new(
            $"{distinct} different values in {column.Rows} rows: it names rows rather than describing them.",
            $"{column.Rows} 行に {distinct} 種類の値があります。行の番号のような列です。"));
    }

    private static bool AllWhole(Column column)
    {
        foreach (var number in column.Numbers)
        {
            if (number != MathF.Floor(number))
            {
                return false;
            }
        }

        return true;
    }

    private static Finding? Copy(Table table, int index)
    {
        var column = table.Columns[index];
        for (var i = 0; i < Math.Min(index, MaxCompared); i++)
        {
            var other = table.Columns[i];
            if (column.Kind != other.Kind)
            {
                continue;
            }

            if (column.Kind == ColumnKind.Numeric ? Math.Abs(Correlation(column.Numbers, other.Numbers)) >= CopyCorrelation : SameParting(column, other))
            {
                return new Finding("leak.copy", column.Name, new(
                    $"It follows from the column '{other.Name}': one of the two is enough.", $"列「{other.Name}」から決まります。どちらか一方で足ります。"));
            }
        }

        return null;
    }

    // NaN (nothing to compare, or missing in different rows) is no copy.
    private static double Correlation(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double n = 0, sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
        var (firstA, firstB) = (double.NaN, double.NaN);
        for (var row = 0; row < a.Length; row++)
        {
            if (float.IsNaN(a[row]) != float.IsNaN(b[row]))
            {
                return double.NaN;
            }

            if (float.IsNaN(a[row]))
            {
                continue;
            }

            (firstA, firstB) = n == 0 ? (a[row], b[row]) : (firstA, firstB);
            var (x, y) = (a[row] - firstA, b[row] - firstB);
            (n, sa, sb, saa, sbb, sab) = (n + 1, sa + x, sb + y, saa + x * x, sbb + y * y, sab + x * y);
        }

        return (n * sab - sa * sb) / Math.Sqrt((n * saa - sa * sa) * (n * sbb - sb * sb));
    }

    private static bool SameParting(Column a, Column b)
    {
        var (there, back) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        for (var row = 0; row < a.Rows; row++)
        {
            if (there.TryAdd(a.Codes[row], b.Codes[row]) ? !back.TryAdd(b.Codes[row], a.Codes[row]) : there[a.Codes[row]] != b.Codes[row])
            {
                return false;
            }
        }

        return true;
    }

    private static Finding? TooGood(Table table, Column column)
    {
        var positives = table.HasLabels ? table.Labels.Count(true) : 0;
        if (Math.Min(positives, table.Rows - positives) < 20)
        {
            return null;
        }

        var auc = Metrics.RocAuc(ScoresOf(column, table.Labels), table.Labels).Value;
        auc = Math.Max(auc, 1 - auc);
        if (auc >= TooGoodAuc)
        {
            return new Finding("leak.too-good", column.Name, new(
                Figure($"By itself it orders the label with an AUC of {auc:F3}: it may be known only afterwards."),
                Figure($"この列だけで AUC {auc:F3} です。結果の後に分かる値かもしれません。")));
        }

        return MostCertain(table, column) is { Hits: var hits } certain && hits >= CertainShare * positives && 2 * positives < table.Rows
            ? new Finding("leak.certain", column.Name, new(
                $"Where it is '{certain.Value}', {hits} of {certain.Rows} rows have the outcome: it may be known only afterwards.",
                $"「{certain.Value}」の {certain.Rows} 行のうち {hits} 行が該当です。結果の後に分かる値かもしれません。"))
            : null;
    }

    private static (string Value, int Rows, int Hits)? MostCertain(Table table, Column column)
    {
        var labels = table.Labels.ToArray();
        var values = Enumerable.Range(0, column.Rows).Where(row => !column.IsMissing(row)).GroupBy(column.Text, StringComparer.Ordinal).Take(51).ToArray();
        return values.Length > 50 ? null : values
            .Select(rows => ((string Value, int Rows, int Hits)?)(rows.Key, rows.Count(), rows.Count(row => labels[row])))
            .Where(value => value!.Value.Hits >= 0.98 * value.Value.Rows)
            .MaxBy(value => value!.Value.Hits);
    }

    // Levels score by the share of outcomes among their other rows, so that a level of one row tells nothing.
    private static double[] ScoresOf(Column column, ReadOnlySpan<bool> labels)
    {
        var scores = new double[column.Rows];
        var rate = (double)labels.Count(true) / labels.Length;
        if (column.Kind == ColumnKind.Numeric)
        {
            var known = column.Numbers.ToArray().Where(number => !float.IsNaN(number)).DefaultIfEmpty().Order().ToArray();
            for (var row = 0; row < scores.Length; row++)
            {
                scores[row] = float.IsNaN(column.Numbers[row]) ? known[known.Length / 2] : column.Numbers[row];
            }

            return scores;
        }

        var (rows, hits) = (new int[column.Levels.Count], new int[column.Levels.Count]);
        for (var row = 0; row < scores.Length; row++)
        {
            if (column.Codes[row] >= 0)
            {
                rows[column.Codes[row]]++;
                hits[column.Codes[row]] += labels[row] ? 1 : 0;
            }
        }

        for (var row = 0; row < scores.Length; row++)
        {
            var code = column.Codes[row];
            scores[row] = code < 0 ? rate : (hits[code] - (labels[row] ? 1 : 0) + 5 * rate) / (rows[code] - 1 + 5);
        }

        return scores;
    }

    private static Finding? MissingTells(Table table, Column column)
    {
        if (!table.HasLabels)
        {
            return null;
        }

        var missing = new double[table.Rows];
        for (var row = 0; row < missing.Length; row++)
        {
            missing[row] = column.IsMissing(row) ? 1 : 0;
        }

        var auc = Metrics.RocAuc(missing, table.Labels).Value;
        return Math.Max(auc, 1 - auc) >= MissingAuc
            ? new Finding("leak.missingness", column.Name, new(
                Figure($"Whether it is empty orders the label with an AUC of {Math.Max(auc, 1 - auc):F3}: it may be filled in afterwards."),
                Figure($"空欄かどうかだけで AUC {Math.Max(auc, 1 - auc):F3} です。結果の後に記入された値かもしれません。")))
            : null;
    }

    private static IEnumerable<Finding> Shifts(Table table, Table? later)
    {
        var earlier = table;
        if (later is null)
        {
            if (table.Times.Length == 0 || HoldOut.LatestRows(table.Times) is not { Length: > 0 } latest || latest.Length == table.Rows)
            {
                return [];
            }

            var set = latest.ToHashSet();
            later = table.Take(latest);
            earlier = table.Take([.. Enumerable.Range(0, table.Rows).Where(row => !set.Contains(row))]);
        }

        return earlier.Columns.Select(column => Shift(column, later.Find(column.Name))).OfType<Finding>();
    }

    private static Finding? Shift(Column earlier, Column? later)
    {
        if (later is null || later.Kind != earlier.Kind || later.Rows == 0)
        {
            return null;
        }

        int outside;
        if (earlier.Kind == ColumnKind.Numeric)
        {
            var known = earlier.Numbers.ToArray().Where(number => !float.IsNaN(number)).DefaultIfEmpty(float.NaN).ToArray();
            var (least, most) = (known.Min(), known.Max());
            outside = later.Numbers.ToArray().Count(number => number < least || number > most);
        }
        else
        {
            var seen = earlier.Codes.ToArray().Where(code => code >= 0).Select(code => earlier.Levels[code]).ToHashSet(StringComparer.Ordinal);
            outside = later.Codes.ToArray().Count(code => code >= 0 && !seen.Contains(later.Levels[code]));
        }

        return outside >= ShiftShare * later.Rows
            ? new Finding("leak.shift", earlier.Name, new(
                $"{outside} of {later.Rows} later rows lie outside what earlier rows had: a forecast there is a guess.",
                $"後の {later.Rows} 行のうち {outside} 行が、以前の範囲の外にあります。そこでの予測は当て推量です。"))
            : null;
    }

    private static Finding? Twins(Table table)
    {
        var copies = table.Rows - RowTwins.Of(table).Max() - 1;
        return copies >= TwinShare * table.Rows && copies > 1
            ? new Finding("leak.twins", "", new(
                $"{copies} of {table.Rows} rows are exact copies of others: they are kept in one fold, or they would leak.",
                $"{table.Rows} 行のうち {copies} 行が他の行と完全に同じです。漏れを防ぐため同じ分割に入れます。"))
            : null;
    }

    private static string Figure(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
