namespace CsMonolith.Learning.MlNet.Reference;

/// <summary>A factor's lower and upper quartile among training rows, and the row's cells changed to either.</summary>
/// <remarks>
/// Levels of a category are put in the order of their share of outcomes, so that it has quartiles too; empty and unseen
/// cells do not count. Where both quartiles are one value, as in a flag that few rows bear, the 5th and 95th percentile
/// stand for them.
/// </remarks>
internal sealed class QuartileStep
{
    private readonly Column _column;
    private readonly float[] _ascending;

    /// <param name="aligned">All training rows, labelled, in the form of their schema.</param>
    /// <param name="feature">Index of the feature.</param>
    public QuartileStep(Table aligned, int feature)
    {
        _column = aligned.Columns[feature];
        _ascending =
            _column.Kind == ColumnKind.Numeric
                ? [.. _column.Numbers.ToArray().Where(number => !float.IsNaN(number)).Order()]
                : ByShare(_column, aligned.Labels);
        (Lower, Upper) = (Quantile(0.25), Quantile(0.75));
        if (Lower == Upper)
        {
            (Lower, Upper) = (Quantile(0.05), Quantile(0.95));
        }
    }

    /// <summary>A number, or the code of a level.</summary>
    public float Lower { get; }

    /// <inheritdoc cref="Lower"/>
    public float Upper { get; }

    /// <summary>Whether the factor has two values to compare.</summary>
    public bool Moves => Lower != Upper;

    /// <summary>The value as a person would write it.</summary>
    public string Text(float value) => ColumnOf(value, rows: 1).Text(0);

    /// <summary>The rows with every cell of the factor set to a value.</summary>
    public Table Set(Table rows, float value) =>
        new([.. rows.Columns.Select(column => column.Name == _column.Name ? ColumnOf(value, rows.Rows) : column)]);

    private Column ColumnOf(float value, int rows) =>
        _column.Kind == ColumnKind.Numeric
            ? Column.Numeric(_column.Name, [.. Enumerable.Repeat(value, rows)])
            : Column.Category(_column.Name, [.. Enumerable.Repeat((int)value, rows)], _column.Levels);

    private float Quantile(double share) =>
        _ascending.Length == 0 ? 0 : _ascending[(int)Math.Min(share * _ascending.Length, _ascending.Length - 1)];

    // The codes of all rows, those of the level with the lowest share of outcomes first.
    private static float[] ByShare(Column column, ReadOnlySpan<bool> labels)
    {
        var (rows, outcomes) = (new int[column.Levels.Count], new int[column.Levels.Count]);
        for (var row = 0; row < column.Rows; row++)
        {
            if (column.Codes[row] >= 0)
            {
                rows[column.Codes[row]]++;
                outcomes[column.Codes[row]] += labels[row] ? 1 : 0;
            }
        }

        return
        [
            .. Enumerable
                .Range(0, rows.Length)
                .Where(code => rows[code] > 0)
                .OrderBy(code => (double)outcomes[code] / rows[code])
                .ThenBy(code => column.Levels[code], StringComparer.Ordinal)
                .SelectMany(code => Enumerable.Repeat((float)code, rows[code])),
        ];
    }
}
