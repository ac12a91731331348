using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsMonolith.Testing;
using Xunit.Abstractions;

namespace CsMonolith.Faults.Tests;

/// <summary>
/// PostgreSQL is stopped at once and started again while people are written down through a host that stays up.
/// </summary>
public sealed class DatabaseAwayTests(ITestOutputHelper output)
{
    private const int Writers = 4;
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(10);

    [PostgresFact]
    public async Task A_host_outlives_its_database_and_loses_nothing_that_it_answered()
    {
        using var postgres = OwnPostgres.Start();
        using var database = TestDatabase.At(postgres.ConnectionString);
        await using var host = await HostProcess.Start(database);
        using var client = await host.AsFirstAdmin();
        var process = host.Process.Id;
        using var enough = new CancellationTokenSource();
        var seen = new Seen();
        var writing = Enumerable.Range(0, Writers).Select(writer => Write(client, writer, seen, enough.Token)).ToList();

        var chance = new Random(2);
        var back = new List<TimeSpan>();
        var rounds = Rounds.Of(1, 50);
        var ended = 0L;
        for (var round = 0; round < rounds; round++)
        {
            await Task.Delay(chance.Next(200, 800));
            ended += await postgres.EndSessions();
            await seen.NextAnswer(SoonEnough);
            await Task.Delay(chance.Next(100, 500));
            postgres.Crash();
            await Task.Delay(
                round % 10 == 9 ? TimeSpan.FromSeconds(20) : TimeSpan.FromMilliseconds(chance.Next(1200, 3000))
            );
            postgres.StartAgain();
            back.Add(await seen.NextAnswer(TimeSpan.FromSeconds(60)));
        }

        await Task.Delay(300);
        await enough.CancelAsync();
        await Task.WhenAll(writing);

        var stored = await People(client);
        var lost = seen.Answered.Except(stored).Count();
        var outages = Regex.Count(host.Log, "The database is away; the delivery of news waits for it");
        output.WriteLine(
            $"{rounds} rounds, {ended} sessions ended: {seen.Answered.Count} writes answered, {lost} lost, {seen.Refused} refused with 503, {seen.Others.Count} answered otherwise;"
                + $" first write {back.Max().TotalSeconds:0.00} s after PostgreSQL was up at most, {back.Average(one => one.TotalSeconds):0.00} s on average; the dispatcher told of it {outages} times"
        );
        seen.Others.ShouldBeEmpty(
            string.Join(
                "\n--\n",
                host.Log.Split("Unhandled exception")
                    .Skip(1)
                    .Select(told => string.Join('\n', told.Split('\n').Take(25)))
                    .Take(5)
            )
        );
        lost.ShouldBe(0);
        stored.Count.ShouldBe(stored.Distinct().Count());
        seen.Refused.ShouldBeGreaterThan(0);
        back.Max().ShouldBeLessThan(SoonEnough);
        host.Process.HasExited.ShouldBeFalse();
        host.Process.Id.ShouldBe(process);

        // Once an outage; ended sessions are one too, and a worker may be late to see that it is over.
        outages.ShouldBeInRange(1, rounds * 4);
    }

    private static async Task Write(HttpClient client, int writer, Seen seen, CancellationToken enough)
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            using var answer = await client.PostAsJsonAsync(
                "/v1/people",
                new
                {
                    name = "鈴木",
                    email = $"{writer}-{i}@example.jp",
                    roles = new[] { "csm" },
                    isDemo = false,
                },
                CancellationToken.None
            );
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None);
            if (answer.StatusCode == HttpStatusCode.Created)
            {
                seen.Answer(body.GetProperty("id").GetGuid());
            }
            else if (
                answer.StatusCode == HttpStatusCode.ServiceUnavailable
                && answer.Headers.RetryAfter?.Delta > TimeSpan.Zero
                && answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
                && body.GetProperty("code").GetString() == "platform.database-away"
            )
            {
                seen.Refuse();
                await Task.Delay(50, CancellationToken.None);
            }
            else
            {
                seen.Others.Add($"{(int)answer.StatusCode}: {body}");
                await Task.Delay(50, CancellationToken.None);
            }
        }
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

    private sealed class Seen
    {
        private int _refused;
        private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentBag<Guid> Answered { get; } = [];

        public ConcurrentBag<string> Others { get; } = [];

        public int Refused => _refused;

        public void Answer(Guid id)
        {
            Answered.Add(id);
            Volatile.Read(ref _next).TrySetResult();
        }

        public void Refuse() => Interlocked.Increment(ref _refused);

        /// <summary>Waits for the next write that is answered, and tells how long that took.</summary>
        public async Task<TimeSpan> NextAnswer(TimeSpan atMost)
        {
            var began = Stopwatch.GetTimestamp();
            var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _next, next);
            await next.Task.WaitAsync(atMost);
            return Stopwatch.GetElapsedTime(began);
        }
    }
}
