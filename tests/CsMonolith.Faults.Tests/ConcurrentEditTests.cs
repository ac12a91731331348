using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Faults.Tests;

/// <summary>
/// 32 clients edit the same resources: each adds a day to somebody's last day as they last saw it, and goes on from
/// what a 412 says. A lost edit would be a lost day.
/// </summary>
public sealed class ConcurrentEditTests(ITestOutputHelper output)
{
    private const int Clients = 32;
    private static readonly DateOnly First = new(2030, 1, 1);

    [Fact]
    public async Task No_edit_is_lost_and_every_late_one_is_told_what_changed()
    {
        var (edits, resources) = (Rounds.Of(400, 20_000), Rounds.Of(20, 200));
        using var database = TestDatabase.Fresh();
        await using var host = await HostProcess.Start(database);
        using var admin = await host.AsFirstAdmin();
        var people = new List<string>();
        for (var i = 0; i < resources; i++)
        {
            people.Add(await Hire(admin, i));
        }

        var accepted = new ConcurrentDictionary<(string Person, long Version), DateOnly>();
        foreach (var person in people)
        {
            accepted[(person, 2)] = First;
        }

        var refusals = new ConcurrentBag<(string Person, long Read, JsonElement Problem)>();
        var left = edits;
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
                            await Edit(http, people[chance.Next(people.Count)], accepted, refusals);
                        }
                    })
                )
        );

        foreach (var person in people)
        {
            var (version, leftOn) = await Read(admin, person);
            var history = accepted.Where(edit => edit.Key.Person == person).OrderBy(edit => edit.Key.Version).ToList();
            history
                .Select(edit => edit.Key.Version)
                .ShouldBe(Enumerable.Range(2, history.Count).Select(step => (long)step), "versions rise by one");
            history
                .Select(edit => edit.Value)
                .ShouldBe(
                    Enumerable.Range(0, history.Count).Select(First.AddDays),
                    "each edit builds on the one before"
                );
            (version, leftOn).ShouldBe((history.Count + 1, First.AddDays(history.Count - 1)));
        }

        foreach (var (person, read, problem) in refusals)
        {
            var difference = problem.GetProperty("differences").EnumerateArray().ShouldHaveSingleItem();
            difference.GetProperty("pointer").GetString().ShouldBe("/leftOn");
            Day(difference, "read").ShouldBe(accepted[(person, read)]);
            Day(difference, "yours").ShouldBe(accepted[(person, read)].AddDays(1));
            Day(difference, "theirs")
                .ShouldBe(accepted[(person, Tag(problem.GetProperty("currentETag").GetString()!))]);
        }

        (accepted.Count - people.Count).ShouldBe(edits);
        output.WriteLine(
            $"{(TestDatabase.IsPostgres ? "postgres" : "sqlite")}: {edits:N0} edits of {people.Count} resources by {Clients} clients, 0 lost; {refusals.Count:N0} times 412, each with the right differences"
        );
    }

    private static async Task Edit(
        HttpClient http,
        string person,
        ConcurrentDictionary<(string Person, long Version), DateOnly> accepted,
        ConcurrentBag<(string Person, long Read, JsonElement Problem)> refusals
    )
    {
        var (version, leftOn) = await Read(http, person);
        while (true)
        {
            using var change = new HttpRequestMessage(HttpMethod.Patch, $"/v1/people/{person}")
            {
                Content = JsonContent.Create(new { leftOn = leftOn.AddDays(1) }),
            };
            change.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
            using var answer = await http.SendAsync(change);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            var present = Tag(answer.Headers.ETag!.Tag);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                accepted
                    .TryAdd((person, present), leftOn.AddDays(1))
                    .ShouldBeTrue($"version {present} of {person} was given twice");
                return;
            }

            answer.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed, body.GetRawText());
            refusals.Add((person, version, body));
            (version, leftOn) = (present, Day(body.GetProperty("differences")[0], "theirs"));
        }
    }

    private static async Task<string> Hire(HttpClient admin, int i)
    {
        using var opened = await admin.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = "鈴木",
                email = $"s{i}@example.jp",
                roles = new[] { "csm" },
            }
        );
        opened.EnsureSuccessStatusCode();
        var id = (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        using var change = new HttpRequestMessage(HttpMethod.Patch, $"/v1/people/{id}")
        {
            Content = JsonContent.Create(new { leftOn = First }),
            Headers = { IfMatch = { new("\"1\"") } },
        };
        (await admin.SendAsync(change)).EnsureSuccessStatusCode();
        return id;
    }

    private static async Task<(long Version, DateOnly LeftOn)> Read(HttpClient http, string person)
    {
        using var answer = await http.GetAsync($"/v1/people/{person}");
        answer.EnsureSuccessStatusCode();
        return (Tag(answer.Headers.ETag!.Tag), Day(await answer.Content.ReadFromJsonAsync<JsonElement>(), "leftOn"));
    }

    private static long Tag(string tag) => long.Parse(tag.Trim('"'), CultureInfo.InvariantCulture);

    private static DateOnly Day(JsonElement thing, string field) =>
        DateOnly.Parse(thing.GetProperty(field).GetString()!, CultureInfo.InvariantCulture);
}
