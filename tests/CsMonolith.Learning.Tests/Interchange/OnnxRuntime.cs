using System.Diagnostics;
using System.Text.Json;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Interchange;

/// <summary>ONNX Runtime (npm onnxruntime-node) as a process that scores rows by an exported model.</summary>
internal static class OnnxRuntime
{
    private static readonly string? Folder = Find();

    /// <summary>Why exported models cannot be scored here, or <c>null</c>.</summary>
    public static string? Missing { get; } =
        Folder is null || !Directory.Exists(Path.Combine(Folder, "node_modules", "onnxruntime-node"))
            ? "ONNX Runtime is not here; tools/test fetches it with npm, or: npm --prefix tests/onnx ci "
                + "--ignore-scripts."
            : null;

    /// <summary>Shape (rows,) of each output by its name.</summary>
    public static Dictionary<string, double[]> Score(byte[] onnx, Table table)
    {
        var home = Directory.CreateTempSubdirectory("churn-onnx-").FullName;
        try
        {
            var (model, columns, scored) = (
                Path.Combine(home, "model.onnx"),
                Path.Combine(home, "columns.json"),
                Path.Combine(home, "scored.json")
            );
            File.WriteAllBytes(model, onnx);
            File.WriteAllBytes(
                columns,
                JsonSerializer.SerializeToUtf8Bytes(table.Columns.ToDictionary(column => column.Name, Cells))
            );
            Run("score.mjs", model, columns, scored);
            return JsonSerializer.Deserialize<Dictionary<string, double[]>>(File.ReadAllBytes(scored))!;
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private static Array Cells(Column column) =>
        column.Kind == ColumnKind.Category
            ? Enumerable.Range(0, column.Rows).Select(column.Text).ToArray()
            : Array.ConvertAll(column.Numbers.ToArray(), number => float.IsNaN(number) ? (float?)null : number);

    private static void Run(params string[] arguments)
    {
        using var node = Process.Start(
            new ProcessStartInfo("node", arguments)
            {
                UseShellExecute = false,
                WorkingDirectory = Folder,
                RedirectStandardError = true,
            }
        )!;
        var told = node.StandardError.ReadToEnd();
        node.WaitForExit();
        node.ExitCode.ShouldBe(0, told);
    }

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "tests", "onnx", "score.mjs")))
            {
                return Path.Combine(at.FullName, "tests", "onnx");
            }
        }

        return null;
    }
}

/// <summary>A test that scores by ONNX Runtime; where it is not, the test says so and is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxFactAttribute : FactAttribute
{
    public OnnxFactAttribute() => Skip = OnnxRuntime.Missing;
}

/// <inheritdoc cref="OnnxFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxTheoryAttribute : TheoryAttribute
{
    public OnnxTheoryAttribute() => Skip = OnnxRuntime.Missing;
}
