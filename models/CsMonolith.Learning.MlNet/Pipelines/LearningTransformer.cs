using Microsoft.ML;
using Microsoft.ML.Data;

namespace CsMonolith.Learning.MlNet.Pipelines;

/// <summary>
/// A trained model as a step of ML.NET pipelines; adds <c>Score</c>, <c>Probability</c> and <c>PredictedLabel</c> to
/// each row.
/// </summary>
public sealed class LearningTransformer : ITransformer
{
    private readonly InputColumns _inputs;

    internal LearningTransformer(TrainedModel trained, InputColumns inputs) => (Trained, _inputs) = (trained, inputs);

    /// <summary>The model with its evidence: explain, keep or export it as any other.</summary>
    public TrainedModel Trained { get; }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => PredictionColumns.After(inputSchema);

    /// <summary>The rows with predictions. Lazy: blocks of rows are scored when a cursor comes to them.</summary>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new PredictedView(input, this);
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new RowMapper(inputSchema, this);

    /// <summary>Not possible: a program without this library could not load it.</summary>
    /// <exception cref="NotSupportedException">
    /// Always; <see cref="Export.MlNetZip"/> makes a file that any ML.NET program loads.
    /// </exception>
    public void Save(ModelSaveContext ctx) =>
        throw new NotSupportedException(
            "A pipeline with this step cannot be saved by ML.NET; write the model with MlNetZip, which any ML.NET program loads."
        );

    private double[] LogOdds(DataViewRow row, Func<bool> next) =>
        _inputs.Read(row, next) is { Rows: > 0 } table ? Trained.Model.Score(table).LogOdds : [];

    private IEnumerable<DataViewSchema.Column> Needed(DataViewSchema schema) =>
        schema.Where(column => !column.IsHidden && _inputs.Names.Contains(column.Name));

    /// <summary>One row at a time, as <c>PredictionEngine</c> asks.</summary>
    private sealed class RowMapper(DataViewSchema input, LearningTransformer transformer) : IRowToRowMapper
    {
        public DataViewSchema InputSchema => input;

        public DataViewSchema OutputSchema { get; } = PredictionColumns.After(input);

        public IEnumerable<DataViewSchema.Column> GetDependencies(
            IEnumerable<DataViewSchema.Column> dependingColumns
        ) => dependingColumns.Any(column => column.Index >= input.Count) ? input : dependingColumns;

        public DataViewRow GetRow(DataViewRow row, IEnumerable<DataViewSchema.Column> activeColumns) =>
            new PredictedRow(row, OutputSchema, transformer);
    }

    private sealed class PredictedRow(DataViewRow row, DataViewSchema schema, LearningTransformer transformer)
        : DataViewRow
    {
        private long _scored = -1;
        private double _logOdds;

        public override DataViewSchema Schema => schema;

        public override long Position => row.Position;

        public override long Batch => row.Batch;

        public override bool IsColumnActive(DataViewSchema.Column column) =>
            column.Index >= row.Schema.Count || row.IsColumnActive(row.Schema[column.Index]);

        public override ValueGetter<DataViewRowId> GetIdGetter() => row.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            column.Index < row.Schema.Count
                ? row.GetGetter<TValue>(row.Schema[column.Index])
                : PredictionColumns.Getter<TValue>(column.Name, LogOdds);

        // The three added columns of a row are asked for one after another: the row is scored once.
        private double LogOdds()
        {
            if (_scored != row.Position)
            {
                var more = true;
                (_logOdds, _scored) = (transformer.LogOdds(row, () => more && !(more = false))[0], row.Position);
            }

            return _logOdds;
        }
    }

    private sealed class PredictedView(IDataView input, LearningTransformer transformer) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema { get; } = PredictionColumns.After(input.Schema);

        public long? GetRowCount() => input.GetRowCount();

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        {
            var (kept, predicts) = (new List<DataViewSchema.Column>(), false);
            foreach (var column in columnsNeeded)
            {
                if (column.Index < input.Schema.Count)
                {
                    kept.Add(input.Schema[column.Index]);
                }
                else
                {
                    predicts = true;
                }
            }

            return new Cursor(
                input.GetRowCursor(kept),
                predicts ? input.GetRowCursor(transformer.Needed(input.Schema)) : null,
                Schema,
                transformer
            );
        }

        public DataViewRowCursor[] GetRowCursorSet(
            IEnumerable<DataViewSchema.Column> columnsNeeded,
            int n,
            Random? rand = null
        ) => [GetRowCursor(columnsNeeded, rand)];
    }

    /// <summary>
    /// Two cursors over the same rows in the same order: one shows the row, the other runs ahead and scores a block at
    /// once.
    /// </summary>
    private sealed class Cursor(
        DataViewRowCursor shown,
        DataViewRowCursor? ahead,
        DataViewSchema schema,
        LearningTransformer transformer
    ) : DataViewRowCursor
    {
        private const int Block = 1_024;

        private double[] _block = [];
        private int _at = -1;

        public override DataViewSchema Schema => schema;

        public override long Position => shown.Position;

        public override long Batch => shown.Batch;

        public override bool MoveNext()
        {
            if (!shown.MoveNext())
            {
                return false;
            }

            if (ahead is not null && ++_at >= _block.Length)
            {
                var read = 0;
                (_block, _at) = (transformer.LogOdds(ahead, () => read++ < Block && ahead.MoveNext()), 0);
            }

            return true;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) =>
            column.Index < shown.Schema.Count ? shown.IsColumnActive(shown.Schema[column.Index]) : ahead is not null;

        public override ValueGetter<DataViewRowId> GetIdGetter() => shown.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            column.Index < shown.Schema.Count
                ? shown.GetGetter<TValue>(shown.Schema[column.Index])
                : PredictionColumns.Getter<TValue>(column.Name, () => _block[_at]);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                shown.Dispose();
                ahead?.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
