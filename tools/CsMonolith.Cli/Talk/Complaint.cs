using CsMonolith.Learning.Localization;

namespace CsMonolith.Cli.Talk;

/// <summary>A reason to stop that the user can mend: becomes a sentence on stderr and an exit code.</summary>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="code">Stable code.</param>
/// <param name="text">Sentence.</param>
internal sealed class Complaint(int exitCode, string code, LocalizedText text) : Exception(text.En)
{
    public int ExitCode => exitCode;

    public string Code => code;

    public LocalizedText Text => text;
}
