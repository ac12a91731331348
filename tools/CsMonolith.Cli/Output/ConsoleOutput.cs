using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsMonolith.Learning.Leaks;
using CsMonolith.Learning.Localization;

namespace CsMonolith.Cli.Output;

/// <summary>
/// Writes what a command says: data to stdout, as JSON if asked, and messages for a person to stderr in their
/// language.
/// </summary>
internal sealed class ConsoleOutput(CliEnvironment environment, bool json, string language)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsJson => json;

    public string Language => language;

    /// <summary>Standard input.</summary>
    public Stream Input() => environment.In();

    public DateTimeOffset Now => environment.Time.GetUtcNow();

    public CancellationToken Cancellation => environment.Cancellation;

    public string Localize(LocalizedText text) => text.In(language);

    /// <summary>One line for a person, on stderr.</summary>
    public void Message(LocalizedText text) => environment.Error.WriteLine(Localize(text));

    /// <summary>A finding about the data, as a warning on stderr.</summary>
    public void Warn(Finding finding) =>
        Message(
            new(
                $"warning {finding.Code} {finding.Column}: {finding.Evidence.En}",
                $"注意 {finding.Code} {finding.Column}:{finding.Evidence.Ja}"
            )
        );

    /// <summary>One line of data, left out when JSON was asked for.</summary>
    public void Line(string line)
    {
        if (!json)
        {
            environment.Out.Write(line + "\n");
        }
    }

    /// <summary>Data as it is, whatever was asked for.</summary>
    public void Raw(string text) => environment.Out.Write(text);

    /// <summary>The one JSON object, left out when it was not asked for.</summary>
    public void Json(Action<Utf8JsonWriter> write)
    {
        if (!json)
        {
            return;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        environment.Out.Write(Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n");
    }

    public ProgressLine Progress() => new(environment.Error, environment.IsTerminal, language);
}
