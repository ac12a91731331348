using System.Text.Json;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Artefacts;

namespace CsMonolith.Cli.Input;

/// <summary>Reads the files of a run folder.</summary>
internal static class RunFiles
{
    public static JsonDocument Json(string folder, string name)
    {
        try
        {
            var document = JsonDocument.Parse(Bytes(folder, name), new JsonDocumentOptions { MaxDepth = 16 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw new JsonException();
        }
        catch (JsonException)
        {
            throw new CliException(ExitCode.Model, new($"{name} is not whole JSON.", $"{name} が壊れています。"));
        }
    }

    public static byte[] Bytes(string folder, string name)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        return !file.Exists || file.Length > ModelFile.MaxBytes
            ? throw new CliException(
                ExitCode.Model,
                new(
                    $"'{folder}' is not a run: {name} is absent or too large.",
                    $"「{folder}」の {name} がないか、大きすぎます。"
                )
            )
            : File.ReadAllBytes(file.FullName);
    }
}
