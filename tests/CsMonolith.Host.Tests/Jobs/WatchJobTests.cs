using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Host.Tests.Jobs;

/// <summary>The events of a job on the wire, byte by byte.</summary>
public sealed class WatchJobTests(WholeHost host) : IClassFixture<WholeHost>
{
    private static readonly DateTime At = new(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_watcher_is_told_each_event_until_the_last()
    {
        var (client, job) = (await host.AsAdmin(), await Running(events: 2));
        var watching = Watch(client, job);
        await Note(job, 3, JobState.Succeeded, percent: 100);

        var (answer, text) = await watching;

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/event-stream");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        text.ShouldBe(
            "retry: 1000\n\n"
                + "id: 1\nevent: progress\ndata: {\"state\":\"running\",\"percent\":10,\"step\":\"Step 1\",\"at\":\"2026-11-21T09:00:00Z\"}\n\n"
                + "id: 2\nevent: progress\ndata: {\"state\":\"running\",\"percent\":20,\"step\":\"Step 2\",\"at\":\"2026-11-21T09:00:00Z\"}\n\n"
                + "id: 3\nevent: end\ndata: {\"state\":\"succeeded\",\"percent\":100,\"step\":\"Step 3\",\"at\":\"2026-11-21T09:00:00Z\"}\n\n"
        );
    }

    [Theory]
    [InlineData("Last-Event-ID", "")]
    [InlineData(null, "?lastEventId=2")]
    public async Task A_watcher_goes_on_behind_the_event_that_it_saw_last(string? header, string query)
    {
        var (client, job) = (await host.AsAdmin(), await Running(events: 2));
        await Note(job, 3, JobState.Refused, percent: 20);

        var (_, text) = await Watch(client, job, header, "2", query);

        text.ShouldBe(
            "retry: 1000\n\nid: 3\nevent: end\ndata: {\"state\":\"refused\",\"percent\":20,\"step\":\"Step 3\",\"at\":\"2026-11-21T09:00:00Z\"}\n\n"
        );
    }

    [Fact]
    public async Task Who_saw_the_end_is_told_to_connect_no_more()
    {
        var (client, job) = (await host.AsAdmin(), await Running(events: 1));
        await Note(job, 2, JobState.Succeeded, percent: 100);

        (await Watch(client, job, "Last-Event-ID", "2")).Answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task How_a_job_ended_is_told_after_its_events_are_gone()
    {
        var (client, job) = (await host.AsAdmin(), await Running(events: 1));
        await Note(job, 2, JobState.Failed, percent: 50);
        await InStore(db => db.Set<JobEventRow>().Where(row => row.JobId == job).ExecuteDeleteAsync());

        (await Watch(client, job)).Text.ShouldStartWith(
            "retry: 1000\n\nid: 2\nevent: end\ndata: {\"state\":\"failed\",\"percent\":50,"
        );
    }

    [Fact]
    public async Task A_comment_comes_while_there_is_nothing_to_tell_and_then_the_event()
    {
        var (client, job) = (await host.AsAdmin(), await Running(events: 0));
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"/v1/jobs/{job}/events");
        using var answer = await client.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());

