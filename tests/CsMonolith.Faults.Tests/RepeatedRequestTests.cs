using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Faults.Tests;

/// <summary>
/// Clients that repeat their requests, at once and later, with the same idempotency key; some with a key that is
/// another request's.
/// </summary>
public sealed class RepeatedRequestTests(ITestOutputHelper output)
{
    private const int Clients = 16;
    private int _replays;
    private int _twins;
    private int _mismatches;

    [Fact]
    public async Task Each_key_takes_effect_once_and_every_repeat_gets_the_same_bytes()
    {
        var (keys, most) = (Rounds.Of(100, 10_000), Rounds.Of(5, 10));
        using var database = TestDatabase.Fresh();
        await using var host = await HostProcess.Start(database);
        using var signedIn = await host.AsFirstAdmin();
        using var admin = new HttpClient
        {
            BaseAddress = host.Address,
            Timeout = TimeSpan.FromMinutes(5),
            DefaultRequestHeaders = { Authorization = signedIn.DefaultRequestHeaders.Authorization },
        };
        var leader = (await admin.GetFromJsonAsync<JsonElement>("/v1/me")).GetProperty("personId").GetString()!;
        var next = -1;
        var sent = 0;
        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(client =>
                    Task.Run(async () =>
                    {
                        var chance = new Random(client);
                        for (int key; (key = Interlocked.Increment(ref next)) < keys; )
                        {
                            var repeats = chance.Next(1, most + 1);
                            Interlocked.Add(ref sent, repeats);
                            var answers = await Task.WhenAll(
                                Enumerable.Range(0, repeats).Select(_ => Form(admin, key, $"班 {key}", leader))
                            );
                            answers.Distinct().Count().ShouldBe(1, $"key {key} was answered differently");
                            if (key % 10 == 0)
                            {
                                await Mistake(admin, key, leader);
                            }
                        }
                    })
                )
        );

        var teams = await Teams(admin);
        teams.Count.ShouldBe(keys, "each key has one effect");
        teams.ShouldBeUnique();
        (_replays + keys).ShouldBe(sent);
        output.WriteLine(
            $"{(TestDatabase.IsPostgres ? "postgres" : "sqlite")}: {keys:N0} keys, {sent:N0} requests with up to {most} at once: {teams.Count:N0} effects, 0 double; "
                + $"{_replays:N0} replays byte for byte alike, {_twins:N0} twins in flight told to come again, {_mismatches:N0} other requests with a used key refused"
        );
    }

    // The whole answer as a text: status, the headers that matter, the body.
    private async Task<string> Form(HttpClient admin, int key, string name, string leader)
    {
        while (true)
        {
            using var answer = await Send(admin, key, name, leader);
            if (answer.StatusCode == HttpStatusCode.Conflict)
            {
                Interlocked.Increment(ref _twins);
                answer.Headers.RetryAfter.ShouldNotBeNull();
                (await answer.Content.ReadAsStringAsync()).ShouldContain("platform.twin-in-flight");
                await Task.Delay(20);
                continue;
            }

            answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
            if (answer.Headers.TryGetValues("Idempotency-Replayed", out var replayed))
            {
                replayed.ShouldBe(["true"]);
                Interlocked.Increment(ref _replays);
            }

            return $"{(int)answer.StatusCode}\n{answer.Headers.Location}\n{answer.Headers.ETag}\n{answer.Content.Headers.ContentType}\n{Convert.ToBase64String(await answer.Content.ReadAsByteArrayAsync())}";
        }
    }

    private async Task Mistake(HttpClient admin, int key, string leader)
    {
        using var answer = await Send(admin, key, $"別の班 {key}", leader);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Interlocked.Increment(ref _mismatches);
    }

    private static async Task<HttpResponseMessage> Send(HttpClient admin, int key, string name, string leader)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, "/v1/teams")
        {
            Content = JsonContent.Create(new { name, leaderId = leader }),
        };
        ask.Headers.Add("Idempotency-Key", key.ToString("D8", CultureInfo.InvariantCulture));
        return await admin.SendAsync(ask);
    }

    private static async Task<List<string>> Teams(HttpClient client)
    {
        var all = new List<string>();
        for (var next = "/v1/teams?limit=200"; next is not null; )
        {
            var page = await client.GetFromJsonAsync<JsonElement>(next);
            all.AddRange(
                page.GetProperty("items").EnumerateArray().Select(team => team.GetProperty("name").GetString()!)
            );
            next =
                page.TryGetProperty("nextCursor", out var cursor) && cursor.GetString() is { } text
                    ? $"/v1/teams?limit=200&cursor={Uri.EscapeDataString(text)}"
                    : null;
        }

        return all;
    }
}
