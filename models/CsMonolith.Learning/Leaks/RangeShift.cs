using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Leaks;

/// <summary>
/// Finds columns whose later values lie outside the range of the earlier ones, so that a model must extrapolate.
/// </summary>
internal static class RangeShift
{
    private const double ShiftShare = 0.05;

    /// <param name="table">Earlier rows; alone, its own latest period is compared with the rest.</param>
    /// <param name="later">Rows to forecast.</param>
    public static IEnumerable<Finding> Find(Table table, Table? later)
    {
        var earlier = table;
        if (later is null)
        {
            if (
                table.Times.Length == 0
                || HoldOut.LatestRows(table.Times) is not { Length: > 0 } latest
                || latest.Length == table.Rows
            )
            {
                return [];
            }

            var set = latest.ToHashSet();
            later = table.Take(latest);
            earlier = table.Take([.. Enumerable.Range(0, table.Rows).Where(row => !set.Contains(row))]);
        }

        return earlier.Columns.Select(column => Find(column, later.Find(column.Name))).OfType<Finding>();
    }

    private static Finding? Find(Column earlier, Column? later)
    {
        if (later is null || later.Kind != earlier.Kind || later.Rows == 0)
        {
            return null;
        }

        int outside;
        if (earlier.Kind == ColumnKind.Numeric)
        {
            var known = earlier
                .Numbers.ToArray()
                .Where(number => !float.IsNaN(number))
                .DefaultIfEmpty(float.NaN)
                .ToArray();
            var (least, most) = (known.Min(), known.Max());
            outside = later.Numbers.ToArray().Count(number => number < least || number > most);
        }
        else
        {
            var seen = earlier
                .Codes.ToArray()
                .Where(code => code >= 0)
                .Select(code => earlier.Levels[code])
                .ToHashSet(StringComparer.Ordinal);
            outside = later.Codes.ToArray().Count(code => code >= 0 && !seen.Contains(later.Levels[code]));
        }

        return outside >= ShiftShare * later.Rows
            ? new Finding(
                "leak.shift",
                earlier.Name,
                new(
                    $"{outside} of {later.Rows} later rows lie outside what earlier rows had: a forecast there is a "
                        + $"guess.",
                    $"後の {later.Rows} 行のうち {outside} 行が、以前の範囲の外にあります。そこでの予測は当て推量です。"
                ),
                outside,
                (double)outside / later.Rows
            )
            : null;
    }
}
