using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Testing;
using Npgsql;
using Xunit.Abstractions;

namespace CsMonolith.Faults.Tests;

/// <summary>
/// Two hosts on one PostgreSQL share the delivery of news; one of them is killed, or frozen and woken up.
/// </summary>
public sealed class TwoHostsDeliverTests(ITestOutputHelper output)
{
    private const int Accounts = 4;
    private static readonly (string Key, string Value) Lease = ("Outbox:Lease", "00:00:02");
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(60);

    [PostgresFact]
    public async Task What_one_leaves_the_other_delivers_once_and_in_order()
    {
        using var database = TestDatabase.Fresh();
        await using var first = await HostProcess.Start(database, Lease);
        await using var second = await HostProcess.Start(database, Lease);
        using var admin = await first.AsFirstAdmin();
        using var client = new HttpClient
        {
            BaseAddress = first.Address,
            DefaultRequestHeaders = { Authorization = await CsOps(admin) },
        };
        var accounts = new List<Guid>();
        for (var i = 0; i < Accounts; i++)
        {
            using var opened = await client.PostAsJsonAsync(
                "/v1/accounts",
                new { externalId = $"C-{i}", name = $"青空{i}" }
            );
            opened.EnsureSuccessStatusCode();
            accounts.Add((await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid());
        }

        var chance = new Random(8);
        var answered = new List<string>();
        var slowest = TimeSpan.Zero;
        var rounds = Rounds.Of(2, 50);
        for (var round = 0; round < rounds; round++)
        {
            using var enough = new CancellationTokenSource();
            var writing = accounts
                .Select((account, i) => Write(client, account, $"{round}-{i}", answered, enough.Token))
                .ToList();
            await Task.Delay(chance.Next(100, 600));
            var began = Stopwatch.GetTimestamp();
            if (round % 2 == 0)
            {
                await second.Kill();
            }
            else
            {
                second.Signal("STOP");
                await Task.Delay(Rounds.AreFull && round == 1 ? TimeSpan.FromSeconds(60) : TimeSpan.FromSeconds(3));
            }

            await enough.CancelAsync();
            await Task.WhenAll(writing);
            await Delivered(database);
            if (round % 2 == 0)
            {
                slowest = Stopwatch.GetElapsedTime(began) > slowest ? Stopwatch.GetElapsedTime(began) : slowest;
                await second.StartAgain();
            }
            else
            {
                second.Signal("CONT");
            }
        }

        await Delivered(database);
        var told = await Ask(database, "SELECT count(*) FROM platform.outbox WHERE news = 'SomethingHappened'");
        var lost = await Ask(
            database,
            "SELECT count(*) FROM platform.outbox o WHERE news = 'SomethingHappened' AND NOT EXISTS (SELECT FROM platform.inbox i WHERE i.message_id = o.message_id)"
        );
        var effects = await Ask(
            database,
            "SELECT count(*) FROM journey.timeline_entries WHERE kind = 'support-ticket'"
        );
        var disordered = await Ask(
            database,
            """
            SELECT count(*) FROM (
              SELECT i.taken_at, lag(i.taken_at) OVER (PARTITION BY i.listener, o.lane ORDER BY o.seq) AS before
              FROM platform.inbox i JOIN platform.outbox o USING (message_id)) taken
            WHERE taken_at < before
            """
        );
        var dead = await Ask(database, "SELECT count(*) FROM platform.failed_deliveries");
        output.WriteLine(
            $"{rounds} rounds of kill -9 or SIGSTOP: {answered.Count} writes answered, {told} messages, {effects} effects, {lost} lost, {disordered} out of order, {dead} letters;"
                + $" after a kill the other host had delivered all within {slowest.TotalSeconds:0.0} s (lease 2 s)"
        );
        answered.Count.ShouldBeGreaterThan(rounds);
        told.ShouldBeGreaterThanOrEqualTo(answered.Count);
        (effects, lost, disordered, dead).ShouldBe((told, 0, 0, 0));
        var subjects = await Subjects(database);
        answered.Except(subjects).ShouldBeEmpty();
        subjects.Count.ShouldBe(subjects.Distinct().Count());
    }

    // One after another for each account, so that their order is known.
    private static async Task Write(
        HttpClient client,
        Guid account,
        string name,
        List<string> answered,
        CancellationToken enough
    )
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            var subject = $"{name}-{i}";
            using var recorded = await client.PostAsJsonAsync(
                "/v1/tickets",
                new
                {
                    accountId = account,
                    openedAt = "2026-01-15T01:00:00Z",
                    priority = "medium",
                    escalated = false,
                    subject,
                },
                CancellationToken.None
            );
            recorded.EnsureSuccessStatusCode();
            lock (answered)
            {
                answered.Add(subject);
            }
        }
    }

    private static async Task<System.Net.Http.Headers.AuthenticationHeaderValue> CsOps(HttpClient admin)
    {
        using var opened = await admin.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = "運用 太郎",
                email = "ops@example.jp",
                roles = new[] { "csOps" },
                isDemo = false,
            }
        );
        opened.EnsureSuccessStatusCode();
        var person = (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        using var minted = await admin.PostAsJsonAsync("/v1/sign-in-links", new { });
        minted.EnsureSuccessStatusCode();
        var link = (await minted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("path").GetString()!;
        using var started = await admin.PostAsJsonAsync(
            "/v1/sessions",
            new { code = link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..], personId = person }
        );
        started.EnsureSuccessStatusCode();
        return new("Bearer", (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
    }

    private static async Task Delivered(TestDatabase database)
    {
        var began = Stopwatch.GetTimestamp();
        while (
            await Ask(
                database,
                "SELECT (SELECT count(*) FROM platform.outbox WHERE delivered_at IS NULL) + (SELECT count(*) FROM platform.failed_deliveries WHERE state IN ('Waiting', 'Replaying'))"
            )
                is > 0
                    and var left
        )
        {
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(LongEnough, $"{left} messages lie about");
            await Task.Delay(50);
        }
    }

    private static async Task<long> Ask(TestDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<List<string>> Subjects(TestDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT subject FROM feedback.tickets", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var subjects = new List<string>();
        while (await reader.ReadAsync())
        {
            subjects.Add(reader.GetString(0));
        }

        return subjects;
    }
}
