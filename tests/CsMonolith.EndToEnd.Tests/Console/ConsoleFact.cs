using CsMonolith.Testing;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>A test of the console in a browser. It is skipped, and says so, where either is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConsoleFactAttribute : FactAttribute
{
    /// <param name="looks">Whether it is about how pages look: then it is tried on SQLite alone.</param>
    public ConsoleFactAttribute(bool looks = false)
    {
        if (looks && TestDatabase.IsPostgres)
        {
            Skip = "How a page looks does not depend on the database; it is tried on SQLite.";
        }
        else if (BrowserFactAttribute.Chromium is null)
        {
            Skip = "Chromium is not on this machine; on Debian: apt-get install chromium.";
        }
        else if (!File.Exists(Path.Combine(HostProcess.Project, "wwwroot", "console", "index.html")))
        {
            Skip = "The console was not built: npm --prefix src/Console ci && npm --prefix src/Console run build.";
        }
    }
}

/// <summary>Likewise, a test for each row of a table.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConsoleTheoryAttribute : TheoryAttribute
{
    /// <param name="looks">See <see cref="ConsoleFactAttribute"/>.</param>
    public ConsoleTheoryAttribute(bool looks = false) => Skip = new ConsoleFactAttribute(looks).Skip;
}
