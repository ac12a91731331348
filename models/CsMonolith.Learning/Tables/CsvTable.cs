using System.Globalization;
using System.Text;
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
}

/// <summary>
/// Reads CSV training files: UTF-8 with or without BOM unless another encoding is named, a header, RFC 4180 quotes,
/// empty field = missing.
/// </summary>
/// <remarks>
/// A column is numeric if every non-empty value is a finite number written with a point; else it is a category. A
/// column whose every value is an ISO date (yyyy-MM or yyyy-MM-dd) and that has at least two distinct days is time, not
/// a feature: the first such column splits by time, any other is left out, since a calendar day never comes back.
/// Memory is 4 bytes a cell beside the distinct texts.
/// </remarks>
public static class CsvTable
{
    /// <summary>Most columns that are read.</summary>
    public const int MaxColumns = 5_000;

    private static readonly string[] DayForms = ["yyyy-MM-dd", "yyyy-MM"];

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
        var encoding = CsvEncoding.Of(layout.Encoding);
        var keptAsText = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            stream.Position = 0;
            using var reader = new StreamReader(
                stream,
                encoding,
                detectEncodingFromByteOrderMarks: true,
                bufferSize: 1 << 16,
                leaveOpen: true
            );
            try
            {
                var raw = Gather(reader, stream, layout, keptAsText, progress, cancellation);
                var regretted = raw.Header.Where((_, i) => raw.Columns[i].MustReadAgain).ToArray();
                if (regretted.Length == 0)
                {
                    return Assemble(raw, layout);
                }

                keptAsText.UnionWith(regretted);
            }
            catch (DecoderFallbackException)
            {
                throw CsvEncoding.Fault(stream, layout.Encoding);
            }
        }
    }

    private static RawColumns Gather(
        TextReader reader,
        Stream stream,
        CsvLayout layout,
        HashSet<string> keptAsText,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        var records = new CsvRecords(reader);
        var header = HeaderOf(records);
        Require(header, layout);
        records.Names = header;
        var columns = header.Select(name => new CsvColumn(name == layout.Group || keptAsText.Contains(name))).ToArray();
        var (label, time, weight) = (PlaceOf(layout.Label), PlaceOf(layout.Time), PlaceOf(layout.Weight));
        var (labels, weights) = (new List<bool>(), new List<double>());
        var rows = 0;
        for (; records.Next(); rows++)
        {
            if ((rows & 4095) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(new StageProgress("read", (double)stream.Position / Math.Max(stream.Length, 1)));
            }

            if (records.Count != header.Count)
            {
                throw new TableException(
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

            for (var i = 0; i < columns.Length; i++)
            {
                if (i == label)
                {
                    labels.Add(LabelOf(header[i], records[i], records.Line));
                    continue;
                }

                if (i == weight)
                {
                    weights.Add(WeightOf(header[i], records[i], records.Line));
                    continue;
                }

                if (i == time && DateOf(records[i]) is null)
                {
                    throw NotADate(header[i], records[i].ToString(), records.Line);
                }

                columns[i].Add(records[i]);
            }
        }

        return rows > 0
            ? new RawColumns(header, columns, labels, weights, rows)
            : throw new TableException(
                "csv.empty",
                1,
                "",
                "",
                new("The file has a header and no rows.", "見出しだけで行がありません。")
            );

        int PlaceOf(string? name) => name is null ? -1 : header.IndexOf(name);
    }

    private static List<string> HeaderOf(CsvRecords records)
    {
        if (!records.Next())
        {
            throw new TableException("csv.empty", 1, "", "", new("The file is empty.", "ファイルが空です。"));
        }

        List<string> header = [.. Enumerable.Range(0, records.Count).Select(i => records[i].ToString())];
        var twice = header
            .GroupBy(name => name, StringComparer.Ordinal)
            .FirstOrDefault(names => names.Key.Length == 0 || names.Count() > 1);
        if (twice is not null)
        {
            throw new TableException(
                "csv.header",
                records.Line,
                twice.Key,
                twice.Key,
                new(
                    $"The name of column {header.LastIndexOf(twice.Key) + 1} is empty or stands twice: name each "
                        + $"column once.",
                    $"{header.LastIndexOf(twice.Key) + 1} 列目の列名が空か重複しています。列名は一意にしてください。"
                )
            );
        }

        return header.Count <= MaxColumns
            ? header
            : throw new TableException(
                "csv.columns",
                1,
                "",
                $"{header.Count}",
                new(
                    $"More than {MaxColumns} columns: leave out those that are not needed.",
                    $"列が {MaxColumns} を超えています。不要な列を除いてください。"
                )
            );
    }

    private static void Require(List<string> header, CsvLayout layout)
    {
        foreach (var name in new[] { layout.Label, layout.Time, layout.Group, layout.Weight })
        {
            if (name is not null && !header.Contains(name, StringComparer.Ordinal))
            {
                throw new UnknownColumnException(name, header);
            }
        }
    }

    private static CsvRead Assemble(RawColumns raw, CsvLayout layout)
    {
        string[]? groups = null;
        DateOnly[]? times = null;
        var timeColumn = layout.Time;
        var groupColumn = layout.Group ?? (layout.FindsGroup ? PanelColumn.Of(raw.Header, raw.Columns, layout) : null);
        var columns = new List<Column>();
        var dates = new List<Column>();
        Column? segment = null;
        for (var i = 0; i < raw.Header.Count; i++)
        {
            var (name, cells) = (raw.Header[i], raw.Columns[i]);
            if (name == layout.Label || name == layout.Weight)
            {
                continue;
            }

            if (name == groupColumn)
            {
                groups = cells.Texts();
            }
            else if (name == layout.Segment)
            {
                segment = cells.Build(name);
            }
            else if (DaysOf(cells) is { } days)
            {
                if (name == layout.Time || timeColumn is null && days.Length > 1)
                {
                    (timeColumn, times) = (name, [.. cells.Codes.Select(code => days[code])]);
                }
                else
                {
                    dates.Add(cells.Build(name));
                }
            }
            else
            {
                columns.Add(cells.Build(name));
            }

            // The cells are in the table now, or not needed.
            raw.Columns[i] = new CsvColumn(keepsText: false);
        }

        var labels = layout.Label is null ? null : raw.Labels.ToArray();
        var weights = layout.Weight is null ? null : raw.Weights.ToArray();
        return new CsvRead(
            new Table(columns, labels, groups, times, weights, raw.Rows),
            timeColumn,
            groupColumn,
            raw.Header
        )
        {
            Dates = dates,
            Segment = segment,
        };
    }

    /// <summary>The days of a column's distinct texts, or null if any cell is no day.</summary>
    internal static DateOnly[]? DaysOf(CsvColumn cells)
    {
        var days = cells
            .Complete()
            ?.Select(text => DateOf(text))
            .TakeWhile(day => day is not null)
            .Select(day => day!.Value)
            .ToArray();
        return days?.Length == cells.Complete()?.Count ? days : null;
    }

    private static bool LabelOf(string name, ReadOnlySpan<char> value, long line) =>
        value switch
        {
            "1" => true,
            "0" => false,
            _ => LabelOf(name, value.ToString(), line),
        };

    private static bool LabelOf(string name, string value, long line) =>
        value.Trim().ToUpperInvariant() switch
        {
            "1" or "1.0" or "TRUE" or "YES" => true,
            "0" or "0.0" or "FALSE" or "NO" => false,
            _ => throw new TableException(
                "label.value",
                line,
                name,
                value,
                new(
                    "The label must be 0 or 1 (also true/false, yes/no): mend the value or leave the row out.",
                    "正解列は 0 か 1(true/false、yes/no も可)です。値を直すか、行を除いてください。"
                )
            ),
        };

    private static double WeightOf(string name, ReadOnlySpan<char> value, long line) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
        && weight > 0
        && double.IsFinite(weight)
            ? weight
            : throw new TableException(
                "weight.value",
                line,
                name,
                value.ToString(),
                new(
                    "A weight must be a number above 0: mend the value or leave the row out.",
                    "重みは 0 より大きい数値にしてください。値を直すか、行を除いてください。"
                )
            );

    private static DateOnly? DateOf(ReadOnlySpan<char> value) =>
        DateOnly.TryParseExact(value, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static TableException NotADate(string name, string value, long line) =>
        new(
            "time.value",
            line,
            name,
            value,
            new(
                "The time column must hold ISO dates such as 2026-01-31.",
                "時点の列は 2026-01-31 のような日付にしてください。"
            )
        );

    private sealed record RawColumns(
        List<string> Header,
        CsvColumn[] Columns,
        List<bool> Labels,
        List<double> Weights,
        int Rows
    );
}
