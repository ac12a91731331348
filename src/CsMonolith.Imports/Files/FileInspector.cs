using CsMonolith.DelimitedText;
using CsMonolith.Imports.Loading;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Exports;

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
    /// <param name="choices">What a person says about it.</param>
    public static Result<FileLayout> Inspect(byte[] bytes, IReadOnlySet<string> known, FileChoices? choices = null)
    {
        if (WorkbookFile.IsLocked(bytes))
        {
            return FileErrors.Locked;
        }

        if (WorkbookFile.Looks(bytes))
        {
            return Book(bytes, known, choices);
        }

        if (JsonFile.Looks(bytes))
        {
            var (names, brokenAt) = JsonFile.Headings(bytes, MostColumns + 1);
            return brokenAt is { } at ? FileErrors.BrokenJson(at)
                : names.Count == 0 ? FileErrors.Empty
                : Bounded(names, () => new FileLayout("utf-8", null, null, 0, names, Choices: choices));
        }

        var encoding = choices?.Encoding ?? TextEncodings.Guess(bytes);
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
        return Settle(
            top,
            known,
            choices,
            (line, names) => new FileLayout(encoding, $"{delimiter}", null, line, names, Choices: choices)
        );
    }

    /// <summary>How many rows a file has, each of which can be read; or why it cannot be taken.</summary>
    public static Result<int> Count(FileLayout layout, byte[] bytes)
    {
        try
        {
            var rows = layout.Rows(bytes).Take(MostRows + 1).Count();
            return rows > MostRows ? FileErrors.TooManyRows(MostRows) : rows;
        }
        catch (Exception broken) when (layout.IsWorkbook && WorkbookFile.IsDamage(broken))
        {
            return FileErrors.Unreadable;
        }
    }

    private static Result<FileLayout> Book(byte[] bytes, IReadOnlySet<string> known, FileChoices? choices)
    {
        if (WorkbookFile.SheetsOf(bytes) is not { Count: > 0 } sheets)
        {
            return FileErrors.Unreadable;
        }

        if (choices?.Sheet is { } wanted && !sheets.Contains(wanted))
        {
            return PlatformErrors.Invalid(FileErrors.NoSuchSheet(wanted, sheets));
        }

        try
        {
            // A cover or a sheet of notes knows fewer headings than the sheet that is meant.
            var (sheet, top) = sheets
                .Where(name => choices?.Sheet is null || name == choices.Sheet)
                .Select(name =>
                    (name, top: (IReadOnlyList<FileRow>)[.. WorkbookFile.Rows(bytes, name).Take(LinesLookedAt)])
                )
                .MaxBy(pair => pair.top.Select(row => Score(row, known)).DefaultIfEmpty(0).Max());
            return Settle(
                top,
                known,
                choices,
                (line, names) => new FileLayout(null, null, sheet, line, names, sheets, Choices: choices)
            );
        }
        catch (Exception broken) when (WorkbookFile.IsDamage(broken))
        {
            return FileErrors.Unreadable;
        }
    }

    private static Result<FileLayout> Settle(
        IReadOnlyList<FileRow> top,
        IReadOnlySet<string> known,
        FileChoices? choices,
        Func<int, IReadOnlyList<string>, FileLayout> make
    )
    {
        var filled = top.Where(row => !row.IsBlank && !row.Broken).ToList();
        if (filled.Count == 0)
        {
            return FileErrors.Empty;
        }

        if (choices?.HeaderLine == 0)
        {
            var none = Enumerable.Repeat("", filled.Max(Width)).ToList();
            return Bounded(none, () => make(0, Distinct(none)));
        }

        var header = choices?.HeaderLine is { } line
            ? filled.Find(row => row.Line == line)
            : HeaderAmong(filled, known);
        if (header is null)
        {
            return PlatformErrors.Invalid(
                FileErrors.NoSuchLine(choices!.HeaderLine!.Value, [.. filled.Select(row => row.Line)])
            );
        }

        // A column without a heading that has cells is named by its place.
        var cells = header.Cells.Take(Width(header)).Select(cell => cell.Trim()).ToList();
        return Bounded(cells, () => make(header.Line, Distinct(cells)));
    }

    // The first of those that know most of the names. Where none is known the headings are the first line that is
    // about as full as the fullest: titles above them have fewer cells, and rows below as many.
    private static FileRow HeaderAmong(List<FileRow> rows, IReadOnlySet<string> known)
    {
        var best = rows.MaxBy(row => Score(row, known))!;
        var fullest = rows.Max(Filled);
        return KnownIn(best, known) > 0 ? best : rows.Find(row => Filled(row) * 2 >= fullest)!;
    }

    private static Result<FileLayout> Bounded(IReadOnlyList<string> headings, Func<FileLayout> make) =>
        headings.Count > MostColumns || headings.Any(heading => heading.Length > LongestHeading)
            ? FileErrors.TooWide(headings.Count, MostColumns, LongestHeading)
            : make();

    private static int Score(FileRow row, IReadOnlySet<string> known) => (KnownIn(row, known) * 1000) + Filled(row);

    private static int KnownIn(FileRow row, IReadOnlySet<string> known) =>
        row.Broken ? 0 : row.Cells.Select(Nearest.Key).Distinct().Count(known.Contains);

    private static int Filled(FileRow row) => row.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell));

    private static int Width(FileRow row)
    {
        var width = row.Cells.Count;
        while (width > 0 && string.IsNullOrWhiteSpace(row.Cells[width - 1]))
        {
            width--;
        }

        return width;
    }

    private static List<string> Distinct(IReadOnlyList<string> cells)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var headings = new List<string>();
        foreach (var cell in cells.Select((text, i) => text.Length == 0 ? $"({i + 1})" : TableText.Unguarded(text)))
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
