using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Talk;

/// <summary>A reason to stop that the user can mend: becomes a sentence on stderr and an exit code.</summary>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="code">Stable code.</param>
/// <param name="text">Sentence.</param>
internal sealed class Complaint(int exitCode, string code, Text text) : Exception(text.En)
{
    public int ExitCode => exitCode;

    public string Code => code;

    public Text Text => text;
}
