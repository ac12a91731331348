using CsMonolith.Learning.MlNet.Views;
using Microsoft.ML;

namespace CsMonolith.Learning.MlNet.Encoding;

/// <summary>
/// Labelled rows of a table as a trainer of ML.NET reads them: encoded one by one, never copied as a whole.
/// </summary>
internal static class EncodedRows
{
    public const string Features = "Features";
    public const string Label = "Label";
    public const string Weight = "Weight";

    /// <summary>The rows in the order given.</summary>
    /// <param name="aligned">Labelled rows in the form of their schema.</param>
    /// <param name="rows">The rows to show.</param>
    /// <param name="encoding">How cells become numbers.</param>
    public static IDataView Of(Table aligned, int[] rows, SlotEncoding encoding)
    {
        var columns = encoding.ColumnsOf(aligned);
        return new RowsView(
            rows.Length,
            [
                ViewColumn.Vector(Features, columns.Length, (at, into) => encoding.Fill(columns, rows[at], into)),
                ViewColumn.Flag(Label, at => aligned.Labels[rows[at]]),
                ViewColumn.Number(Weight, at => aligned.Weights.Length > 0 ? (float)aligned.Weights[rows[at]] : 1),
            ]
        );
    }
}
