using CsMonolith.Testing;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>A test of the console in a browser. It is skipped, and says so, where either is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConsoleFactAttribute : FactAttribute
{
    public ConsoleFactAttribute() =>
        Skip =
            new BrowserFactAttribute().Skip
            ?? (
                File.Exists(Path.Combine(HostProcess.Project, "wwwroot", "console", "index.html"))
                    ? null
                    : "The console was not built: npm --prefix src/Console ci && npm --prefix src/Console run build."
            );
}

/// <summary>Likewise, a test for each row of a table.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConsoleTheoryAttribute : TheoryAttribute
{
    public ConsoleTheoryAttribute() => Skip = new ConsoleFactAttribute().Skip;
}
