using System.Globalization;
using System.Text;

namespace CsMonolith.Learning.Tables;

/// <summary>Which columns of a file have a part of their own. All others are features.</summary>
/// <param name="Label">Name of the 0/1 outcome column; null reads rows to score.</param>
/// <param name="Time">Name of the ISO-date column; null detects one (see <see cref="CsvTable"/>).</param>
/// <param name="Group">Name of the column that says whose row it is.</param>
public sealed record CsvLayout(string? Label = null, string? Time = null, string? Group = null);

/// <summary>A file read into a table, and what the reader decided by itself.</summary>
/// <param name="Table">The rows.</param>
/// <param name="TimeColumn">The column used as time, or null.</param>
/// <param name="Header">All column names of the file, in order.</param>
public sealed record CsvRead(Table Table, string? TimeColumn, IReadOnlyList<string> Header)
{
    /// <summary>Columns of dates that were left out of the table, as categories: evidence for a hunt for leaks.</summary>
    public IReadOnlyList<Column> Dates { get; init; } = [];
}

/// <summary>Reads CSV training files: UTF-8 with or without BOM, a header, RFC 4180 quotes, empty field = missing.</summary>
/// <remarks>
/// A column is numeric if every non-empty value is a finite number written with a point; else it is a category. A column whose
/// every value is an ISO date (yyyy-MM or yyyy-MM-dd) and that has at least two distinct days is time, not a feature: the first such column
/// splits by time, any other is left out, since a calendar day never comes back.
/// </remarks>
public static class CsvTable
{
    /// <summary>Most columns that are read.</summary>
    public const int MaxColumns = 5_000;