        (await Next(lines, ":")).ShouldBe(": still here");
        await Note(job, 1, JobState.Succeeded, percent: 100);
        (await Next(lines, "id:")).ShouldBe("id: 1");
        (await lines.ReadLineAsync()).ShouldBe("event: end");
    }

    [Fact]
    public async Task Steps_are_told_in_the_reader_s_language()
    {
        var (client, job) = (await host.AsAdmin(), await Running(events: 1));
        await Note(job, 2, JobState.Succeeded, percent: 100);
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("ja"));

        (await Watch(client, job)).Text.ShouldContain("\"step\":\"手順 2\"");
    }

    [Fact]
    public async Task One_caller_keeps_twenty_streams_open_and_no_more()
    {
        var (client, job) = (await host.AsAdmin(), await Running(events: 1));
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < 20; i++)
        {
            open.Add(await client.GetAsync($"/v1/jobs/{job}/events", HttpCompletionOption.ResponseHeadersRead));
        }

        var refused = await client.GetAsync($"/v1/jobs/{job}/events", HttpCompletionOption.ResponseHeadersRead);
        await Note(job, 2, JobState.Succeeded, percent: 100);
        foreach (var one in open)
        {
            one.StatusCode.ShouldBe(HttpStatusCode.OK);
            await one.Content.ReadAsStringAsync();
        }

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.ToString().ShouldBe("5");
        (await refused.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("code")
            .GetString()
            .ShouldBe("operations.too-many-streams");
        (await Watch(client, job)).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_s_job_looks_like_a_missing_one()
    {
        var (admin, job) = (await host.AsAdmin(), await Running(events: 1));
        var opened = await admin.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = "担当",
                email = "watcher@example.jp",
                roles = new[] { "csm" },
                isDemo = false,
            }
        );
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = await host.SessionOf(
            (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid()
        );

        var (hidden, missing) = (await Watch(client, job), await Watch(client, Guid.Empty));

        hidden.Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Scrub(hidden.Text, job).ShouldBe(Scrub(missing.Text, Guid.Empty));
        await Note(job, 2, JobState.Succeeded, percent: 100);

        static string Scrub(string problem, Guid id) =>
            problem.Split("\"traceId\"")[0].Replace(id.ToString(), "ID", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_last_event_that_is_no_number_is_refused()
    {
        var (client, job) = (await host.AsAdmin(), await Running(events: 1));

        var (answer, text) = await Watch(client, job, "Last-Event-ID", "yesterday");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        text.ShouldContain("\"pointer\":\"Last-Event-ID\"");
        await Note(job, 2, JobState.Succeeded, percent: 100);
    }

    private static async Task<(HttpResponseMessage Answer, string Text)> Watch(
        HttpClient client,
        Guid job,
        string? header = null,
        string value = "",
        string query = ""
    )
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"/v1/jobs/{job}/events{query}");
        if (header is not null)
        {
            ask.Headers.Add(header, value);
        }

        var answer = await client.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> Next(StreamReader lines, string start)
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await lines.ReadLineAsync(enough.Token) is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"No line begins with {start}");
    }

    // A job that some host seems to be at, for as long as the test lasts.
    private async Task<Guid> Running(int events)
    {
        var id = Guid.CreateVersion7();
        await InStore(db =>
            db.Transact(
                () =>
                {
                    db.Add(
                        new JobRow
                        {
                            Id = id,
                            Kind = "LoadImport",
                            Lane = id.ToString(),
                            Arguments = "{}",
                            StartedBy = "CommitImport",
                            State = JobState.Running,
                            Attempt = 1,
                            QueuedAt = At,
                            StartedAt = At,
                            LeasedUntil = new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                            LastEvent = events,
                        }
                    );
                    db.AddRange(Enumerable.Range(1, events).Select(seq => Event(id, seq, JobState.Running, 10 * seq)));
                    return Task.CompletedTask;
                },
                CancellationToken.None
            )
        );
        return id;
    }

    private Task Note(Guid job, long seq, JobState state, int percent) =>
        InStore(db =>
            db.Transact(
                async () =>
                {
                    await db.Set<JobRow>()
                        .Where(row => row.Id == job)
                        .ExecuteUpdateAsync(set =>
                            set.SetProperty(row => row.State, state)
                                .SetProperty(row => row.Percent, percent)
                                .SetProperty(row => row.LastEvent, seq)
                                .SetProperty(row => row.EndedAt, At)
                        );
                    db.Add(Event(job, seq, state, percent));
                },
                CancellationToken.None
            )
        );

    private static JobEventRow Event(Guid job, long seq, JobState state, int percent) =>
        new()
        {
            JobId = job,
            Seq = seq,
            At = At,
            State = state,
            Percent = percent,
            StepEn = $"Step {seq}",
            StepJa = $"手順 {seq}",
        };

    private async Task InStore(Func<PlatformDb, Task> act)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<PlatformDb>());
    }
}
