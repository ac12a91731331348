using System.Diagnostics;

namespace CsMonolith.Architecture.Tests;

/// <summary>
/// The bugs that <c>tools/prove-faults</c> plants fit the code as it is, or nobody would learn that they prove nothing
/// any more.
/// </summary>
public sealed class PlantedBugTests
{
    private static readonly string Folder = Path.Combine(House.Root, "tests", "CsMonolith.Faults.Tests", "Planted");

    public static TheoryData<string> EveryBug =>
        [
            .. Directory
                .GetFiles(Folder, "*.patch")
                .Select(file => Path.GetFileName(file)!)
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(EveryBug))]
    public async Task A_planted_bug_fits_the_code_and_names_the_test_that_sees_it(string bug)
    {
        var patch = Path.Combine(Folder, bug);
        File.ReadLines(patch).First().ShouldStartWith("# Test: ");

        using var git = Process.Start(
            new ProcessStartInfo("git", ["apply", "--check", patch])
            {
                WorkingDirectory = House.Root,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var said = await git.StandardError.ReadToEndAsync();
        await git.WaitForExitAsync();

        git.ExitCode.ShouldBe(0, said);
    }
}
