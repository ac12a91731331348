using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Leaks;

/// <summary>Finds columns that hold one value, and columns that duplicate another one.</summary>
internal static class DuplicateColumn
{
    private const double NearlyAll = 0.999;
    private const double SameOrder = 0.9999;
    private const int MaxCompared = 400;

    /// <summary>A column in which at most one row in a thousand differs from the others.</summary>
    public static Finding? Constant(Column column)
    {
        var most = Enumerable
            .Range(0, column.Rows)
            .GroupBy(column.Text, StringComparer.Ordinal)
            .MaxBy(rows => rows.Count())!;
        var rows = most.Count();
        return rows >= NearlyAll * column.Rows
            ? new Finding(
                "leak.constant",
                column.Name,
                new(
                    $"{(rows == column.Rows ? "All rows hold" : $"{rows} of {column.Rows} rows hold")} '{most.Key}': "
                        + "it can tell nothing.",
                    $"{(rows == column.Rows ? "全行" : $"{column.Rows} 行のうち {rows} 行")}が「{most.Key}」です。何も区別できません。"
                ),
                rows,
                (double)rows / column.Rows
            )
            : null;
    }

    /// <summary>
    /// A column that follows from an earlier one: same order of all numbers, or the same parting of the rows. O(columns
    /// × rows · log rows).
    /// </summary>
    public static Finding? Copy(Table table, int index)
    {
        var column = table.Columns[index];
        var partings = column.Kind == ColumnKind.Category || Few(column);
        for (var i = 0; i < Math.Min(index, MaxCompared); i++)
        {
            var other = table.Columns[i];
            var likeness =
                column.Kind == ColumnKind.Numeric && other.Kind == ColumnKind.Numeric
                    ? Math.Abs(Correlation(column.Numbers, other.Numbers))
                : partings && (other.Kind == ColumnKind.Category || Few(other)) && SameParting(column, other) ? 1
                : 0;
            if (
                likeness >= SameOrder
                || likeness > 0.5 && Math.Abs(RankCorrelation(column.Numbers, other.Numbers)) >= SameOrder
            )
            {
                return new Finding(
                    "leak.copy",
                    column.Name,
                    new(
                        $"It follows from the column '{other.Name}': one of the two is enough.",
                        $"列「{other.Name}」から決まります。どちらか一方で足ります。"
                    ),
                    column.Rows,
                    likeness
                );
            }
        }

        return null;
    }

    private static bool Few(Column column) => column.Numbers.ToArray().Distinct().Take(51).Count() <= 50;

    private static double RankCorrelation(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.Contains(float.NaN) || b.Contains(float.NaN))
        {
            return double.NaN;
        }

        return Correlation(Ranks(a), Ranks(b));
    }

    private static float[] Ranks(ReadOnlySpan<float> values) =>
        [.. Metrics.Midranks([.. values.ToArray().Select(value => (double)value)]).Select(rank => (float)rank)];

    // NaN (nothing to compare, or missing in different rows) is no copy.
    private static double Correlation(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double n = 0,
            sa = 0,
            sb = 0,
            saa = 0,
            sbb = 0,
            sab = 0;
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
        var (there, back) = (
            new Dictionary<string, string>(StringComparer.Ordinal),
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
        for (var row = 0; row < a.Rows; row++)
        {
            var (x, y) = (a.Text(row), b.Text(row));
            if (there.TryAdd(x, y) ? !back.TryAdd(y, x) : there[x] != y)
            {
                return false;
            }
        }

        return true;
    }
}
