using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Faults.Tests;

/// <summary>
/// The unmodified Node SDKs of Segment and RudderStack, over a line that breaks after the host has stored what came.
/// </summary>
public sealed class SegmentClientTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(HostProcess.Repository, "tests", "segment");

    [SqliteTheory("What an SDK sends and what it is answered knows no database; ingest is tried on both.")]
    [InlineData("segment")]
    [InlineData("rudderstack")]
    public async Task An_sdk_needs_another_host_name_and_nothing_else(string sdk)
    {
        if (await Run("node", "--version") is null || await Install() is null)
        {
            output.WriteLine("Not run: it needs Node 20, and npm for the SDKs.");
            return;
        }

        await using var usage = await UsageHost.Start();
        var events = Rounds.Of(2_000, 10_000);
        var sent = JsonDocument
            .Parse(
                (
                    await Run(
                        "node",
                        Path.Combine(Folder, "send.mjs"),
                        sdk,
                        usage.Host.Address.ToString(),
                        usage.Key,
                        events.ToString(CultureInfo.InvariantCulture)
                    )
                )!
            )
            .RootElement;

        var uses = sent.GetProperty("track").GetInt64() + sent.GetProperty("page").GetInt64();
        var (keys, stored) = (await usage.Count("usage_keys"), await usage.Count("usage_events"));
        output.WriteLine($"{sdk}: {events} sent {sent}; {keys} messages stored, {stored} of them uses");
        sent.GetProperty("failed").GetInt32().ShouldBe(0);
        sent.GetProperty("broken").GetInt32().ShouldBeGreaterThan(5);
        keys.ShouldBe(events);
        stored.ShouldBe(uses);
        (await usage.Count("quarantined_uses")).ShouldBe(0);
        (await usage.Count("stream_users")).ShouldBe(50);
        var again = (
            await usage.Read(
                "SELECT 'all', SUM(CAST(json_extract(request, '$.duplicates') AS INTEGER)) FROM platform_audit WHERE operation = 'SendUsageBatch'",
                "SELECT 'all', SUM((request::json->>'duplicates')::bigint)::bigint FROM platform.audit WHERE operation = 'SendUsageBatch'"
            )
        )
            .Single()
            .Count;
        again.ShouldBeGreaterThan(0);
    }

    private static async Task<string?> Install() =>
        Directory.Exists(Path.Combine(Folder, "node_modules"))
            ? ""
            : await Run(
                "npm",
                "install",
                "--prefix",
                Folder,
                "--omit=optional",
                "--no-audit",
                "--no-fund",
                "--no-save"
            );

    // The output, or null where there is no such program.
    private static async Task<string?> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var (said, cried) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(0, $"{program}: {await cried}");
            return await said;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
