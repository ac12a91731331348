using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Faults.Tests;

/// <summary>
/// Hosts are killed, and paused for longer than their lease, in the middle of jobs. Under PostgreSQL another host takes
/// over; a SQLite file has one host, which is started again.
/// </summary>
public sealed partial class LostHostTests(ITestOutputHelper output)
{
    private const int Rows = 2500;
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(90);
    private static readonly int Lease = Rounds.AreFull ? 10 : 2;
    private readonly Random _chance = new(8);

    [Fact]
    public async Task A_job_is_done_once_whatever_becomes_of_its_host()
    {
        using var database = TestDatabase.Fresh();
        var stored = new Stored(database);
        var hosts = new List<HostProcess> { await Start(database) };
        try
        {
            if (TestDatabase.IsPostgres)
            {
                hosts.Add(await Start(database));
            }

            using var admin = await hosts[0].AsFirstAdmin();
            var (failovers, lost) = (
                new List<TimeSpan>(),
                new Dictionary<string, int> { ["killed"] = 0, ["paused"] = 0 }
            );
            for (var round = 0; round < Rounds.Of(2, TestDatabase.IsPostgres ? 50 : 20); round++)
            {
                var pauses = TestDatabase.IsPostgres && round % 2 == 1;
                TimeSpan? failover;
                for (
                    var attempt = 0;
                    (failover = await Round($"R{round}.{attempt}", round, pauses, stored, hosts, admin)) is null;
                    attempt++
                )
                {
                    attempt.ShouldBeLessThan(20, "jobs end before they can be hit: give them more rows");
                }

                failovers.Add(failover.Value);
                lost[pauses ? "paused" : "killed"]++;
            }

            await CheckSchedule(stored);
            failovers.Sort();
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(TestDatabase.IsPostgres ? "PostgreSQL, 2 hosts" : "SQLite, 1 host")}: {lost["killed"]} killed and {lost["paused"]} paused in the middle of a job of {Rows} rows; "
                        + $"lost 0, doubled 0, stale writes 0; lease {Lease} s; taken up again after {failovers[failovers.Count / 2].TotalSeconds:F1} s (median), {failovers[^1].TotalSeconds:F1} s (longest)"
                )
            );
        }
        finally
        {
            foreach (var host in hosts)
            {
                await host.DisposeAsync();
            }
        }
    }

    private static Task<HostProcess> Start(TestDatabase database) =>
        HostProcess.Start(
            database,
            ("Jobs:LeaseSeconds", $"{Lease}"),
            ("Jobs:HeartbeatSeconds", "1"),
            ("Schedules:purge-jobs", "0/5 * * * * ?")
        );

    // Null if the job was over before the fault came.
    private async Task<TimeSpan?> Round(
        string name,
        int round,
        bool pauses,
        Stored stored,
        List<HostProcess> hosts,
        HttpClient admin
    )
    {
        using var client = new HttpClient { BaseAddress = hosts[round % hosts.Count].Address };
        client.DefaultRequestHeaders.Authorization = admin.DefaultRequestHeaders.Authorization;
        var (import, job) = await AccountFiles.Load(client, name, Rows);
        using var giveUp = new CancellationTokenSource(LongEnough * 3);
        var watched = new Watcher(hosts, admin.DefaultRequestHeaders.Authorization!).Follow(
            job,
            startAt: round,
            giveUp.Token
        );

        var running = await stored.Until(
            job,
            one => one is { State: "Running", Percent: > 0 } || one.IsOver,
            LongEnough
        );
        await Task.Delay(_chance.Next(0, 200));
        var victim = hosts.Single(host => running.HeldBy.EndsWith($":{host.Process.Id}", StringComparison.Ordinal));
        var began = Stopwatch.GetTimestamp();
        if (pauses)
        {
            victim.Signal("STOP");
        }
        else
        {
            await victim.Kill();
        }

        if (hosts.Count == 1)
        {
            await victim.StartAgain();
        }

        if (await IsMissed(stored, job, victim, pauses, hosts.Count))
        {
            await watched;
            return null;
        }

        await stored.Until(job, one => one.Attempt > running.Attempt, LongEnough);
        var failover = Stopwatch.GetElapsedTime(began);
        var done = await stored.Until(job, one => one.IsOver, LongEnough);
        if (pauses)
        {
            victim.Signal("CONT");
            await Task.Delay(TimeSpan.FromSeconds(2));
        }
        else if (hosts.Count > 1)
        {
            await victim.StartAgain();
        }

        (await stored.Job(job)).ShouldBe(done, "a host that lost its job wrote to it");
        done.State.ShouldBe("Succeeded", $"{done.LastEvent} {done.Result}");
        done.Result.ShouldContain($"\"create\":{Rows},");
        (
            await stored.Number(
                $"SELECT count(*) FROM {Stored.Table("journey", "accounts")} WHERE external_id LIKE @prefix",
                ("@prefix", $"{name}-%")
            )
        ).ShouldBe(Rows);
        (
            await stored.Number(
                $"SELECT sum(created) FROM {Stored.Table("platform", "import_batches")} WHERE import_id = @id",
                ("@id", import)
            )
        ).ShouldBe(Rows);
        (
            await stored.Number(
                $"SELECT count(*) FROM {Stored.Table("platform", "import_changes")} WHERE import_id = @id AND entity LIKE '%Account'",
                ("@id", import)
            )
        ).ShouldBe(Rows);
        var events = await watched;
        events.ShouldBe(
            Enumerable.Range(1, events.Count).Select(number => (long)number),
            "a watcher missed an event or saw one twice"
        );
        return failover;
    }

    private static async Task<bool> IsMissed(Stored stored, Guid job, HostProcess victim, bool pauses, int hosts)
    {
        await Task.Delay(50);
        if (!(await stored.Job(job)).IsOver)
        {
            return false;
        }

        if (pauses)
        {
            victim.Signal("CONT");
        }
        else if (hosts > 1)
        {
            await victim.StartAgain();
        }

        return true;
    }

    // Quartz fires every five seconds on whichever host; a firing is one job, and no standstill outlasts a dead host's
    // recovery.
    private async Task CheckSchedule(Stored stored)
    {
        var keys = (
            await stored.Rows(
                $"SELECT once_key, state FROM {Stored.Table("platform", "jobs")} WHERE started_by = 'purge-jobs' ORDER BY once_key"
            )
        ).ToList();
        var firings = keys.Select(key =>
                DateTime.Parse(
                    FiringTime().Match(key[0]).Value,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AdjustToUniversal
                )
            )
            .ToList();
        firings.ShouldBeUnique();
        firings.ShouldAllBe(firing => firing.Second % 5 == 0);
        keys.Count(key => key[1] is not ("Succeeded" or "Queued" or "Running")).ShouldBe(0);
        firings.Count.ShouldBeGreaterThan(1);
        var gap = firings.Zip(firings.Skip(1)).Max(pair => pair.Second - pair.First);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"a schedule of every 5 s: {firings.Count} firings, each once; longest gap {gap.TotalSeconds:F0} s"
            )
        );
        gap.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\S+")]
    private static partial Regex FiringTime();
}
