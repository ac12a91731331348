using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Faults.Tests;

/// <summary>
/// 32 clients move the same renewals through HTTP, each one stage on from what it last saw, and go on from what a 412
/// says. So the stage of every version is known beforehand: a lost edit would leave one out.
/// </summary>
public sealed class ConcurrentRenewalTests(ITestOutputHelper output)
{
    private const int Clients = 32;

    /// <summary>The version before the first move: listed with its contract, then taken up by hand.</summary>
    private const long TakenUp = 2;

    private static readonly string[] Stages = ["open", "contacted", "proposed", "agreed"];

    [Fact]
    public async Task No_move_of_a_renewal_is_lost_and_every_late_one_is_told_what_changed()
    {
        var (edits, count) = (Rounds.Of(640, 20_000), Rounds.Of(40, 200));
        using var database = TestDatabase.Fresh();
        await using var host = await HostProcess.Start(database);
        using var admin = await host.AsFirstAdmin();
        var account = (await Post(admin, "/v1/accounts", new { externalId = "C-1", name = "株式会社青空" }))
            .GetProperty("id")
            .GetString()!;
        var renewals = new List<string>();
        for (var i = 0; i < count; i++)
        {
            renewals.Add(await Due(admin, account, i));
        }

        var (stored, refused, left) = (new ConcurrentDictionary<(string Renewal, long Version), string>(), 0, edits);
        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(client =>
                    Task.Run(async () =>
                    {
                        using var http = new HttpClient { BaseAddress = host.Address };
                        http.DefaultRequestHeaders.Authorization = admin.DefaultRequestHeaders.Authorization;
                        var chance = new Random(client);
                        while (Interlocked.Decrement(ref left) >= 0)
                        {
                            Interlocked.Add(
                                ref refused,
                                await Move(http, renewals[chance.Next(renewals.Count)], stored)
                            );
                        }
                    })
                )
        );

        foreach (var renewal in renewals)
        {
            var (version, stage) = await Read(admin, renewal);
            var history = stored.Where(edit => edit.Key.Renewal == renewal).OrderBy(edit => edit.Key.Version).ToList();
            history
                .Select(edit => edit.Key.Version)
                .ShouldBe(Enumerable.Range(1, history.Count).Select(step => TakenUp + step), "versions rise by one");
            history.ShouldAllBe(edit => edit.Value == Of(edit.Key.Version), "each edit builds on the one before");
            (version, stage).ShouldBe((history.Count + TakenUp, Of(history.Count + TakenUp)));
        }

        stored.Count.ShouldBe(edits);
        output.WriteLine(
            $"{(TestDatabase.IsPostgres ? "postgres" : "sqlite")}: {edits:N0} edits of {count} renewals by {Clients} clients, 0 lost; {refused:N0} times 412, each with the right differences"
        );
    }

    private static async Task<int> Move(
        HttpClient http,
        string renewal,
        ConcurrentDictionary<(string Renewal, long Version), string> stored
    )
    {
        var (version, stage) = await Read(http, renewal);
        for (var refusals = 0; ; refusals++)
        {
            using var move = new HttpRequestMessage(HttpMethod.Put, $"/v1/renewals/{renewal}/stage")
            {
                Content = JsonContent.Create(new { stage = Of(version + 1) }),
            };
            move.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
            using var answer = await http.SendAsync(move);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            var present = Tag(answer);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                present.ShouldBe(version + 1);
                stored
                    .TryAdd((renewal, present), body.GetProperty("stage").GetString()!)
                    .ShouldBeTrue($"version {present} of {renewal} was given twice");
                return refusals;
            }

            answer.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed, body.GetRawText());
            present.ShouldBeGreaterThan(version);
            Differences(body, read: stage, yours: Of(version + 1), theirs: Of(present));
            (version, stage) = (present, Of(present));
        }
    }

    // After a whole round of stages the present one is what was read: then nothing differs, though the version does.
    private static void Differences(JsonElement problem, string read, string yours, string theirs)
    {
        var differences = problem.GetProperty("differences").EnumerateArray().ToList();
        if (read == theirs)
        {
            differences.ShouldBeEmpty();
            return;
        }

        var one = differences.ShouldHaveSingleItem();
        (
            one.GetProperty("pointer").GetString(),
            one.GetProperty("read").GetString(),
            one.GetProperty("yours").GetString(),
            one.GetProperty("theirs").GetString()
        ).ShouldBe(("/stage", read, yours, theirs));
    }

    private static async Task<string> Due(HttpClient admin, string account, int i)
    {
        var subscription = await Post(
            admin,
            "/v1/subscriptions",
            new
            {
                externalId = $"S-{i}",
                accountId = account,
                plan = "Pro",
                startsOn = "2026-01-01",
                billingInterval = "month",
                mrr = new { amount = "100", currency = "JPY" },
                lastPaidDay = "2099-03-31",
            }
        );
        return (await Post(admin, "/v1/renewals", new { subscriptionId = subscription.GetProperty("id").GetString() }))
            .GetProperty("id")
            .GetString()!;
    }

    private static async Task<JsonElement> Post(HttpClient http, string path, object ask)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(ask) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<(long Version, string Stage)> Read(HttpClient http, string renewal)
    {
        using var answer = await http.GetAsync($"/v1/renewals/{renewal}");
        answer.EnsureSuccessStatusCode();
        var shown = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("renewal");
        return (shown.GetProperty("version").GetInt64(), shown.GetProperty("stage").GetString()!);
    }

    private static string Of(long version) => Stages[(version - TakenUp) % Stages.Length];

    private static long Tag(HttpResponseMessage answer) =>
        long.Parse(answer.Headers.ETag!.Tag.Trim('"'), CultureInfo.InvariantCulture);
}
