using Microsoft.ML;
using Microsoft.ML.Data;

namespace CsMonolith.Learning.MlNet.Pipelines;

/// <summary>What to learn in an ML.NET pipeline.</summary>
/// <param name="Label">Column of type bool that holds the outcome.</param>
/// <param name="Features">Columns to learn from; null for all that can be read but label and group.</param>
/// <param name="Group">
/// Text column that says whose row it is: nobody is on both sides of a fold. Null if rows are independent.
/// </param>
public sealed record EstimatorColumns(
    string Label = "Label",
    IReadOnlyList<string>? Features = null,
    string? Group = null
);

/// <summary>
/// Our automatic trainer as a step of ML.NET pipelines: <c>Append</c>, <c>Fit</c>, <c>Evaluate</c>,
/// <c>CrossValidate</c>.
/// </summary>
/// <remarks>
/// No column needs to be encoded, filled or scaled before. The step adds <c>Score</c> (log-odds), <c>Probability</c>
/// (calibrated) and <c>PredictedLabel</c>, the columns that ML.NET's binary evaluator reads.
/// </remarks>
public sealed class LearningEstimator : IEstimator<LearningTransformer>
{
    private readonly EstimatorColumns _columns;
    private readonly TrainingSettings _settings;
    private readonly IReadOnlyList<ITrainer> _learners;

    /// <param name="columns">Names of the columns; null for <c>Label</c> and all others.</param>
    /// <param name="settings">Seed and threads; null for the defaults.</param>
    /// <param name="learners">Learners to choose among; null for the library's own.</param>
    public LearningEstimator(
        EstimatorColumns? columns = null,
        TrainingSettings? settings = null,
        IReadOnlyList<ITrainer>? learners = null
    )
    {
        _columns = columns ?? new EstimatorColumns();
        _settings = settings ?? new TrainingSettings();
        _learners = learners ?? AutoTrainer.Learners;
    }

    /// <summary>Reads the rows and trains on them.</summary>
    /// <exception cref="ArgumentException">
    /// A named column is absent or of a type that cannot be read, or there is no row.
    /// </exception>
    public LearningTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        string[] leftOut = _columns.Group is { } grouped ? [_columns.Label, grouped] : [_columns.Label];
        var inputs = InputColumns.Of(input.Schema, _columns.Features, leftOut);
        using var cursor = input.GetRowCursor(
            input.Schema.Where(column => inputs.Names.Contains(column.Name) || leftOut.Contains(column.Name))
        );
        var table = inputs.Read(
            cursor,
            cursor.MoveNext,
            Reader<bool, bool>(cursor, _columns.Label, flag => flag),
            _columns.Group is { } group
                ? Reader<ReadOnlyMemory<char>, string>(cursor, group, text => text.ToString())
                : null
        );
        return new LearningTransformer(new AutoTrainer(_learners).Train(table, _settings), inputs);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => PredictionColumns.ShapeAfter(inputSchema);

    private static Func<TOut> Reader<TIn, TOut>(DataViewRow row, string name, Func<TIn, TOut> convert)
    {
        var column =
            row.Schema.GetColumnOrNull(name) is { } found && found.Type.RawType == typeof(TIn)
                ? found
                : throw new ArgumentException(
                    $"The column '{name}' is absent or does not hold {typeof(TOut).Name}.",
                    nameof(name)
                );
        var (read, value) = (row.GetGetter<TIn>(column), default(TIn)!);
        return () =>
        {
            read(ref value);
            return convert(value);
        };
    }
}
