using System.Globalization;

namespace CsMonolith.Learning.Tables;

/// <summary>
/// Collects the cells of a file, CSV or Parquet, and makes the table of them by the rules of <see cref="CsvTable"/>.
/// </summary>
internal sealed class TableGathering
{
    private readonly IReadOnlyList<string> _header;
    private readonly CsvLayout _layout;
    private readonly CsvColumn[] _columns;
    private readonly (int Label, int Time, int Weight) _places;
    private readonly OutcomeColumn? _outcomes;
    private readonly bool[] _isLeftOut;
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
        _columns =
        [
            .. header.Select(name => new CsvColumn(
                name == layout.Group || keptAsText.Contains(name),
                knowsMissing: name != layout.Group
            )),
        ];
        _places = (PlaceOf(layout.Label), PlaceOf(layout.Time), PlaceOf(layout.Weight));
        _outcomes = layout.Label is null ? null : new OutcomeColumn(layout.Label, layout.Positive);
        _isLeftOut = [.. header.Select(layout.LeavesOut)];

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
            var mark = gathered.Mark;
            string[] regretted =
            [
                .. gathered._header.Where(
                    (_, i) =>
                        gathered._columns[i].MustReadAgain
                        || mark == DecimalMark.Comma
                            && gathered._columns[i] is { HasLetGo: true, PointsMayPartThousands: true }
                ),
            ];
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
            _outcomes!.Add(cell, line);
        }
        else if (column == _places.Weight)
        {
            _weights.Add(WeightOf(_header[column], cell, line));
        }
        else if (column == _places.Time && Days.Of(cell) is null)
        {
            throw NotADate(_header[column], cell.ToString(), line);
        }
        else if (!_isLeftOut[column])
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

        var groupColumn = _layout.Group ?? (_layout.FindsGroup ? PanelColumn.Of(_header, _columns, _layout) : null);
        var mark = Mark;
        var (timeColumn, times) = OwnDays(groupColumn);
        var readings = new List<Reading>();
        if (_layout.Time is null && timeColumn is not null)
        {
            readings.Add(Reading.OwnDay(timeColumn));
        }
        else if (_layout.Time is { } named && Days.IsStart(named))
        {
            readings.Add(Reading.StartAsOwnDay(named));
        }

        string[]? groups = null;
        var columns = new List<Column>();
        var dates = new List<Column>();
        Column? segment = null;
        for (var i = 0; i < _header.Count; i++)
        {
            var (name, cells) = (_header[i], _columns[i]);
            if (i == _places.Label || i == _places.Weight || name == timeColumn || IsLeftOut(i))
            {
                continue;
            }

            if (name == groupColumn)
            {
                groups = cells.Texts();
            }
            else if (name == _layout.Segment)
            {
                segment = cells.Build(name).Column;
            }
            else if (Days.IsStart(name) && Days.Filled(cells) is { } starts)
            {
                columns.AddRange(Tenure(name, cells, starts, times, readings));
                dates.AddRange(Days.All(cells) is null ? [] : [cells.Build(name).Column]);
            }
            else if (Days.All(cells) is not null)
            {
                dates.Add(cells.Build(name).Column);
            }
            else
            {
                var (column, number) = cells.Build(name, mark);
                columns.Add(column);
                readings.AddRange(number is null ? [] : [Reading.Number(name, number)]);
            }

            readings.AddRange(cells.Missing.Count == 0 ? [] : [Reading.Missing(name, cells.Missing)]);
            // The cells are in the table now, or not needed.
            _columns[i] = new CsvColumn(keepsText: false);
        }

        var (labels, outcome) = _outcomes?.Labels() ?? default;
        var weights = _layout.Weight is null ? null : _weights.ToArray();
        return new CsvRead(new Table(columns, labels, groups, times, weights, Rows), timeColumn, groupColumn, _header)
        {
            Dates = dates,
            Segment = segment,
            Readings = outcome is null ? readings : [outcome, .. readings],
        };
    }

    /// <summary>The decimal mark of the file: a point, unless a column can only be read with a comma.</summary>
    private DecimalMark Mark =>
        Enumerable
            .Range(0, _columns.Length)
            .Any(i => !IsLeftOut(i) && _columns[i].Marks().ToList() is [DecimalMark.Comma])
            ? DecimalMark.Comma
            : DecimalMark.Point;

    // The column that says as of which day each row was known: the one that is named, or the first of days that no
    // name calls a beginning.
    private (string? Column, DateOnly[]? Days) OwnDays(string? groupColumn)
    {
        for (var i = 0; i < _header.Count; i++)
        {
            var name = _header[i];
            var mayBe = _layout.Time is null
                ? i != _places.Label
                    && i != _places.Weight
                    && name != groupColumn
                    && name != _layout.Segment
                    && !IsLeftOut(i)
                    && !Days.IsStart(name)
                : name == _layout.Time;
            if (mayBe && Days.All(_columns[i]) is { } days && (_layout.Time is not null || days.Length > 1))
            {
                return (name, [.. _columns[i].Codes.Select(code => days[code])]);
            }
        }

        return (null, null);
    }

    // A start says how long somebody has been a customer, counted to the row's own day or, without one, to the day that
    // is named or the latest of the file.
    private IEnumerable<Column> Tenure(
        string name,
        CsvColumn cells,
        DateOnly[] starts,
        DateOnly[]? times,
        List<Reading> readings
    )
    {
        var tenure = $"days_since_{name}";
        if (_header.Contains(tenure, StringComparer.Ordinal))
        {
            return [];
        }

        var latest = _layout.AsOf ?? starts.Max();
        readings.Add(Reading.Tenure(name, tenure, times is null ? latest : null, isNamed: _layout.AsOf is not null));
        return [Column.Numeric(tenure, Days.Since(cells, starts, row => times is null ? latest : times[row]))];
    }

    private bool IsLeftOut(int column) => _isLeftOut[column];

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

        string?[] roles = [layout.Label, layout.Time, layout.Group, layout.Weight];
        foreach (var name in roles.Concat(layout.Exclude).Concat(layout.Only))
        {
            if (name is not null && !header.Contains(name, StringComparer.Ordinal))
            {
                throw new UnknownColumnException(name, header);
            }
        }
    }

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
