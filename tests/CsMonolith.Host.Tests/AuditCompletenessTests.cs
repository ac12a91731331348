using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Host.Tests;

/// <summary>Every mutation and every sensitive read leaves exactly one row of the audit trail, all else none.</summary>
public sealed class AuditCompletenessTests(WholeHost host) : IClassFixture<WholeHost>
{
    [Fact]
    public async Task Each_operation_leaves_as_many_rows_as_its_kind_says()
    {
        using var client = await host.AsAdmin();
        var wrong = new List<string>();
        var (noted, silent) = (0, 0);
        foreach (var operation in Operation.Of(host))
        {
            if (operation.Name is "StartSession" or "ListSignInChoices" or "EndSession")
            {
                continue;
            }

            using var ask = operation.Example();
            var trace = Trace(ask);
            using var answer = await client.SendAsync(ask);
            var rows = await RowsOf(trace);
            var due =
                !answer.IsSuccessStatusCode || !operation.IsNoted ? 0
                : answer.StatusCode == HttpStatusCode.MultiStatus ? await Taken(answer)
                : 1;
            (noted, silent) = (noted + due, silent + 1 - due);
            if (
                rows.Count != due
                || (
                    due == 1
                    && (
                        (rows[0].Operation != operation.Name && answer.StatusCode != HttpStatusCode.MultiStatus)
                        || !rows[0].Actor.StartsWith("person:", StringComparison.Ordinal)
                    )
                )
            )
            {
                wrong.Add(
                    $"{operation.Name} answered {(int)answer.StatusCode} and left {rows.Count} rows, not {due}: {string.Join(", ", rows.Select(row => row.Operation))}"
                );
            }
        }

        wrong.ShouldBeEmpty();
        noted.ShouldBeGreaterThan(5, "or this test shows little");
        silent.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task The_sealer_chains_what_was_done_within_five_seconds()
    {
        using var client = await host.AsAdmin();
        using var ask = new HttpRequestMessage(HttpMethod.Post, "/v1/people")
        {
            Content = JsonContent.Create(
                new
                {
                    name = "封印 見守",
                    email = $"{Guid.NewGuid():N}@example.jp",
                    roles = new[] { "csm" },
                    isDemo = false,
                }
            ),
        };
        var trace = Trace(ask);
        (await client.SendAsync(ask)).EnsureSuccessStatusCode();
        (await RowsOf(trace)).ShouldHaveSingleItem();

        // Nothing but the order to verify can be younger, once the sealer has come by.
        var verdict = await Verify(client);
        for (var look = 0; look < 60 && verdict.GetProperty("notYetSealed").GetInt64() > 1; look++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            verdict = await Verify(client);
        }

        verdict.GetProperty("holds").GetBoolean().ShouldBeTrue();
        verdict.GetProperty("rows").GetInt64().ShouldBeGreaterThan(0);
        verdict.GetProperty("notYetSealed").GetInt64().ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Everybody_sees_what_they_did_themselves_and_a_leader_what_the_team_did()
    {
        using var admin = await host.AsAdmin();
        var (leader, member, stranger) = (
            await Hire(admin, "leader"),
            await Hire(admin, "csm"),
            await Hire(admin, "csm")
        );
        (
            await admin.PostAsJsonAsync(
                "/v1/teams",
                new
                {
                    name = "東日本",
                    leaderId = leader,
                    members = new[] { new { personId = member, from = "2020-01-01" } },
                }
            )
        ).EnsureSuccessStatusCode();

        await ActorsSeenBy(member);
        (await ActorsSeenBy(leader)).Order().ShouldBe(new[] { leader, member }.Order());
        (await ActorsSeenBy(stranger)).ShouldBe([stranger]);
        (await ActorsSeenBy(await Hire(admin, "auditor"))).ShouldContain(stranger);
    }

    private static async Task<Guid> Hire(HttpClient admin, string role)
    {
        var hired = await admin.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = "監査 次郎",
                email = $"{Guid.NewGuid():N}@example.jp",
                roles = new[] { role },
                isDemo = false,
            }
        );
        return (await hired.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    // Everybody has signed in at least, which is in the trail.
    private async Task<List<Guid>> ActorsSeenBy(Guid person)
    {
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = await host.SessionOf(person);
        var seen = await client.GetFromJsonAsync<JsonElement>(
            "/v1/audit-events?limit=200&filter[operation][eq]=StartSession"
        );
        return
        [
            .. seen.GetProperty("items")
                .EnumerateArray()
                .Select(one => one.GetProperty("personId").GetGuid())
                .Distinct(),
        ];
    }

    // A bulk call leaves a row for each item that took effect.
    private static async Task<int> Taken(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("items")
            .EnumerateArray()
            .Count(item => item.GetProperty("status").GetInt32() < 300);

    private static async Task<JsonElement> Verify(HttpClient client)
    {
        using var order = new HttpRequestMessage(HttpMethod.Post, "/v1/audit-verifications")
        {
            Content = JsonContent.Create(new { }),
        };
        order.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var accepted = await client.SendAsync(order);
        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted, await accepted.Content.ReadAsStringAsync());
        while (true)
        {
            var job = await client.GetFromJsonAsync<JsonElement>(accepted.Headers.Location);
            if (job.GetProperty("state").GetString() is not ("queued" or "running"))
            {
                return job.GetProperty("result");
            }

            await Task.Delay(100);
        }
    }

    // The host takes the caller's trace, so that rows are found by it.
    private static string Trace(HttpRequestMessage ask)
    {
        var trace = Guid.NewGuid().ToString("N");
        ask.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        return trace;
    }

    private Task<List<AuditRow>> RowsOf(string trace) =>
        In(db => db.Set<AuditRow>().AsNoTracking().Where(row => row.TraceId == trace).ToListAsync());

    private async Task<T> In<T>(Func<PlatformDb, Task<T>> look)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<PlatformDb>());
    }
}
