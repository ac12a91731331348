namespace CsMonolith.EndToEnd.Tests;

/// <summary>A test in a browser. It is skipped, and says so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    public BrowserFactAttribute()
    {
        if (Chromium is null)
        {
            Skip = "Chromium is not on this machine; on Debian: apt-get install chromium.";
        }
    }

    /// <summary>Where Chromium is, if it is.</summary>
    public static string? Chromium { get; } = Array.Find(Places, File.Exists);
}
