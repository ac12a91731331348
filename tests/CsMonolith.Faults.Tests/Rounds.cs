namespace CsMonolith.Faults.Tests;

/// <summary>How often a fault is tried: a few times in every run of the tests, in full with <c>tools/test --nightly</c>.</summary>
internal static class Rounds
{
    /// <summary>Whether this is a nightly run.</summary>
    public static bool AreFull { get; } = Environment.GetEnvironmentVariable("TEST_NIGHTLY") == "1";

    /// <summary>The number for the present run.</summary>
    public static int Of(int everyRun, int nightly) => AreFull ? nightly : everyRun;
}
