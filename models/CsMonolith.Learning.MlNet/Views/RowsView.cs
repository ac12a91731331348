using Microsoft.ML;
using Microsoft.ML.Data;

namespace CsMonolith.Learning.MlNet.Views;

/// <summary>A column of a <see cref="RowsView"/>: reads a value where its rows already are.</summary>
/// <param name="Name">Unique within the view.</param>
/// <param name="Type">ML.NET's type of a value.</param>
/// <param name="Getter">Makes the delegate that ML.NET reads with, of something that tells the row to read.</param>
internal sealed record ViewColumn(string Name, DataViewType Type, Func<Func<int>, Delegate> Getter)
{
    public static ViewColumn Number(string name, Func<int, float> read) =>
        new(name, NumberDataViewType.Single, at => (ValueGetter<float>)((ref float into) => into = read(at())));

    public static ViewColumn Flag(string name, Func<int, bool> read) =>
        new(name, BooleanDataViewType.Instance, at => (ValueGetter<bool>)((ref bool into) => into = read(at())));

    public static ViewColumn Text(string name, Func<int, string> read) =>
        new(
            name,
            TextDataViewType.Instance,
            at => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> into) => into = read(at()).AsMemory())
        );

    /// <param name="name">Unique within the view.</param>
    /// <param name="length">Numbers in each vector.</param>
    /// <param name="fill">Fills the vector of a row.</param>
    public static ViewColumn Vector(string name, int length, Action<int, Span<float>> fill) =>
        new(
            name,
            new VectorDataViewType(NumberDataViewType.Single, length),
            at =>
                (ValueGetter<VBuffer<float>>)(
                    (ref VBuffer<float> into) =>
                    {
                        var editor = VBufferEditor.Create(ref into, length);
                        fill(at(), editor.Values);
                        into = editor.Commit();
                    }
                )
        );
}

/// <summary>
/// Rows as ML.NET reads them, without a copy: a value is made when a cursor asks for it. Rows come in one order.
/// </summary>
/// <param name="rows">Number of rows.</param>
/// <param name="columns">What a row holds.</param>
internal sealed class RowsView(int rows, IReadOnlyList<ViewColumn> columns) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema { get; } = SchemaOf(columns);

    public long? GetRowCount() => rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(rows, columns, Schema);

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded,
        int n,
        Random? rand = null
    ) => [GetRowCursor(columnsNeeded, rand)];

    private static DataViewSchema SchemaOf(IReadOnlyList<ViewColumn> columns)
    {
        var schema = new DataViewSchema.Builder();
        foreach (var column in columns)
        {
            schema.AddColumn(column.Name, column.Type);
        }

        return schema.ToSchema();
    }

    private sealed class Cursor(int rows, IReadOnlyList<ViewColumn> columns, DataViewSchema schema) : DataViewRowCursor
    {
        private int _at = -1;

        public override DataViewSchema Schema => schema;

        public override long Position => _at < rows ? _at : -1;

        public override long Batch => 0;

        public override bool MoveNext() => _at < rows && ++_at < rows;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId id) => id = new DataViewRowId((ulong)_at, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            (ValueGetter<TValue>)columns[column.Index].Getter(() => _at);
    }
}
