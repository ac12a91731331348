namespace CsMonolith.Learning.Tests;

/// <summary>Whether draws and simulations are to have their full size: TEST_NIGHTLY=1 asks for it.</summary>
internal static class Nightly
{
    public static bool Is { get; } = Environment.GetEnvironmentVariable("TEST_NIGHTLY") == "1";
}
