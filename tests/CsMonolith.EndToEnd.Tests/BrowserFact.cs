using CsMonolith.Testing;

namespace CsMonolith.EndToEnd.Tests;

/// <summary>
/// A test in a browser. It is skipped, and says so, where there is none. A page knows the API alone, which modules and
/// host are tried with on both databases: by day it is tried on SQLite, by night on PostgreSQL too.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    public BrowserFactAttribute() =>
        Skip =
            Chromium is null ? "Chromium is not on this machine; on Debian: apt-get install chromium."
            : TestDatabase.IsPostgres && !IsNight ? "By day, pages are tried on SQLite; --nightly tries them here too."
            : null;

    private static bool IsNight => Environment.GetEnvironmentVariable("TEST_NIGHTLY") == "1";

    /// <summary>Where Chromium is, if it is.</summary>
    public static string? Chromium { get; } = Array.Find(Places, File.Exists);
}
