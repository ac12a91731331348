using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Trees;

/// <summary>Converts a table's cells to the numbers that trees compare, see <see cref="Tree"/>.</summary>
internal static class TreeInputs
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

    /// <summary>Consecutive rows of one column.</summary>
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

    /// <summary>Position of a category's code: 0 missing, 1 unseen, 2 + code else; the same as its bin.</summary>
    public static int PlaceOf(int code) =>
        code >= 0 ? code + 2
        : code == Column.Missing ? 0
        : 1;
}
