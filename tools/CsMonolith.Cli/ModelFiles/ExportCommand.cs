using System.CommandLine;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Interchange;
using CsMonolith.Learning.MlNet.Export;
using CsMonolith.Learning.Models;

namespace CsMonolith.Cli.ModelFiles;

/// <summary>
/// <c>churn export RUNDIR --format onnx --out FILE</c>: the model for another runtime or for programs that use ML.NET,
/// or checked and written anew as it is kept here.
/// </summary>
internal static class ExportCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var of = new Argument<string>("RUNDIR|MODEL.json") { Description = "Run folder, or model.json of a run" };
        var format = new Option<string>("--format")
        {
            Description =
                "onnx: for another runtime, one input a column (float with NaN for missing, or string, empty for "
                + "missing). mlnet: a zip that MLContext.Model.Load opens. json: as it is kept here, checked in full",
            DefaultValueFactory = _ => "onnx",
        };
        format.AcceptOnlyFromAmong("onnx", "mlnet", "json");
        var path = new Option<string>("--out") { Description = "Where the file is written", Required = true };
        var command = new Command("export", "Write a model as ONNX, for ML.NET or as JSON") { of, format, path };
        command.SetGuardedAction(
            environment,
            async (parsed, output) =>
            {
                var model = ModelAt(parsed.GetValue(of)!);
                var bytes = parsed.GetValue(format) switch
                {
                    "onnx" => OnnxFile.Write(model),
                    "mlnet" => Zipped(model),
                    _ => ModelFile.Write(model),
                };
                await File.WriteAllBytesAsync(parsed.GetValue(path)!, bytes, output.Cancellation);
                output.Json(json =>
                {
                    json.WriteString("file", parsed.GetValue(path));
                    json.WriteString("format", parsed.GetValue(format));
                    json.WriteNumber("bytes", bytes.Length);
                    json.WriteStartArray("inputs");
                    foreach (var feature in model.Schema.Features)
                    {
                        json.WriteStringValue(feature.Name);
                    }

                    json.WriteEndArray();
                });
                output.Line($"{parsed.GetValue(path)}\t{bytes.Length}");
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static byte[] Zipped(ProbabilityModel model)
    {
        using var zip = new MemoryStream();
        MlNetZip.Write(model, zip);
        return zip.ToArray();
    }

    private static ProbabilityModel ModelAt(string path) =>
        Directory.Exists(path) ? ModelFile.Read(RunFiles.Bytes(path, "model.json")) : InputFiles.Model(path);
}
