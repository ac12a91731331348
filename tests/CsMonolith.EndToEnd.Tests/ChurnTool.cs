using System.Diagnostics;

namespace CsMonolith.EndToEnd.Tests;

/// <summary>The command line of the data scientist, as a process of its own.</summary>
internal static class ChurnTool
{
    /// <summary>Runs a command and expects its exit code.</summary>
    /// <param name="code">The exit code that it must end with.</param>
    /// <param name="arguments">Command and options.</param>
    public static async Task<(string Said, string Messages)> Run(int code, params string[] arguments)
    {
        using var churn = Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "churn.dll"), .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["LC_ALL"] = "C.UTF-8" },
            }
        )!;
        var talk = churn.StandardError.ReadToEndAsync();
        var said = await churn.StandardOutput.ReadToEndAsync();
        await churn.WaitForExitAsync();
        churn.ExitCode.ShouldBe(code, $"churn {arguments[0]}: {await talk}");
        return (said, await talk);
    }
}
