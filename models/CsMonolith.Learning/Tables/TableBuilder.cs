using System.Runtime.InteropServices;

namespace CsMonolith.Learning.Tables;

/// <summary>One cell of a row that is being added: a number, a level, or nothing.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Cell
{
    private Cell(float number, string? level) => (Number, Level) = (number, level);

    /// <summary>An empty cell, of either kind.</summary>
    public static Cell Missing { get; } = new(float.NaN, null);

    internal float Number { get; }

    internal string? Level { get; }

    /// <summary>A number; NaN and infinities are missing.</summary>
    public static implicit operator Cell(double number) => new((float)number, null);

    /// <summary>A number, or missing.</summary>
    public static implicit operator Cell(double? number) => new((float)(number ?? double.NaN), null);

    /// <summary>A level, or missing if null or empty.</summary>
    public static implicit operator Cell(string? level) => new(float.NaN, string.IsNullOrEmpty(level) ? null : level);

    /// <summary>A flag as 0 or 1.</summary>
    public static implicit operator Cell(bool flag) => new(flag ? 1 : 0, null);

    /// <inheritdoc cref="op_Implicit(double)"/>
    public static Cell FromDouble(double number) => number;

    /// <inheritdoc cref="op_Implicit(string)"/>
    public static Cell FromString(string? level) => level;

    /// <inheritdoc cref="op_Implicit(bool)"/>
    public static Cell FromBoolean(bool flag) => flag;
}

/// <summary>Builds a <see cref="Table"/> row by row: first the columns, then the rows.</summary>
/// <example><code>
/// var builder = new TableBuilder().Numeric("logins").Category("tier");
/// builder.Add([12.0, "gold"], label: true, group: "customer-7", time: new DateOnly(2026, 1, 31));
/// var table = builder.Build();
/// </code></example>
public sealed class TableBuilder
{
    private readonly List<Pending> _columns = [];
    private readonly List<bool> _labels = [];
    private readonly List<string> _groups = [];
    private readonly List<DateOnly> _times = [];
    private readonly List<double> _weights = [];
    private int _rows;

    /// <summary>Declares a numeric column.</summary>
    public TableBuilder Numeric(string name) => Declare(name, ColumnKind.Numeric);

    /// <summary>Declares a category column.</summary>
    public TableBuilder Category(string name) => Declare(name, ColumnKind.Category);

    /// <summary>Adds a row. Label, group, time and weight are each given for all rows or for none.</summary>
    /// <param name="cells">Shape (columns,), in the order of declaration.</param>
    /// <param name="label">Whether the outcome came about; null for rows to score.</param>
    /// <param name="group">Whose row it is.</param>
    /// <param name="time">The day as of which the row was known.</param>
    /// <param name="weight">How many rows it counts for, above 0; see <see cref="Table.Weights"/>.</param>
    /// <exception cref="ArgumentException">
    /// The number of cells is not that of the columns, or a level stands in a numeric column.
    /// </exception>
    public TableBuilder Add(
        ReadOnlySpan<Cell> cells,
        bool? label = null,
        string? group = null,
        DateOnly? time = null,
        double? weight = null
    )
    {
        if (cells.Length != _columns.Count)
        {
            throw new ArgumentException($"A row of {cells.Length} cells for {_columns.Count} columns.", nameof(cells));
        }

        for (var i = 0; i < cells.Length; i++)
        {
            _columns[i].Add(cells[i]);
        }

        Append(_labels, label);
        Append(_groups, group);
        Append(_times, time);
        Append(_weights, weight);
        _rows++;
        return this;
    }

    /// <summary>The table of all rows added so far.</summary>
    /// <exception cref="InvalidOperationException">
    /// Some rows have a label, group, time or weight and others have none.
    /// </exception>
    public Table Build() =>
        new(
            [.. _columns.Select(column => column.Build())],
            Complete(_labels, "label"),
            Complete(_groups, "group"),
            Complete(_times, "time"),
            Complete(_weights, "weight"),
            _rows
        );

    private TableBuilder Declare(string name, ColumnKind kind)
    {
        if (_rows > 0)
        {
            throw new InvalidOperationException("Columns are declared before the first row.");
        }

        _columns.Add(new Pending(name, kind));
        return this;
    }

    private static void Append<T>(List<T> all, T? one)
        where T : struct
    {
        if (one is { } given)
        {
            all.Add(given);
        }
    }

    private static void Append(List<string> all, string? one)
    {
        if (one is not null)
        {
            all.Add(one);
        }
    }

    private T[]? Complete<T>(List<T> given, string what)
    {
        if (given.Count == 0 && _rows > 0)
        {
            return null;
        }

        return given.Count == _rows
            ? [.. given]
            : throw new InvalidOperationException(
                $"{given.Count} of {_rows} rows have a {what}: give it for all or for none."
            );
    }

    private sealed class Pending(string name, ColumnKind kind)
    {
        private readonly List<float> _numbers = [];
        private readonly List<int> _codes = [];
        private readonly List<string> _levels = [];
        private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);

        public void Add(Cell cell)
        {
            if (kind == ColumnKind.Numeric)
            {
                if (cell.Level is not null)
                {
                    throw new ArgumentException(
                        $"The numeric column '{name}' was given the text '{cell.Level}'.",
                        nameof(cell)
                    );
                }

                _numbers.Add(cell.Number);
                return;
            }

            var level =
                cell.Level
                ?? (
                    float.IsNaN(cell.Number)
                        ? null
                        : cell.Number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)
                );
            _codes.Add(level is null ? Column.Missing : CodeOf(level));
        }

        public Column Build() =>
            kind == ColumnKind.Numeric
                ? Column.Numeric(name, CollectionsMarshal.AsSpan(_numbers))
                : Column.Category(name, CollectionsMarshal.AsSpan(_codes), _levels);

        private int CodeOf(string level)
        {
            if (!_codeOf.TryGetValue(level, out var code))
            {
                code = _levels.Count;
                _codeOf.Add(level, code);
                _levels.Add(level);
            }

            return code;
        }
    }
}
