using CsMonolith.Learning.Localization;

namespace CsMonolith.Cli.Output;

/// <summary>
/// A command cannot go on for a reason that the user can mend: becomes a sentence on stderr and an exit code.
/// </summary>
/// <param name="exitCode">One of <see cref="Output.ExitCode"/>.</param>
/// <param name="text">What is wrong and how it is mended.</param>
internal sealed class CliException(int exitCode, LocalizedText text) : Exception(text.En)
{
    public int ExitCode => exitCode;

    public LocalizedText Text => text;
}
