using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsMonolith.Platform;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Operations.Jobs;

/// <param name="State">Where the job stood.</param>
/// <param name="Percent">0 to 100.</param>
/// <param name="Step">What it was doing.</param>
internal sealed record JobEvent(JobState State, int Percent, string? Step, DateTime At);

/// <summary>
/// A job's stored events as a stream, until the last one. Written out, since the framework's own result can write
/// neither the comments that keep a proxy from hanging up nor the one that says good-bye.
/// </summary>
internal sealed class JobEventStream(WatchedJob job) : IResult
{
    private const int EventsAtATime = 100;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    // A caller who was signed out or lost the role meanwhile is found out at the next connection.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private readonly bool _japanese = ProblemAnswers.InJapanese;
    private long _after = job.After;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var stopping = services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        httpContext.Response.ContentType = "text/event-stream";
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await Write(httpContext, "retry: 1000\n\n", end.Token);
            await Follow(
                httpContext,
                services.GetRequiredService<PlatformDb>(),
                services.GetRequiredService<JobSettings>(),
                services.GetRequiredService<CommitSignal>(),
                end.Token
            );
        }
        catch (OperationCanceledException)
            when (stopping.IsCancellationRequested && !httpContext.RequestAborted.IsCancellationRequested)
        {
            await Write(httpContext, ": this host stops; connect again\n\n", httpContext.RequestAborted);
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // The reader has gone.
        }
    }

    private async Task Follow(
        HttpContext http,
        PlatformDb db,
        JobSettings settings,
        CommitSignal signal,
        CancellationToken end
    )
    {
        var (began, spoke) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(began) < Life)
        {
            // Asked before the look, so that what is committed during it wakes us.
            var woken = CommitSignal.Wait(signal.Next, Poll, end);
            var events = await db.Set<JobEventRow>()
                .AsNoTracking()
                .Where(one => one.JobId == job.JobId && one.Seq > _after)
                .OrderBy(one => one.Seq)
                .Take(EventsAtATime)
                .ToListAsync(end);
            if (events.Count == 0 && job.Last is { } last)
            {
                // The events of a job that ended long ago are gone; how it ended is known.
                events = [last];
            }

            if (events.Count > 0)
            {
                await Write(http, string.Concat(events.Select(Text)), end);
                (_after, spoke) = (events[^1].Seq, Stopwatch.GetTimestamp());
                if (events[^1].State.IsOver())
                {
                    return;
                }
            }
            else if (Stopwatch.GetElapsedTime(spoke) >= settings.Heartbeat)
            {
                await Write(http, ": still here\n\n", end);
                spoke = Stopwatch.GetTimestamp();
            }

            await woken;
            await Task.Delay(BetweenLooks, end);
        }

        await Write(http, ": connect again\n\n", end);
    }

    private string Text(JobEventRow row)
    {
        var data = JsonSerializer.Serialize(
            new JobEvent(row.State, row.Percent, _japanese ? row.StepJa : row.StepEn, row.At),
            Wire.Json
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"id: {row.Seq}\nevent: {(row.State.IsOver() ? "end" : "progress")}\ndata: {data}\n\n"
        );
    }

    private static async Task Write(HttpContext http, string text, CancellationToken cancellation)
    {
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        await http.Response.Body.FlushAsync(cancellation);
    }
}

/// <summary>Counts the streams that each caller has open on this host.</summary>
internal sealed class OpenStreams
{
    /// <summary>As many as one caller may have.</summary>
    public const int Most = 20;

    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>Takes a place; dispose to give it back.</summary>
    /// <returns><c>null</c> if the caller has none left.</returns>
    public IDisposable? Open(Caller caller)
    {
        var key = caller.Actor;
        var place = new Place(this, key);
        if (_open.AddOrUpdate(key, 1, (_, count) => count + 1) <= Most)
        {
            return place;
        }

        place.Dispose();
        return null;
    }

    private sealed class Place(OpenStreams streams, string key) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0)
            {
                streams._open.AddOrUpdate(key, 0, (_, count) => count - 1);
            }
        }
    }
}
