using System.Text;
using CsMonolith.DelimitedText;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Progress;

namespace CsMonolith.Learning.Tables;

/// <summary>The roles of a file's columns, and its encoding. All columns without a role are features.</summary>
/// <param name="Label">Name of the 0/1 outcome column; null reads rows to score.</param>
/// <param name="Time">Name of the ISO-date column; null detects one (see <see cref="CsvTable"/>).</param>
/// <param name="Group">Name of the column that says whose row it is.</param>
/// <param name="Weight">Name of the column that says how many rows a row counts for.</param>
/// <param name="Encoding">One of <see cref="CsvEncoding.Names"/>; a byte order mark goes before it.</param>
/// <param name="FindsGroup">Where no group is named, the column that <see cref="PanelColumn"/> finds is it.</param>
public sealed record CsvLayout(
    string? Label = null,
    string? Time = null,
    string? Group = null,
    string? Weight = null,
    string Encoding = CsvEncoding.Utf8,
    bool FindsGroup = false
)
{
    /// <summary>
    /// Name of a column that tells rows apart and is no feature; a file that has none is read all the same.
    /// </summary>
    public string? Segment { get; init; }

    /// <summary>The label's value that is the outcome, every other one being none; null to know it by itself.</summary>
    public string? Positive { get; init; }

    /// <summary>Columns that are left out of the table.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The only columns that may be features; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>
    /// The day as of which rows without a time of their own are known: days since a start are counted to it. The latest
    /// start of the file if absent.
    /// </summary>
    public DateOnly? AsOf { get; init; }

    internal bool LeavesOut(string column) =>
        column != Label
        && column != Time
        && column != Group
        && column != Weight
        && (Exclude.Contains(column) || Only.Count > 0 && !Only.Contains(column) && column != Segment);
}

/// <summary>A file read into a table, and what the reader decided by itself.</summary>
/// <param name="Table">The rows.</param>
/// <param name="TimeColumn">The column used as time, or null.</param>
/// <param name="GroupColumn">The column that says whose row it is, or null.</param>
/// <param name="Header">All column names of the file, in order.</param>
public sealed record CsvRead(Table Table, string? TimeColumn, string? GroupColumn, IReadOnlyList<string> Header)
{
    /// <summary>
    /// Columns of dates that were left out of the table, as categories: the leak detector compares them with the rows'
    /// days.
    /// </summary>
    public IReadOnlyList<Column> Dates { get; init; } = [];

    /// <summary>The column that tells rows apart, or null.</summary>
    public Column? Segment { get; init; }

    /// <summary>What the reader took cells for that could mean something else, for a person to see.</summary>
    public IReadOnlyList<Reading> Readings { get; init; } = [];
}

/// <summary>
/// Reads CSV training files: UTF-8 with or without BOM unless another encoding is named, a header, RFC 4180 quotes,
/// empty field = missing.
/// </summary>
/// <remarks>
/// A column is numeric if every filled cell is a number of one unit, as a program or as a person writes it (1,234.5,
/// 1.234,5, ¥1,234, 12 %, 250万円); else it is a category. NA, NaN, null, N/A, - and the like are missing, and among
/// numbers inf too. A column whose every value is a date (2026-01-31, 2026/1/31 or a month) and that has at least two
/// distinct days is time, not a feature: the first such column splits by time, any other is left out, since a calendar
/// day never comes back. A date whose name says that a customer began then gives the days since it instead. Whatever
/// was decided so is told (<see cref="CsvRead.Readings"/>). Memory is 4 bytes a cell beside the distinct texts.
/// </remarks>
public static class CsvTable
{
    /// <summary>
    /// Most columns that are read: 5,000 features, and some that say whose row it is, when and how it ended.
    /// </summary>
    public const int MaxColumns = 5_010;

