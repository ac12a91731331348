namespace CsMonolith.Cli.Output;

/// <summary>What a command needs of its process: two streams, a language and a token that Ctrl-C cancels.</summary>
/// <param name="Out">Data only.</param>
/// <param name="Error">Messages for a person only.</param>
/// <param name="Language"><c>ja</c> or <c>en</c>.</param>
/// <param name="IsTerminal">Whether a person watches the messages, so that a progress bar is drawn.</param>
/// <param name="Cancellation">Cancelled by Ctrl-C.</param>
internal sealed record CliEnvironment(
    TextWriter Out,
    TextWriter Error,
    string Language,
    bool IsTerminal,
    CancellationToken Cancellation
)
{
    /// <summary>Standard input.</summary>
    public Func<Stream> In { get; init; } = Console.OpenStandardInput;

    /// <summary>Clock for dates and for progress.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static CliEnvironment OfProcess()
    {
        var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            interrupted.Cancel();
        };
        var variables = new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(Environment.GetEnvironmentVariable);
        var language = variables.FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";
        // No BOM: what is piped on must be plain bytes.
        var output = new StreamWriter(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(false))
        {
            AutoFlush = false,
        };
        var error = new StreamWriter(Console.OpenStandardError(), new System.Text.UTF8Encoding(false))
        {
            AutoFlush = true,
        };
        return new CliEnvironment(
            output,
            error,
            language.StartsWith("ja", StringComparison.Ordinal) ? "ja" : "en",
            !Console.IsErrorRedirected,
            interrupted.Token
        );
    }
}
