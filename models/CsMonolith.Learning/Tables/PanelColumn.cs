namespace CsMonolith.Learning.Tables;

/// <summary>Finds the column that names the customer in a panel: a table with several rows of each customer.</summary>
/// <remarks>
/// Such a column holds text, has at least 20 different ones, names no two rows of the same day, and names two rows or
/// more on average. A customer on both sides of a split makes a model look better than it is.
/// </remarks>
internal static class PanelColumn
{
    private const int MinGroups = 20;

    /// <summary>The first such column, or null. O(rows) for each column of text that comes into question.</summary>
    public static string? Of(IReadOnlyList<string> header, CsvColumn[] columns, CsvLayout layout)
    {
        var days = Enumerable
            .Range(0, header.Count)
            .Where(i => layout.Time is null ? Days.All(columns[i])?.Length > 1 : header[i] == layout.Time)
            .Select(i => columns[i].Codes.ToArray())
            .FirstOrDefault();
        var found = days is null
            ? -1
            : Enumerable
                .Range(0, header.Count)
                .FirstOrDefault(
                    i =>
                        header[i] != layout.Label
                        && header[i] != layout.Weight
                        && columns[i].IsText
                        && Days.All(columns[i]) is null
                        && Names(columns[i], days),
                    -1
                );
        return found < 0 ? null : header[found];
    }

    private static bool Names(CsvColumn column, int[] days)
    {
        if (column.Complete() is not { Count: >= MinGroups } texts || 2L * texts.Count > days.Length)
        {
            return false;
        }

        var seen = new HashSet<(int Text, int Day)>();
        return column.Codes.Zip(days).All(seen.Add);
    }
}
