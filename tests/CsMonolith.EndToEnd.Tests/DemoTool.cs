using System.Diagnostics;

namespace CsMonolith.EndToEnd.Tests;

/// <summary>The command line of the demo company, against one host.</summary>
internal sealed class DemoTool(Uri host)
{
    /// <summary>Runs a command: its exit code, what it answered, and its messages.</summary>
    public async Task<(int Code, string Said, string Messages)> Run(params string[] arguments)
    {
        using var demo = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "CsMonolith.Demo.dll"), .. arguments, "--host", host.ToString()]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var talk = demo.StandardError.ReadToEndAsync();
        var said = await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();
        return (demo.ExitCode, said, await talk);
    }
}
