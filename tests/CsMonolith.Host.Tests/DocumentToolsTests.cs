using System.Diagnostics;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Host.Tests;

/// <summary>
/// Tools that are not ours judge the document: three validators, and three generators whose clients are compiled and
/// used.
/// </summary>
public sealed class DocumentToolsTests(ITestOutputHelper output)
{
    [NodeFact]
    public async Task The_validators_find_nothing() => await Succeeds("lint-document");

    [NodeFact]
    public async Task Generated_clients_compile_and_write()
    {
        using var database = TestDatabase.Fresh(WholeHost.Modules);
        await using var host = await HostProcess.Start(database);
        using var admin = await host.AsFirstAdmin();

        await Succeeds(
            "check-clients",
            host.Address.ToString().TrimEnd('/'),
            admin.DefaultRequestHeaders.Authorization!.Parameter!
        );
    }

    private async Task Succeeds(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(HostProcess.Repository, "tools", tool), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var complaints = process.StandardError.ReadToEndAsync();
        output.WriteLine(await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await complaints);
    }
}

/// <summary>
/// A test that needs Node.js and the packages of tools/openapi; the document is the same on both databases, so one is
/// enough.
/// </summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (
            !File.Exists(Path.Combine(HostProcess.Repository, "tools", "openapi", "node_modules", ".package-lock.json"))
        )
        {
            Skip = "The packages of tools/openapi are missing: run tools/lint-document once, with Node.js.";
        }
        else if (TestDatabase.IsPostgres)
        {
            Skip = "Runs once, with SQLite.";
        }
    }
}
