namespace CsMonolith.Learning.Tables;

/// <summary>
/// Rows to learn from or to score: feature columns, and optionally a label, a group, a time and a weight for each row.
/// Immutable.
/// </summary>
public sealed class Table
{
    private readonly bool[]? _labels;
    private readonly string[]? _groups;
    private readonly DateOnly[]? _times;
    private readonly double[]? _weights;

    /// <summary>Binds columns of equal length; made by <see cref="TableBuilder"/> and <see cref="CsvTable"/>.</summary>
    /// <param name="columns">The feature columns.</param>
    /// <param name="labels">Shape (rows,), or null.</param>
    /// <param name="groups">Shape (rows,), or null.</param>
    /// <param name="times">Shape (rows,), or null.</param>
    /// <param name="weights">Shape (rows,), or null.</param>
    /// <param name="rows">Number of rows; a table without columns cannot tell it otherwise.</param>
    /// <exception cref="ArgumentException">
    /// Lengths differ, two columns bear one name, or a weight is not a finite number above 0.
    /// </exception>
    public Table(
        IReadOnlyList<Column> columns,
        bool[]? labels = null,
        string[]? groups = null,
        DateOnly[]? times = null,
        double[]? weights = null,
        int? rows = null
    )
    {
        ArgumentNullException.ThrowIfNull(columns);
        Rows = rows ?? (columns.Count > 0 ? columns[0].Rows : labels?.Length ?? groups?.Length ?? times?.Length ?? 0);
        if (
            columns.Any(column => column.Rows != Rows)
            || (labels ?? []).Length is var n && labels is not null && n != Rows
            || groups is not null && groups.Length != Rows
            || times is not null && times.Length != Rows
            || weights is not null && weights.Length != Rows
        )
        {
            throw new ArgumentException(
                "All columns, labels, groups, times and weights must have the same number of rows.",
                nameof(columns)
            );
        }

        if (weights is not null && Array.Exists(weights, weight => !(weight > 0 && double.IsFinite(weight))))
        {
            throw new ArgumentException(
                "Weights are finite and above 0: leave out the rows that should not count.",
                nameof(weights)
            );
        }

        if (columns.DistinctBy(column => column.Name, StringComparer.Ordinal).Count() != columns.Count)
        {
            throw new ArgumentException("Two columns bear the same name.", nameof(columns));
        }

        Columns = [.. columns];
        _labels = labels;
        _groups = groups;
        _times = times;
        _weights = weights;
    }

    /// <summary>The feature columns, in order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Whether each row has a known outcome.</summary>
    public bool HasLabels => _labels is not null;

    /// <summary>Shape (rows,): whether the outcome came about. Empty if unknown.</summary>
    public ReadOnlySpan<bool> Labels => _labels;

    /// <summary>
    /// Shape (rows,): whose row it is, so that nobody is on both sides of a split. Empty if not given.
    /// </summary>
    public ReadOnlySpan<string> Groups => _groups;

    /// <summary>Shape (rows,): the day as of which the row was known. Empty if not given.</summary>
    public ReadOnlySpan<DateOnly> Times => _times;

    /// <summary>
    /// Shape (rows,): how many rows each one counts for, above 0; only their ratios matter. Empty if all count alike.
    /// </summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The column of that name, or <c>null</c>.</summary>
    public Column? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);

    /// <summary>The named rows, in the order given; a row may be taken twice. O(rows × columns).</summary>
    public Table Take(ReadOnlySpan<int> rows)
    {
        var columns = new Column[Columns.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Columns[i].Take(rows);
        }

        return new Table(
            columns,
            Pick(_labels, rows),
            Pick(_groups, rows),
            Pick(_times, rows),
            Pick(_weights, rows),
            rows.Length
        );
    }

    /// <summary>The same rows without the named columns.</summary>
    public Table Without(IReadOnlyCollection<string> names) =>
        new([.. Columns.Where(column => !names.Contains(column.Name))], _labels, _groups, _times, _weights, Rows);

    /// <summary>The same rows with one column put in the place of its namesake.</summary>
    internal Table With(Column changed) =>
        new(
            [.. Columns.Select(column => column.Name == changed.Name ? changed : column)],
            _labels,
            _groups,
            _times,
            _weights,
            Rows
        );

    /// <summary>
    /// Shape (rows,): the weights scaled to a mean of 1, so that what a learner counts in rows stays in rows.
    /// </summary>
    internal double[] RowWeights()
    {
        if (_weights is null)
        {
            return [.. Enumerable.Repeat(1.0, Rows)];
        }

        var mean = _weights.Average();
        return Array.ConvertAll(_weights, weight => weight / mean);
    }

    /// <summary>The same rows with other labels.</summary>
    internal Table Labelled(bool[] labels) => new(Columns, labels, _groups, _times, _weights, Rows);

    internal Table Aligned(IReadOnlyList<Column> columns) => new(columns, _labels, _groups, _times, _weights, Rows);

    private static T[]? Pick<T>(T[]? all, ReadOnlySpan<int> rows)
    {
        if (all is null)
        {
            return null;
        }

        var picked = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            picked[i] = all[rows[i]];
        }

        return picked;
    }
}
