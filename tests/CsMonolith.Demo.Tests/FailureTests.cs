using System.Diagnostics;

namespace CsMonolith.Demo.Tests;

/// <summary>Whatever goes wrong ends in one sentence and its exit code, never in a stack trace.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("demo-failure-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_matter_of_files()
    {
        var taken = Path.Combine(_folder.FullName, "taken");
        await File.WriteAllTextAsync(taken, "");

        await Ends(3, "generate", "--accounts", "3", "--months", "2", "--out", Path.Combine(taken, "x"));
    }

    [Fact]
    public Task A_host_that_is_not_there_is_the_host_s_matter() =>
        Ends(6, "verify", "--host", "http://127.0.0.1:1", "--token", "t");

    [Fact]
    public Task What_nobody_foresaw_is_a_fault_of_the_demo_itself() =>
        Ends(70, "generate", "--accounts", "-1", "--months", "2", "--out", Path.Combine(_folder.FullName, "x"));

    private static async Task Ends(int code, params string[] arguments)
    {
        using var demo = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                ["exec", Path.Combine(AppContext.BaseDirectory, "CsMonolith.Demo.dll"), .. arguments]
            )
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        var said = demo.StandardError.ReadToEndAsync();
        await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();

        (await said).TrimEnd().Split('\n').ShouldHaveSingleItem().ShouldNotContain("   at ");
        demo.ExitCode.ShouldBe(code, await said);
    }
}
