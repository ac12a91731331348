using CsMonolith.Learning.Tables;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CsMonolith.Learning.Tests.Interchange;

/// <summary>Scores rows by an exported model with ONNX Runtime, which shares no code with ours.</summary>
internal static class OnnxScorer
{
    /// <summary>Shape (rows,) of each output by its name.</summary>
    public static Dictionary<string, double[]> Score(byte[] onnx, Table table)
    {
        using var settings = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(onnx, settings);
        using var scored = session.Run([.. table.Columns.Select(Input)]);
        return scored.ToDictionary(
            output => output.Name,
            output => output.AsTensor<double>().ToArray(),
            StringComparer.Ordinal
        );
    }

    // Shape (rows, 1); a number that is missing is NaN.
    private static NamedOnnxValue Input(Column column) =>
        column.Kind == ColumnKind.Category
            ? NamedOnnxValue.CreateFromTensor(
                column.Name,
                new DenseTensor<string>(
                    Enumerable.Range(0, column.Rows).Select(column.Text).ToArray(),
                    [column.Rows, 1]
                )
            )
            : NamedOnnxValue.CreateFromTensor(
                column.Name,
                new DenseTensor<float>(column.Numbers.ToArray(), [column.Rows, 1])
            );
}
