namespace CsMonolith.Cli;

/// <summary>What the process says to the one that started it. Written down in the README; never renumbered.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Refused = 1;
    public const int Usage = 2;
    public const int Data = 3;
    public const int Unsupported = 4;
    public const int Model = 5;
    public const int Server = 6;
    public const int Interrupted = 130;
}
