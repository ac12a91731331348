using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CsMonolith.Learning.MlNet.Pipelines;

/// <summary>Which columns of an ML.NET view are features, and how their values become cells.</summary>
/// <remarks>
/// Numbers and flags become numbers, texts become categories, a vector of numbers becomes a feature for each of its
/// slots, named by slot or by place. NaN and empty text are missing.
/// </remarks>
internal sealed class InputColumns
{
    private readonly Input[] _inputs;

    private InputColumns(Input[] inputs) => _inputs = inputs;

    /// <summary>Names of the view's columns that are read.</summary>
    public IReadOnlyList<string> Names => [.. _inputs.Select(input => input.Name)];

    /// <summary>Takes the named columns, or all that can be read but the left out ones.</summary>
    /// <exception cref="ArgumentException">
    /// A named column is absent or of a type that cannot be read; or there is none at all.
    /// </exception>
    public static InputColumns Of(DataViewSchema schema, IReadOnlyList<string>? names, IReadOnlyList<string> leftOut)
    {
        var columns = names is null
            ? schema.Where(column => !column.IsHidden && !leftOut.Contains(column.Name) && CanRead(column.Type))
            : names.Select(name =>
                schema.GetColumnOrNull(name) is { } column && CanRead(column.Type)
                    ? column
                    : throw new ArgumentException(
                        $"The column '{name}' is absent, or is neither number, flag, text nor vector of numbers.",
                        nameof(names)
                    )
            );
        Input[] inputs = [.. columns.Select(Input.Of)];
        return inputs.Length > 0
            ? new InputColumns(inputs)
            : throw new ArgumentException("No column can be read as a feature.", nameof(schema));
    }

    /// <summary>Reads all rows of a view, or those that a cursor still has up to a number.</summary>
    public Table Read(DataViewRow row, Func<bool> next, Func<bool>? label = null, Func<string>? group = null)
    {
        var builder = new TableBuilder();
        foreach (var feature in _inputs.SelectMany(input => input.Features))
        {
            _ = feature.Kind == ColumnKind.Numeric ? builder.Numeric(feature.Name) : builder.Category(feature.Name);
        }

        var readers = Array.ConvertAll(_inputs, input => input.ReaderOf(row));
        var cells = new List<Cell>();
        while (next())
        {
            cells.Clear();
            foreach (var reader in readers)
            {
                reader(cells);
            }

            builder.Add([.. cells], label?.Invoke(), group?.Invoke());
        }

        return builder.Build();
    }

    private static bool CanRead(DataViewType type) =>
        type is TextDataViewType or BooleanDataViewType or NumberDataViewType
        || type is VectorDataViewType { IsKnownSize: true, ItemType: var item } && item == NumberDataViewType.Single;

    private sealed record Input(string Name, Feature[] Features)
    {
        public static Input Of(DataViewSchema.Column column) =>
            new(
                column.Name,
                column.Type is VectorDataViewType vector
                    ? [.. SlotNames(column, vector.Size).Select(slot => new Feature(slot, ColumnKind.Numeric, []))]
                    :
                    [
                        new Feature(
                            column.Name,
                            column.Type is TextDataViewType ? ColumnKind.Category : ColumnKind.Numeric,
                            []
                        ),
                    ]
            );

        /// <summary>Adds the cells of the row that <paramref name="row"/> stands at.</summary>
        public Action<List<Cell>> ReaderOf(DataViewRow row)
        {
            var column =
                row.Schema.GetColumnOrNull(Name)
                ?? throw new ArgumentException($"The column '{Name}', which the model needs, is absent.", nameof(row));
            return column.Type switch
            {
                TextDataViewType => Reader<ReadOnlyMemory<char>>(row, column, text => text.ToString()),
                BooleanDataViewType => Reader<bool>(row, column, flag => flag),
                VectorDataViewType => VectorReader(row, column),
                var type when type.RawType == typeof(float) => Reader<float>(row, column, number => (double)number),
                var type when type.RawType == typeof(double) => Reader<double>(row, column, number => number),
                var type when type.RawType == typeof(int) => Reader<int>(row, column, number => (double)number),
                var type when type.RawType == typeof(long) => Reader<long>(row, column, number => (double)number),
                var type when type.RawType == typeof(short) => Reader<short>(row, column, number => (double)number),
                var type when type.RawType == typeof(sbyte) => Reader<sbyte>(row, column, number => (double)number),
                var type when type.RawType == typeof(byte) => Reader<byte>(row, column, number => (double)number),
                var type when type.RawType == typeof(ushort) => Reader<ushort>(row, column, number => (double)number),
                var type when type.RawType == typeof(uint) => Reader<uint>(row, column, number => (double)number),
                _ => Reader<ulong>(row, column, number => (double)number),
            };
        }

        private static Action<List<Cell>> Reader<T>(DataViewRow row, DataViewSchema.Column column, Func<T, Cell> cellOf)
        {
            var (read, value) = (row.GetGetter<T>(column), default(T)!);
            return into =>
            {
                read(ref value);
                into.Add(cellOf(value));
            };
        }

        private static Action<List<Cell>> VectorReader(DataViewRow row, DataViewSchema.Column column)
        {
            var (read, value) = (row.GetGetter<VBuffer<float>>(column), default(VBuffer<float>));
            return into =>
            {
                read(ref value);
                foreach (var (_, number) in value.Items(all: true))
                {
                    into.Add((double)number);
                }
            };
        }

        private static string[] SlotNames(DataViewSchema.Column column, int size)
        {
            var names = default(VBuffer<ReadOnlyMemory<char>>);
            if (column.HasSlotNames())
            {
                column.GetSlotNames(ref names);
            }

            var said = names.DenseValues().Select(name => name.ToString()).ToArray();
            return
            [
                .. Enumerable
                    .Range(0, size)
                    .Select(slot =>
                        $"{column.Name}.{(slot < said.Length && said[slot].Length > 0 ? said[slot] : slot.ToString(CultureInfo.InvariantCulture))}"
                    ),
            ];
        }
    }
}
