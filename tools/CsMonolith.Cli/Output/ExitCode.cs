namespace CsMonolith.Cli.Output;

/// <summary>Exit codes of the process. They are documented in the README and never change their meaning.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Refused = 1;
    public const int Usage = 2;
    public const int Data = 3;
    public const int Unsupported = 4;
    public const int Model = 5;
    public const int Server = 6;

    /// <summary>A fault of this tool.</summary>
    public const int Unexpected = 70;

    public const int Interrupted = 130;
}
