using System.Text.RegularExpressions;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Leaks;

/// <summary>Finds columns that identify rows or customers rather than describe them.</summary>
internal static partial class Identifiers
{
    private const int MinRows = 50;
    private const double MostlyDistinct = 0.5;
    private const double NamedDistinct = 0.05;

    /// <summary>
    /// Numbers that are dense, in the order of the file, or spread evenly over numbers of one length; texts that hardly
    /// recur.
    /// </summary>
    public static Finding? Find(Table table, Column column)
    {
        var distinct = Distinct(column);
        if (column.Rows < MinRows || distinct < 2 || column.IsMeasure)
        {
            return null;
        }

        var filled = Enumerable.Range(0, column.Rows).Count(row => !column.IsMissing(row));
        var names =
            column.Kind == ColumnKind.Category
                ? distinct >= MostlyDistinct * filled && !Dates(column)
                : distinct == column.Rows
                    && Whole(column)
                    && (Dense(column, distinct) || Ordered(column) || EvenlySpread(column));
        return
            names
            || (Named().IsMatch(column.Name) && distinct >= Math.Max(NamedDistinct * column.Rows, 20))
            || NamesGroups(table, column, distinct)
            ? new Finding(
                "leak.identifier",
                column.Name,
                new(
                    $"{distinct} different values in {column.Rows} rows: it names rows rather than describing them.",
                    $"{column.Rows} 行に {distinct} 種類の値があります。行の番号のような列です。"
                ),
                distinct,
                (double)distinct / column.Rows
            )
            : null;
    }

    private static int Distinct(Column column) =>
        column.Kind == ColumnKind.Category
            ? column.Codes.ToArray().Where(code => code >= 0).Distinct().Count()
            : column.Numbers.ToArray().Where(number => !float.IsNaN(number)).Distinct().Count();

    // One value for each customer and one customer for nearly each value.
    private static bool NamesGroups(Table table, Column column, int distinct)
    {
        if (table.Groups.Length == 0 || column.Kind == ColumnKind.Numeric && !Whole(column))
        {
            return false;
        }

        var valueOf = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var row = 0; row < column.Rows; row++)
        {
            if (!valueOf.TryAdd(table.Groups[row], column.Text(row)) && valueOf[table.Groups[row]] != column.Text(row))
            {
                return false;
            }
        }

        return valueOf.Count >= MinRows && distinct >= 0.98 * valueOf.Count;
    }

    private static bool Dates(Column column) =>
        column
            .Levels.Take(20)
            .All(level => DateOnly.TryParse(level, System.Globalization.CultureInfo.InvariantCulture, out _));

    private static bool Whole(Column column)
    {
        foreach (var number in column.Numbers)
        {
            if (number < 0 || number != MathF.Floor(number))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Dense(Column column, int distinct)
    {
        var numbers = column.Numbers.ToArray();
        return numbers.Max() - numbers.Min() < 3.0 * distinct;
    }

    private static bool Ordered(Column column)
    {
        var numbers = column.Numbers.ToArray();
        var steps = numbers.Zip(numbers.Skip(1)).ToArray();
        return steps.All(pair => pair.First < pair.Second) || steps.All(pair => pair.First > pair.Second);
    }

    // Kolmogorov's distance to the uniform distribution over all numbers of one length: amounts are skewed or
    // bell-shaped, drawn numbers are not.
    private static bool EvenlySpread(Column column)
    {
        double[] sorted = [.. column.Numbers.ToArray().Select(number => (double)number).Order()];
        var digits = (int)Math.Floor(Math.Log10(Math.Max(sorted[0], 1)));
        if (digits < 4 || digits != (int)Math.Floor(Math.Log10(sorted[^1])))
        {
            return false;
        }

        var (low, width) = (Math.Pow(10, digits), 9 * Math.Pow(10, digits));
        var distance = sorted
            .Select(
                (number, i) =>
                    Math.Max(
                        Math.Abs((number - low) / width - (double)i / sorted.Length),
                        Math.Abs((number - low) / width - (i + 1.0) / sorted.Length)
                    )
            )
            .Max();
        return KolmogorovDistribution.Above(distance * Math.Sqrt(sorted.Length)) > 0.01;
    }

    [GeneratedRegex(
        @"(^|[_\s-])(id|uuid|guid|email|e-mail|phone)$|[a-z]I[dD]$"
            + @"|(customer|account|client|user|member)[_\s]?(no|num|number|key|name)$|番号$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Named();
}
