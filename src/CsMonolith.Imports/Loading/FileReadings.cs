using System.Text.Json;
using CsMonolith.Imports.Files;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Imports;

namespace CsMonolith.Imports.Loading;

/// <summary>How a person wants a file to be read; what is <c>null</c> is found out.</summary>
/// <param name="Sheet">The sheet of a workbook.</param>
/// <param name="HeaderLine">The line of the headings; 0 for a file without headings: columns (1), (2), ….</param>
/// <param name="Encoding">
/// utf-8, utf-8-bom, utf-16-le, utf-16-be, cp932, euc-jp, iso-2022-jp or windows-1252.
/// </param>
/// <param name="Columns">How the cells of columns are meant, by the name of the column.</param>
internal sealed record ImportReading(
    string? Sheet,
    int? HeaderLine,
    string? Encoding,
    IReadOnlyDictionary<string, ColumnReading>? Columns
);

/// <summary>A file with the way in which it is read, its rows counted, and what its headings feed.</summary>
internal sealed record FoundReading(FileLayout Layout, int Rows, Dictionary<string, string?> Mapping);

/// <summary>Finds out how a file is read, from the file itself and from what people have said.</summary>
internal static class FileReadings
{
    private const int RowsLookedAt = 20_000;

    /// <summary>Reads a file as its source's files were read the last time, as far as it lets itself.</summary>
    public static Result<FoundReading> Find(ImportKind kind, byte[] bytes, RememberedMapping? remembered)
    {
        var said = remembered?.Read();
        var found = Find(kind, bytes, remembered, said ?? new ImportReading(null, null, null, null));

        // A sheet or a line that only the last file had is no fault of this one.
        return found.Error is { Kind: ErrorKind.Invalid } && said is not null
            ? Find(kind, bytes, remembered, said with { Sheet = null, HeaderLine = null })
            : found;
    }

    /// <summary>Reads a file as somebody says.</summary>
    public static Result<FoundReading> Find(
        ImportKind kind,
        byte[] bytes,
        RememberedMapping? remembered,
        ImportReading said
    )
    {
        var inspected = FileInspector.Inspect(
            bytes,
            Mappings.Known(kind.Columns),
            new FileChoices(said.Sheet, said.HeaderLine, said.Encoding)
        );
        if (inspected.Error is { } unreadable)
        {
            return unreadable;
        }

        var counted = FileInspector.Count(inspected.Value, bytes);
        if (counted.Error is { } untaken)
        {
            return untaken;
        }

        var mapping = Mappings.Propose(
            kind.Columns,
            inspected.Value.Headings,
            remembered is null or { Columns: "" }
                ? null
                : JsonSerializer.Deserialize<Dictionary<string, string?>>(remembered.Columns, Wire.Json)
        );
        var columns = new Dictionary<string, ColumnReading>(said.Columns ?? new Dictionary<string, ColumnReading>());
        foreach (var (name, reading) in columns)
        {
            mapping[name] = reading.Constant is null ? mapping.GetValueOrDefault(name) : null;
        }

        foreach (var column in kind.Columns.Where(column => column.Type is ColumnType.Day or ColumnType.Instant))
        {
            if (
                mapping.GetValueOrDefault(column.Name) is { } heading
                && !columns.ContainsKey(column.Name)
                && Told(column, heading, inspected.Value, bytes) is { } told
            )
            {
                columns[column.Name] = told;
            }
        }

        return new FoundReading(inspected.Value with { Columns = columns }, counted.Value, mapping);
    }

    // What a column of days says about itself: its zone and the kind of its ends by the heading, the order of day and
    // month by those days that can be meant in one way only, unless they contradict each other.
    private static ColumnReading? Told(ImportColumn column, string heading, FileLayout layout, byte[] bytes)
    {
        var place = layout.Headings.ToList().IndexOf(heading);
        var orders = layout
            .Rows(bytes)
            .Take(RowsLookedAt)
            .Where(row => place < row.Cells.Count)
            .Select(row => CellReader.OrderToldBy(row.Cells[place]))
            .OfType<DateOrder>()
            .Distinct()
            .Take(2)
            .ToList();
        var told = new ColumnReading(
            Dates: orders is [var order] ? order : null,
            Zone: ZoneIn(heading),
            ExclusiveEnd: column.ExclusiveUnder.Any(one => Nearest.Key(one) == Nearest.Key(heading))
        );
        return told == new ColumnReading() ? null : told;
    }

    private static string? ZoneIn(string heading)
    {
        var (open, shut) = (heading.LastIndexOf('('), heading.LastIndexOf(')'));
        return open >= 0 && shut > open + 1 && ColumnReading.OffsetOf(heading[(open + 1)..shut]) is not null
            ? heading[(open + 1)..shut]
            : null;
    }
}
