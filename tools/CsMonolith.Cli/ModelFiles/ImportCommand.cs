using System.CommandLine;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Interchange;

namespace CsMonolith.Cli.ModelFiles;

/// <summary>
/// <c>churn import FILE --out MODEL.json</c>: takes over a model of XGBoost (JSON) or LightGBM (text), to be scored
/// and explained here.
/// </summary>
internal static class ImportCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var file = new Argument<string>("FILE") { Description = "XGBoost's JSON or LightGBM's text" };
        var path = new Option<string>("--out") { Description = "Where the model is written", Required = true };
        var columns = new Option<string?>("--columns")
        {
            Description = "Names of the features in order, with commas between; those in the file if absent",
        };
        var command = new Command("import", "Take over a model of XGBoost or LightGBM") { file, path, columns };
        command.SetGuardedAction(
            environment,
            async (parsed, output) =>
            {
                var bytes = await Bytes(parsed.GetValue(file)!, output.Cancellation);
                var names = parsed.GetValue(columns)?.Split(',');
                var model = bytes.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("{"u8)
                    ? XgBoostJson.Read(bytes, names)
                    : LightGbmText.Read(System.Text.Encoding.UTF8.GetString(bytes), names);
                await File.WriteAllBytesAsync(parsed.GetValue(path)!, ModelFile.Write(model), output.Cancellation);
                output.Json(json =>
                {
                    json.WriteString("model", parsed.GetValue(path));
                    json.WriteNumber("features", model.Schema.Features.Count);
                });
                output.Line($"{parsed.GetValue(path)}\t{model.Schema.Features.Count}");
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static async Task<byte[]> Bytes(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            throw new CliException(
                ExitCode.Data,
                new($"There is no file '{path}'.", $"ファイル「{path}」がありません。")
            );
        }

        return new FileInfo(path).Length <= ModelFile.MaxBytes
            ? await File.ReadAllBytesAsync(path, cancellation)
            : throw new CliException(
                ExitCode.Data,
                new(
                    $"'{path}' is larger than {ModelFile.MaxBytes} bytes.",
                    $"「{path}」が {ModelFile.MaxBytes} バイトを超えています。"
                )
            );
    }
}
