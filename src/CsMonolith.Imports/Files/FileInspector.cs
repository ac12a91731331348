using CsMonolith.DelimitedText;
using CsMonolith.Imports.Loading;
using CsMonolith.Kernel;
using CsMonolith.Platform;

namespace CsMonolith.Imports.Files;

/// <summary>Finds out how a file is to be read: encoding, delimiter, sheet, the line of the headings.</summary>
internal static class FileInspector
{
    /// <summary>The most rows that a file may have.</summary>
    public const int MostRows = 1_000_000;

    private const int MostColumns = 200;
    private const int LongestHeading = 200;
    private const int LinesLookedAt = 30;

    /// <summary>How the file is to be read, or why it cannot be.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="known">Headings that this kind of import knows, as <see cref="Nearest.Key"/> writes them.</param>
    public static Result<FileLayout> Inspect(byte[] bytes, IReadOnlySet<string> known)
    {
        if (WorkbookFile.Looks(bytes))
        {
            return WorkbookFile.SheetOf(bytes) is { } sheet
                ? Settle(
                    [.. WorkbookFile.Rows(bytes).Take(LinesLookedAt)],
                    known,
                    (line, headings) => new FileLayout(null, null, sheet, line, headings)
                )
                : FileErrors.Unreadable;
        }

        if (JsonFile.Looks(bytes))
        {
            var (names, brokenAt) = JsonFile.Headings(bytes);
            return brokenAt is { } at ? FileErrors.BrokenJson(at)
                : names.Count == 0 ? FileErrors.Empty
                : Bounded(names, () => new FileLayout("utf-8", null, null, 0, names));
        }

        var encoding = TextEncodings.Guess(bytes);
        if (
            !encoding.StartsWith("utf-16", StringComparison.Ordinal)
            && bytes.AsSpan(0, Math.Min(bytes.Length, 4096)).Contains((byte)0)
        )
        {
            return FileErrors.Unreadable;
        }

        var (delimiter, top) = DelimitedRecords
            .Delimiters.Select(one =>
                (one, rows: (IReadOnlyList<FileRow>)[.. TextFile.Rows(bytes, encoding, one).Take(LinesLookedAt)])
            )
            .MaxBy(pair => pair.rows.Select(row => Score(row, known)).DefaultIfEmpty(0).Max());
        return Settle(top, known, (line, names) => new FileLayout(encoding, $"{delimiter}", null, line, names));
    }

    private static Result<FileLayout> Settle(
        IReadOnlyList<FileRow> top,
        IReadOnlySet<string> known,
        Func<int, IReadOnlyList<string>, FileLayout> make
    )
    {
        // The first of the best: titles above the headings know fewer of the names and have fewer cells.
        var header = top.Where(row => !row.IsBlank && !row.Broken).MaxBy(row => Score(row, known));
        if (header is null)
        {
            return FileErrors.Empty;
        }

        var cells = header.Cells.Select(cell => cell.Trim()).ToList();
        while (cells[^1].Length == 0)
        {
            cells.RemoveAt(cells.Count - 1);
        }

        return Bounded(cells, () => make(header.Line, Distinct(cells)));
    }

    private static Result<FileLayout> Bounded(IReadOnlyList<string> headings, Func<FileLayout> make) =>
        headings.Count > MostColumns || headings.Any(heading => heading.Length > LongestHeading)
            ? FileErrors.TooWide(headings.Count, MostColumns, LongestHeading)
            : make();

    private static int Score(FileRow row, IReadOnlySet<string> known) =>
        (row.Cells.Select(Nearest.Key).Distinct().Count(known.Contains) * 1000)
        + row.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell));

    private static List<string> Distinct(IReadOnlyList<string> cells)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var headings = new List<string>();
        foreach (var cell in cells.Select((text, i) => text.Length == 0 ? $"({i + 1})" : Heading.Unguard(text)))
        {
            var name = cell;
            for (var again = 2; !seen.Add(name); again++)
            {
                name = $"{cell} ({again})";
            }

            headings.Add(name);
        }

        return headings;
    }
}