    /// <summary>Reads a file. O(bytes); a file with a word far down a column of numbers is read twice.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">The roles of its columns.</param>
    /// <param name="cancellation">Stops between two rows.</param>
    /// <param name="progress">Stage <c>read</c>.</param>
    /// <exception cref="TableException">The file is not a table; says line, column, value and remedy.</exception>
    /// <exception cref="UnknownColumnException">The layout names a column that the file has not.</exception>
    public static CsvRead Read(
        string path,
        CsvLayout layout,
        CancellationToken cancellation = default,
        IProgress<StageProgress>? progress = null
    )
    {
        using var stream = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            bufferSize: 1 << 16,
            FileOptions.SequentialScan
        );
        return Read(stream, layout, cancellation, progress);
    }

    /// <inheritdoc cref="Read(string, CsvLayout, CancellationToken, IProgress{StageProgress})"/>
    /// <param name="stream">A stream that can seek.</param>
    public static CsvRead Read(
        Stream stream,
        CsvLayout layout,
        CancellationToken cancellation = default,
        IProgress<StageProgress>? progress = null
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(layout);
        var encoding = CsvEncoding.Known(layout.Encoding);
        try
        {
            var delimiter = DelimiterOf(stream, encoding);
            return TableGathering.Read(keptAsText =>
            {
                using var reader = Reread(stream, encoding);
                var records = new DelimitedRecords(reader, delimiter);
                return Gather(records, stream, layout, keptAsText, progress, cancellation);
            });
        }
        catch (DecoderFallbackException)
        {
            throw CsvEncoding.Fault(stream, layout.Encoding);
        }
    }

    /// <summary>The delimiter that parts the header into most cells.</summary>
    private static char DelimiterOf(Stream stream, string encoding) =>
        DelimitedRecords.Delimiters.MaxBy(delimiter =>
        {
            using var reader = Reread(stream, encoding);
            var records = new DelimitedRecords(reader, delimiter);
            return records.Next() ? records.Count : 0;
        });

    private static StreamReader Reread(Stream stream, string encoding)
    {
        stream.Position = 0;
        return TextEncodings.Read(stream, encoding, replaces: false);
    }

    private static TableGathering Gather(
        DelimitedRecords records,
        Stream stream,
        CsvLayout layout,
        IReadOnlySet<string> keptAsText,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        var header = HeaderOf(records);
        var gathered = new TableGathering(header, layout, keptAsText, records.Line);
        for (; Next(records, header); gathered.Rows++)
        {
            if ((gathered.Rows & 4095) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(new StageProgress("read", (double)stream.Position / Math.Max(stream.Length, 1)));
            }

            if (records.Count != header.Count && FilledCells(records) != header.Count)
            {
                throw WrongWidth(records, header);
            }

            for (var i = 0; i < header.Count; i++)
            {
                gathered.Take(i, records[i], records.Line);
            }
        }

        return gathered;
    }

    private static List<string> HeaderOf(DelimitedRecords records) =>
        Next(records, [])
            ? [.. Enumerable.Range(0, FilledCells(records)).Select(i => records[i].ToString())]
            : throw new TableException("csv.empty", 1, "", "", new("The file is empty.", "ファイルが空です。"));

    /// <summary>Cells without the empty ones at the end, which a delimiter too many leaves.</summary>
    private static int FilledCells(DelimitedRecords records)
    {
        var filled = records.Count;
        while (filled > 1 && records[filled - 1].IsWhiteSpace())
        {
            filled--;
        }

        return filled;
    }

    private static bool Next(DelimitedRecords records, List<string> header) =>
        records.Next() && (records.Fault == RecordFault.None ? true : throw Broken(records, header));

    private static TableException Broken(DelimitedRecords records, List<string> header)
    {
        var (code, text) = records.Fault switch
        {
            RecordFault.TextAfterQuote => (
                "csv.quote",
                new LocalizedText(
                    "Text follows a closing quote: double the quotes inside a quoted field.",
                    "引用符を閉じた後に文字があります。項目内の引用符は二重にしてください。"
                )
            ),
            RecordFault.TooLong => (
                "csv.record",
                new(
                    $"The field is longer than {DelimitedRecords.LongestCell} characters, or its row than "
                        + $"{DelimitedRecords.LongestRecord} or {DelimitedRecords.MostCells} fields: a quote is probably "
                        + "opened and never closed.",
                    $"項目が {DelimitedRecords.LongestCell} 文字、または行が {DelimitedRecords.LongestRecord} 文字か "
                        + $"{DelimitedRecords.MostCells} 項目を超えています。"
                        + "引用符が閉じられていない可能性があります。"
                )
            ),
            _ => (
                "csv.quote",
                new(
                    "A quote is opened and not closed where the field ends: close it, or remove it.",
                    "引用符が項目の終わりで閉じられていません。閉じるか取り除いてください。"
                )
            ),
        };
        var field = records.Count - 1;
        return new(
            code,
            records.Line,
            field < header.Count ? header[field] : $"#{field + 1}",
            records[field].ToString(),
            text
        );
    }

    private static TableException WrongWidth(DelimitedRecords records, List<string> header) =>
        new(
            "csv.fields",
            records.Line,
            header[Math.Min(records.Count, header.Count) - 1],
            records[records.Count - 1].ToString(),
            new(
                $"The row has {records.Count} fields, the header {header.Count}: quote fields that hold a "
                    + $"comma, or add the missing ones.",
                $"この行は {records.Count} 項目ですが、見出しは {header.Count} 項目です。カンマを含む項目は引用符で囲んでください。"
            )
        );
}
