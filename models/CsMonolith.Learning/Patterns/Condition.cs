using System.Globalization;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Patterns;

/// <summary>A named yes/no factor of rows, such as "kickoff within 14 days".</summary>
/// <param name="Name">Name that stays the same from one mining to the next.</param>
/// <param name="Column">Column that it is derived from.</param>
/// <param name="Holds">Shape (rows,): null where the cell is missing; such rows are in neither arm.</param>
public sealed record Condition(string Name, string Column, IReadOnlyList<bool?> Holds)
{
    /// <summary>
    /// Conditions of every column but the named ones: each level of a category, each quarter cut of a number.
    /// </summary>
    /// <param name="table">Rows to mine. Cuts are taken from all of them, without a look at the outcome.</param>
    /// <param name="except">Columns that are not conditions, such as phase and strata.</param>
    /// <remarks>O(columns × rows · log rows).</remarks>
    public static IReadOnlyList<Condition> Of(Table table, IReadOnlyCollection<string> except)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(except);
        return [.. table.Columns.Where(column => !except.Contains(column.Name)).SelectMany(column => Of(column))];
    }

    /// <summary>The condition that holds where this one does not; unknown where this one is.</summary>
    internal Condition Not() =>
        new(
            Name.Contains(" ≥ ", StringComparison.Ordinal)
                ? Name.Replace(" ≥ ", " < ", StringComparison.Ordinal)
                : Name.Replace(" = ", " ≠ ", StringComparison.Ordinal),
            Column,
            [.. Holds.Select(holds => !holds)]
        );

    private static IEnumerable<Condition> Of(Column column) =>
        column.Kind == ColumnKind.Category
            ? column.Levels.Select(
                (level, code) =>
                    new Condition(
                        $"{column.Name} = {level}",
                        column.Name,
                        Each(column, row => column.Codes[row] == code)
                    )
            )
            : CutsOf(column)
                .Select(cut => new Condition(
                    string.Create(CultureInfo.InvariantCulture, $"{column.Name} ≥ {cut:R}"),
                    column.Name,
                    Each(column, row => column.Numbers[row] >= cut)
                ));

    private static bool?[] Each(Column column, Func<int, bool> holds) =>
        [.. Enumerable.Range(0, column.Rows).Select(row => column.IsMissing(row) ? (bool?)null : holds(row))];

    private static IEnumerable<float> CutsOf(Column column)
    {
        float[] sorted = [.. column.Numbers.ToArray().Where(number => !float.IsNaN(number)).Order()];
        if (sorted.Length == 0)
        {
            return [];
        }

        var distinct = sorted.Distinct().ToArray();
        return distinct.Length <= 4
            ? distinct.Skip(1)
            : new[] { 1, 2, 3 }
                .Select(quarter => sorted[quarter * sorted.Length / 4])
                .Where(cut => cut > sorted[0])
                .Distinct();
    }
}
