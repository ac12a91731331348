using System.Globalization;

namespace CsMonolith.Faults.Tests;

/// <summary>
/// How often a fault is tried: a few times in every run of the tests, in full with <c>tools/test --nightly</c>, and as
/// often as <c>TEST_ROUNDS</c> says if that is fewer than a full run.
/// </summary>
internal static class Rounds
{
    private static readonly int Most = int.TryParse(
        Environment.GetEnvironmentVariable("TEST_ROUNDS"),
        CultureInfo.InvariantCulture,
        out var most
    )
        ? most
        : int.MaxValue;

    /// <summary>Whether this is a nightly run.</summary>
    public static bool AreFull { get; } = Environment.GetEnvironmentVariable("TEST_NIGHTLY") == "1";

    /// <summary>The number for the present run.</summary>
    public static int Of(int everyRun, int nightly) => AreFull ? Math.Min(nightly, Most) : everyRun;
}
