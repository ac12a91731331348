using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Trees;

/// <summary>Reads a table's cells in the form in which trees ask for them, see <see cref="Tree"/>.</summary>
internal static class Cells
{
    /// <summary>One row: shape (features,). O(features), no allocation.</summary>
    public static void OfRow(Table aligned, int row, Span<float> into)
    {
        for (var feature = 0; feature < into.Length; feature++)
        {
            var column = aligned.Columns[feature];
            into[feature] = column.Kind == ColumnKind.Numeric ? column.Numbers[row] : PlaceOf(column.Codes[row]);
        }
    }

    /// <summary>Some rows of one column, in order.</summary>
    public static void OfColumn(Column column, int from, Span<float> into)
    {
        if (column.Kind == ColumnKind.Numeric)
        {
            column.Numbers.Slice(from, into.Length).CopyTo(into);
            return;
        }

        var codes = column.Codes.Slice(from, into.Length);
        for (var i = 0; i < codes.Length; i++)
        {
            into[i] = PlaceOf(codes[i]);
        }
    }

    /// <summary>Place of a category's code; the same as its bin.</summary>
    public static int PlaceOf(int code) =>
        code >= 0 ? code + 2
        : code == Column.Missing ? 0
        : 1;
}
