using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CsMonolith.Cli.Tests.Training;

/// <summary>
/// Tables on which an earlier build of the command line fell short, each by its number; the host's are in its suite.
/// </summary>
public sealed class ReportedFaultTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("churn-reported-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Fault13_a_command_that_is_paused_over_and_over_ends_well()
    {
        var random = new Random(13);
        var rows = Enumerable.Range(0, 600).Select(_ => $"{Bit()},{Bit()},{random.Next(1, 4)}\n");
        var table = await Written("retained,training,tier\n" + string.Concat(rows));
        using var checking = Tool.Start(null, "check", table, "--label", "retained");
        var (error, output) = (checking.StandardError.ReadToEndAsync(), checking.StandardOutput.ReadToEndAsync());

        // In slices of 15 ms between pauses of 120 ms, as a container under a limit of its processor.
        while (!checking.HasExited)
        {
            await Signal(checking, "-STOP");
            await Task.Delay(120);
            await Signal(checking, "-CONT");
            await Task.WhenAny(checking.WaitForExitAsync(), Task.Delay(15));
        }

        await checking.WaitForExitAsync();
        checking.ExitCode.ShouldBe(0, await error + await output);
        (await error).ShouldNotContain("RegexMatchTimeout");

        int Bit() => random.Next(3) == 0 ? 0 : 1;
    }

    [Fact]
    public async Task Fault15_amounts_with_signs_and_separators_are_numbers_and_no_identifier()
    {
        var random = new Random(15);
        var text = new StringBuilder("fee,logins,churned\n");
        for (var row = 0; row < 400; row++)
        {
            var (fee, logins) = (random.Next(10_000, 1_000_000), random.Next(41));
            text.Append(CultureInfo.InvariantCulture, $"\"¥{fee:N0}\",{logins},{(random.Next(41) > logins ? 1 : 0)}\n");
        }

        var said = await Tool.Run("check", await Written(text.ToString()), "--label", "churned", "--json");

        said.Code.ShouldBe(0, said.Error);
        said.Out.ShouldNotContain("leak.identifier");
        said.Json.RootElement.GetProperty("findings")
            .EnumerateArray()
            .Where(finding => finding.GetProperty("code").GetString()!.StartsWith("leak.", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    private async Task<string> Written(string text)
    {
        var path = Path.Combine(_folder.FullName, "rows.csv");
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    private static async Task Signal(Process process, string signal)
    {
        using var kill = Process.Start(
            new ProcessStartInfo("kill", [signal, $"{process.Id}"])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        await kill.WaitForExitAsync();
    }
}