    /// <summary>Reads a file. O(bytes).</summary>
    /// <exception cref="TableException">The file is not a table; says line, column, value and remedy.</exception>
    /// <exception cref="UnknownColumnException">The layout names a column that the file has not.</exception>
    public static CsvRead Read(string path, CsvLayout layout, CancellationToken cancellation = default)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, layout, cancellation);
    }

    /// <inheritdoc cref="Read(string, CsvLayout, CancellationToken)"/>
    public static CsvRead Read(Stream stream, CsvLayout layout, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(layout);
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
        try
        {
            return Read(reader, layout, cancellation);
        }
        catch (DecoderFallbackException fault)
        {
            throw new TableException("csv.encoding", 0, "", $"0x{Convert.ToHexString(fault.BytesUnknown ?? [])}", new(
                "The file is not UTF-8: save it as UTF-8.", "UTF-8 ではありません。UTF-8 で保存し直してください。"));
        }
    }

    private static CsvRead Read(TextReader reader, CsvLayout layout, CancellationToken cancellation)
    {
        var records = new CsvRecords(reader);
        var header = HeaderOf(records);
        Require(header, layout);
        var cells = header.Select(_ => new List<string>()).ToArray();
        var lines = new List<long>();
        while (records.Next() is { } fields)
        {
            cancellation.ThrowIfCancellationRequested();
            if (fields.Count != header.Count)
            {
                throw new TableException("csv.fields", records.Line, header[Math.Min(fields.Count, header.Count) - 1], fields[^1], new(
                    $"The row has {fields.Count} fields, the header {header.Count}: quote fields that hold a comma, or add the missing ones.",
                    $"この行は {fields.Count} 項目ですが、見出しは {header.Count} 項目です。カンマを含む項目は引用符で囲んでください。"));
            }

            lines.Add(records.Line);
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i].Add(fields[i]);
            }
        }

        if (lines.Count == 0)
        {
            throw new TableException("csv.empty", 1, "", "", new("The file has a header and no rows.", "見出しだけで行がありません。"));
        }

        return Assemble(header, cells, lines, layout);
    }

    private static List<string> HeaderOf(CsvRecords records)
    {
        var header = records.Next() ?? throw new TableException("csv.empty", 1, "", "", new("The file is empty.", "ファイルが空です。"));
        var twice = header.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(names => names.Key.Length == 0 || names.Count() > 1);
        if (twice is not null)
        {
            throw new TableException("csv.header", 1, twice.Key, twice.Key, new(
                "A column name is empty or stands twice: name each column once.", "列名が空か重複しています。列名は一意にしてください。"));
        }

        return header.Count <= MaxColumns ? header : throw new TableException("csv.columns", 1, "", $"{header.Count}", new(
            $"More than {MaxColumns} columns: leave out those that are not needed.", $"列が {MaxColumns} を超えています。不要な列を除いてください。"));
    }

    private static void Require(List<string> header, CsvLayout layout)
    {
        foreach (var name in new[] { layout.Label, layout.Time, layout.Group })
        {
            if (name is not null && !header.Contains(name, StringComparer.Ordinal))
            {
                throw new UnknownColumnException(name, header);
            }
        }
    }

    private static CsvRead Assemble(List<string> header, List<string>[] cells, List<long> lines, CsvLayout layout)
    {
        bool[]? labels = null;
        string[]? groups = null;
        DateOnly[]? times = null;
        var timeColumn = layout.Time;
        var columns = new List<Column>();
        var dates = new List<Column>();
        for (var i = 0; i < header.Count; i++)
        {
            var (name, values) = (header[i], cells[i]);
            if (name == layout.Label)
            {
                labels = [.. values.Select((value, row) => LabelOf(name, value, lines[row]))];
            }
            else if (name == layout.Group)
            {
                groups = [.. values];
            }
            else if (name == layout.Time)
            {
                times = [.. values.Select((value, row) => DateOf(value) ?? throw NotADate(name, value, lines[row]))];
            }
            else if (values.TrueForAll(value => DateOf(value) is not null))
            {
                if (timeColumn is null && values.Distinct(StringComparer.Ordinal).Skip(1).Any())
                {
                    (timeColumn, times) = (name, [.. values.Select(value => DateOf(value)!.Value)]);
                }
                else
                {
                    dates.Add(CategoryOf(name, values));
                }
            }
            else
            {
                columns.Add(FeatureOf(name, values));
            }

            cells[i] = [];
        }

        return new CsvRead(new Table(columns, labels, groups, times), timeColumn, header) { Dates = dates };
    }

    private static Column FeatureOf(string name, List<string> values)
    {
        var numbers = new float[values.Count];
        for (var row = 0; row < numbers.Length; row++)
        {
            if (values[row].Length == 0)
            {
                numbers[row] = float.NaN;
            }
            else if (!float.TryParse(values[row], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[row]) || !float.IsFinite(numbers[row]))
            {
                return CategoryOf(name, values);
            }
        }

        return Column.Numeric(name, numbers);
    }

    private static Column CategoryOf(string name, List<string> values)
    {
        // Levels in ordinal order: the codes do not depend on the order of the rows.
        string[] levels = [.. values.Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var codeOf = levels.Select((level, code) => (level, code)).ToDictionary(pair => pair.level, pair => pair.code, StringComparer.Ordinal);
        return Column.Category(name, [.. values.Select(value => value.Length == 0 ? Column.Missing : codeOf[value])], levels);
    }

    private static bool LabelOf(string name, string value, long line) => value.Trim().ToUpperInvariant() switch
    {
        "1" or "TRUE" or "YES" => true,
        "0" or "FALSE" or "NO" => false,
        _ => throw new TableException("label.value", line, name, value, new(
            "The label must be 0 or 1 (also true/false, yes/no): mend the value or leave the row out.",
            "正解列は 0 か 1(true/false、yes/no も可)です。値を直すか、行を除いてください。")),
    };

    private static DateOnly? DateOf(string value) =>
        DateOnly.TryParseExact(value, ["yyyy-MM-dd", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static TableException NotADate(string name, string value, long line) => new("time.value", line, name, value, new(
        "The time column must hold ISO dates such as 2026-01-31.", "時点の列は 2026-01-31 のような日付にしてください。"));
}

/// <summary>A column was asked for that the file has not.</summary>
/// <param name="name">The name asked for.</param>
/// <param name="header">The names there are.</param>
public sealed class UnknownColumnException(string name, IReadOnlyList<string> header)
    : Exception($"There is no column '{name}'. Nearest: {string.Join(", ", NearestOf(name, header))}.")
{
    /// <summary>The name asked for.</summary>
    public string Name => name;

    /// <summary>Up to three names that are nearest to it, nearest first.</summary>
    public IReadOnlyList<string> Nearest { get; } = NearestOf(name, header);

    private static string[] NearestOf(string name, IReadOnlyList<string> header) =>
        [.. header.OrderBy(other => Distance(name.ToUpperInvariant(), other.ToUpperInvariant())).Take(3)];

    // Levenshtein's distance with two rows.
    private static int Distance(string a, string b)
    {
        var above = Enumerable.Range(0, b.Length + 1).ToArray();
        foreach (var letter in a)
        {
            var row = new int[b.Length + 1];
            row[0] = above[0] + 1;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (letter == b[j - 1] ? 0 : 1));
            }

            above = row;
        }

        return above[^1];
    }
}
