using System.Globalization;

namespace CsMonolith.Learning.Tables;

/// <summary>
/// Collects the cells of a file, CSV or Parquet, and makes the table of them by the rules of <see cref="CsvTable"/>.
/// </summary>
internal sealed class TableGathering
{
    private static readonly string[] DayForms = ["yyyy-MM-dd", "yyyy-MM"];

    private readonly IReadOnlyList<string> _header;
    private readonly CsvLayout _layout;
    private readonly CsvColumn[] _columns;
    private readonly (int Label, int Time, int Weight) _places;
    private readonly List<bool> _labels = [];
    private readonly List<double> _weights = [];

    /// <summary>Begins with the names of the columns.</summary>
    /// <param name="header">The names.</param>
    /// <param name="layout">Their roles.</param>
    /// <param name="keptAsText">Columns of numbers whose cells are kept as they are written.</param>
    /// <param name="line">Line on which the names stand.</param>
    /// <exception cref="TableException">A name is empty or stands twice, or there are too many.</exception>
    /// <exception cref="UnknownColumnException">The layout names a column that the file has not.</exception>
    public TableGathering(
        IReadOnlyList<string> header,
        CsvLayout layout,
        IReadOnlySet<string> keptAsText,
        long line = 1
    )
    {
        Check(header, layout, line);
        (_header, _layout) = (header, layout);
        _columns = [.. header.Select(name => new CsvColumn(name == layout.Group || keptAsText.Contains(name)))];
        _places = (PlaceOf(layout.Label), PlaceOf(layout.Time), PlaceOf(layout.Weight));

        int PlaceOf(string? name) => name is null ? -1 : header.ToList().IndexOf(name);
    }

    /// <summary>Rows whose cells have all been taken.</summary>
    public int Rows { get; set; }

    /// <summary>Reads a file, and again where a word far down a column of numbers makes that necessary.</summary>
    /// <param name="gather">Reads all of it; is given the columns to keep as text.</param>
    public static CsvRead Read(Func<IReadOnlySet<string>, TableGathering> gather)
    {
        var keptAsText = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var gathered = gather(keptAsText);
            string[] regretted = [.. gathered._header.Where((_, i) => gathered._columns[i].MustReadAgain)];
            if (regretted.Length == 0)
            {
                return gathered.Assemble();
            }

            keptAsText.UnionWith(regretted);
        }
    }

    /// <summary>Takes the next cell of a column; empty is missing.</summary>
    /// <exception cref="TableException">The column's role does not allow the cell.</exception>
    public void Take(int column, ReadOnlySpan<char> cell, long line)
    {
        if (column == _places.Label)
        {
            _labels.Add(LabelOf(_header[column], cell, line));
        }
        else if (column == _places.Weight)
        {
            _weights.Add(WeightOf(_header[column], cell, line));
        }
        else if (column == _places.Time && DateOf(cell) is null)
        {
            throw NotADate(_header[column], cell.ToString(), line);
        }
        else
        {
            _columns[column].Add(cell);
        }
    }

    private CsvRead Assemble()
    {
        if (Rows == 0)
        {
            throw new TableException(
                "csv.empty",
                1,
                "",
                "",
                new("The file has a header and no rows.", "見出しだけで行がありません。")
            );
        }

        string[]? groups = null;
        DateOnly[]? times = null;
        var timeColumn = _layout.Time;
        var groupColumn = _layout.Group ?? (_layout.FindsGroup ? PanelColumn.Of(_header, _columns, _layout) : null);
        var columns = new List<Column>();
        var dates = new List<Column>();
        Column? segment = null;
        for (var i = 0; i < _header.Count; i++)
        {
            var (name, cells) = (_header[i], _columns[i]);
            if (name == _layout.Label || name == _layout.Weight)
            {
                continue;
            }

            if (name == groupColumn)
            {
                groups = cells.Texts();
            }
            else if (name == _layout.Segment)
            {
                segment = cells.Build(name);
            }
            else if (DaysOf(cells) is { } days)
            {
                if (name == _layout.Time || timeColumn is null && days.Length > 1)
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
            _columns[i] = new CsvColumn(keepsText: false);
        }

        var labels = _layout.Label is null ? null : _labels.ToArray();
        var weights = _layout.Weight is null ? null : _weights.ToArray();
        return new CsvRead(new Table(columns, labels, groups, times, weights, Rows), timeColumn, groupColumn, _header)
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

    /// <summary>Refuses names that are empty or stand twice, and roles of columns that are not there.</summary>
    private static void Check(IReadOnlyList<string> header, CsvLayout layout, long line)
    {
        if (header.Count > CsvTable.MaxColumns)
        {
            throw new TableException(
                "csv.columns",
                line,
                "",
                $"{header.Count}",
                new(
                    $"More than {CsvTable.MaxColumns} columns: leave out those that are not needed.",
                    $"列が {CsvTable.MaxColumns} を超えています。不要な列を除いてください。"
                )
            );
        }

        var twice = header
            .GroupBy(name => name, StringComparer.Ordinal)
            .FirstOrDefault(names => names.Key.Length == 0 || names.Count() > 1);
        if (twice is not null)
        {
            var place = header.Count - header.Reverse().TakeWhile(name => name != twice.Key).Count();
            throw new TableException(
                "csv.header",
                line,
                twice.Key,
                twice.Key,
                new(
                    $"The name of column {place} is empty or stands twice: name each column once.",
                    $"{place} 列目の列名が空か重複しています。列名は一意にしてください。"
                )
            );
        }

        foreach (var name in new[] { layout.Label, layout.Time, layout.Group, layout.Weight })
        {
            if (name is not null && !header.Contains(name, StringComparer.Ordinal))
            {
                throw new UnknownColumnException(name, header);
            }
        }
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
}
