using System.Globalization;
using System.Text.RegularExpressions;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Faults.Tests;

/// <summary>Two hosts are started at once on a database in which nothing is yet.</summary>
public sealed partial class FirstStartTests(ITestOutputHelper output)
{
    private const int Contexts = 8;

    [Fact]
    public async Task Hosts_that_start_together_run_the_migrations_once_and_a_SQLite_file_takes_one_host()
    {
        var rounds = Rounds.Of(1, 10);
        for (var round = 0; round < rounds; round++)
        {
            using var database = TestDatabase.Empty();
            var starts = await Task.WhenAll(Try(database), Try(database));
            try
            {
                Check(starts, database);
            }
            finally
            {
                foreach (var (host, _) in starts.Where(start => start.Host is not null))
                {
                    await host!.DisposeAsync();
                }
            }
        }

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rounds} starts of two hosts at once: each migration once, {(TestDatabase.IsPostgres ? "both ready" : "one ready, one refused")}"
            )
        );
    }

    private static void Check((HostProcess? Host, string Log)[] starts, TestDatabase database)
    {
        var applied = starts
            .SelectMany(start => Applied().Matches(start.Log))
            .Select(match => match.Groups["name"].Value)
            .ToList();
        applied.ShouldBeUnique("a migration ran twice");
        applied.Count.ShouldBeGreaterThanOrEqualTo(Contexts);
        if (TestDatabase.IsPostgres)
        {
            starts.ShouldAllBe(start => start.Host != null, string.Join("\n----\n", starts.Select(start => start.Log)));
            return;
        }

        var (ready, refused) = (
            starts.Single(start => start.Host is not null),
            starts.Single(start => start.Host is null)
        );
        refused.Log.ShouldContain($"Another host (process {ready.Host!.Process.Id})");
        refused.Log.ShouldContain($"別のホスト(プロセス {ready.Host.Process.Id})");
        refused.Log.ShouldContain(database.ConnectionString.Split('=', ';')[1]);
    }

    private static async Task<(HostProcess? Host, string Log)> Try(TestDatabase database)
    {
        try
        {
            var host = await HostProcess.Start(
                database,
                ("Logging:LogLevel:Microsoft.EntityFrameworkCore.Migrations", "Information")
            );
            return (host, host.Log);
        }
        catch (InvalidOperationException refused)
        {
            return (null, refused.Message);
        }
    }

    [GeneratedRegex("Applying migration '(?<name>[^']+)'")]
    private static partial Regex Applied();
}
