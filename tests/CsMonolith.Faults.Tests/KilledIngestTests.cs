using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Xunit.Abstractions;

namespace CsMonolith.Faults.Tests;

/// <summary>
/// kill -9 while several clients send batches of usage: nothing that was answered is lost, nothing is stored twice or
/// by half.
/// </summary>
public sealed class KilledIngestTests(ITestOutputHelper output)
{
    private const int Clients = 4;
    private const int EventsOfABatch = 50;

    [Fact]
    public async Task What_was_answered_is_stored_once_and_whole()
    {
        await using var usage = await UsageHost.Start();
        var chance = new Random(1);
        var answered = new ConcurrentDictionary<string, bool>();
        var ready = new List<double>();
        var (lost, twice, half) = (0, 0, 0);
        var senders = Enumerable.Range(0, Clients).Select(number => new Sender(number)).ToList();
        for (var round = 0; round < Rounds.Of(3, 100); round++)
        {
            var before = answered.Count;
            var sending = senders.ConvertAll(sender => Task.Run(() => sender.Send(usage, answered)));

            // In the middle of the work, not while a cold host looks at its first request.
            while (answered.Count == before && !sending.Exists(one => one.IsCompleted))
            {
                await Task.Delay(5);
            }

            await Task.Delay(chance.Next(20, 800));
            await usage.Host.Kill();
            await Task.WhenAll(sending);
            ready.Add((await usage.Host.StartAgain()).TotalSeconds);

            var stored = (
                await usage.Read(
                    "SELECT properties, COUNT(*) FROM health_usage_events GROUP BY properties",
                    "SELECT properties, COUNT(*) FROM health.usage_events GROUP BY properties"
                )
            ).ToDictionary(
                row => JsonDocument.Parse(row.Text!).RootElement.GetProperty("batch").GetString()!,
                row => row.Count
            );
            lost = answered.Keys.Count(batch => !stored.ContainsKey(batch));
            half = stored.Values.Count(count => count < EventsOfABatch);
            twice = stored.Values.Count(count => count > EventsOfABatch);
            (lost, twice, half).ShouldBe((0, 0, 0), $"round {round}");
        }

        // What was on the way when the host died is sent again, as an SDK would.
        await Task.WhenAll(senders.Select(sender => sender.SendAgain(usage, answered)));
        var events = await usage.Count("usage_events");
        var sources = JsonDocument
            .Parse(await usage.Operations.GetStringAsync("/v1/usage-sources"))
            .RootElement.GetProperty("items")[0];
        var audited = (
            await usage.Read(
                "SELECT 'all', COUNT(*) FROM platform_audit WHERE operation = 'SendUsageBatch' AND request LIKE '%\"stored\":50,%'",
                "SELECT 'all', COUNT(*) FROM platform.audit WHERE operation = 'SendUsageBatch' AND request LIKE '%\"stored\":50,%'"
            )
        )
            .Single()
            .Count;
        ready.Sort();
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{ready.Count} kills, {answered.Count} batches of {EventsOfABatch} answered, {events} events stored; lost {lost}, twice {twice}, half {half}; ready again in {ready[ready.Count / 2]:0.00} s median, {ready[(int)(0.95 * (ready.Count - 1))]:0.00} s at the 95th percentile"
            )
        );
        events.ShouldBe(answered.Count * EventsOfABatch);
        (await usage.Count("usage_keys")).ShouldBe(events);
        sources.GetProperty("rows").GetInt64().ShouldBe(events);
        audited.ShouldBe(answered.Count);
        answered.ShouldNotBeEmpty();
    }

    /// <summary>Sends one batch after another, each under its own name, until the host is gone.</summary>
    private sealed class Sender(int number)
    {
        private int _batch;
        private string? _onItsWay;

        public async Task Send(UsageHost usage, ConcurrentDictionary<string, bool> answered)
        {
            try
            {
                await SendAgain(usage, answered);
                while (true)
                {
                    _onItsWay = string.Create(CultureInfo.InvariantCulture, $"{number}-{_batch++}");
                    await SendAgain(usage, answered);
                }
            }
            catch (HttpRequestException)
            {
                // The host is gone.
            }
        }

        public async Task SendAgain(UsageHost usage, ConcurrentDictionary<string, bool> answered)
        {
            if (_onItsWay is not { } name)
            {
                return;
            }

            using var client = usage.Client();
            using var body = new StringContent(Body(name), Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync("/v1/batch", body);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answered.TryAdd(name, true);
            _onItsWay = null;
        }

        private static string Body(string name) =>
            JsonSerializer.Serialize(
                new
                {
                    batch = Enumerable
                        .Range(0, EventsOfABatch)
                        .Select(i => new
                        {
                            type = "track",
                            messageId = $"{name}-{i}",
                            userId = $"u-{i % 7}",
                            @event = $"Feature {i % 5}",
                            properties = new { batch = name },
                            context = new { groupId = "A-1" },
                        }),
                }
            );
    }
}
