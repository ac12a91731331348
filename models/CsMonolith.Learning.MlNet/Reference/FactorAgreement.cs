namespace CsMonolith.Learning.MlNet.Reference;

/// <summary>Whether two learners see a factor alike.</summary>
public enum FactorVerdict
{
    /// <summary>Nothing speaks against it.</summary>
    Agreed,

    /// <summary>
    /// One says that the probability rises from the factor's lower to its upper quartile, the other that it falls.
    /// </summary>
    OppositeDirections,

    /// <summary>Among the first ten of one learner and outside the first twenty of the other.</summary>
    OtherRank,
}

/// <summary>What two learners say of one factor, on rows that neither has seen.</summary>
/// <param name="Feature">Feature's name.</param>
/// <param name="From">Lower quartile, as a person would write it; empty if the factor has no two values.</param>
/// <param name="To">Upper quartile.</param>
/// <param name="Ours">
/// Mean change of our probability when the factor goes from lower to upper quartile, with its 95% interval.
/// </param>
/// <param name="Reference">The same of the reference.</param>
/// <param name="OurRank">Place by permutation importance in our model, from 1.</param>
/// <param name="ReferenceRank">Place by permutation importance in the reference, from 1.</param>
/// <param name="Verdict">Whether they agree, and if not, in what they differ.</param>
public sealed record FactorAgreement(
    string Feature,
    string From,
    string To,
    Interval Ours,
    Interval Reference,
    int OurRank,
    int ReferenceRank,
    FactorVerdict Verdict
)
{
    private const int Leading = 10;
    private const int Following = 20;

    /// <summary>Judges a factor by its two changes and its two ranks.</summary>
    public static FactorVerdict Judge(Interval ours, Interval reference, int ourRank, int referenceRank) =>
        Sign(ours) * Sign(reference) < 0 ? FactorVerdict.OppositeDirections
        : Math.Min(ourRank, referenceRank) <= Leading && Math.Max(ourRank, referenceRank) > Following
            ? FactorVerdict.OtherRank
        : FactorVerdict.Agreed;

    /// <summary>0 where the interval holds 0.</summary>
    private static int Sign(Interval change) =>
        change.Low > 0 ? 1
        : change.High < 0 ? -1
        : 0;
}

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
