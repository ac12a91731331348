using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Testing;

namespace CsMonolith.Faults.Tests;

/// <summary>kill -9 while people are written down: what was answered is stored, once and whole.</summary>
public sealed class KilledHostTests
{
    [Fact]
    public async Task What_was_answered_outlives_a_kill()
    {
        using var database = TestDatabase.Fresh();
        await using var host = await HostProcess.Start(database);
        using var client = await host.AsFirstAdmin();
        var chance = new Random(9);
        var answered = new List<Guid>();
        for (var round = 0; round < Rounds.Of(2, 20); round++)
        {
            var writing = Task.Run(async () =>
            {
                try
                {
                    while (true)
                    {
                        using var opened = await client.PostAsJsonAsync(
                            "/v1/people",
                            new
                            {
                                name = "鈴木",
                                email = $"{Guid.NewGuid():N}@example.jp",
                                roles = new[] { "csm" },
                                isDemo = false,
                            }
                        );
                        opened.EnsureSuccessStatusCode();
                        answered.Add(
                            (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid()
                        );
                    }
                }
                catch (HttpRequestException)
                {
                    // The host is gone.
                }
            });
            var before = answered.Count;
            await Task.Delay(chance.Next(20, 800));
            for (var waited = 0; answered.Count == before && waited < 200; waited++)
            {
                // A host that has just started takes its time to answer the first one.
                await Task.Delay(50);
            }

            await host.Kill();
            await writing;
            await host.StartAgain();
        }

        var stored = await People(client);
        answered.Except(stored).ShouldBeEmpty();
        stored.Count.ShouldBe(stored.Distinct().Count());
        answered.ShouldNotBeEmpty();
    }

    private static async Task<List<Guid>> People(HttpClient client)
    {
        var all = new List<Guid>();
        var next = "/v1/people?limit=200";
        while (next is not null)
        {
            var page = await client.GetFromJsonAsync<JsonElement>(next);
            all.AddRange(
                page.GetProperty("items").EnumerateArray().Select(person => person.GetProperty("id").GetGuid())
            );
            next =
                page.TryGetProperty("nextCursor", out var cursor) && cursor.GetString() is { } text
                    ? $"/v1/people?limit=200&cursor={Uri.EscapeDataString(text)}"
                    : null;
        }

        return all;
    }
}
