using System.Diagnostics.Metrics;
using CsMonolith.Platform;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Operations;

/// <summary>
/// Counts the news and jobs that wait every 15 seconds, so that reading the metrics costs the database nothing.
/// </summary>
internal sealed class QueueGauges : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private readonly IServiceScopeFactory _scopes;
    private readonly OutboxGauge _outbox;
    private readonly Meter _meter;
    private volatile Queues _seen = new(0, 0, 0, 0, 0);

    public QueueGauges(IServiceScopeFactory scopes, OutboxGauge outbox, IMeterFactory meters)
    {
        (_scopes, _outbox) = (scopes, outbox);
        _meter = meters.Create(Diagnostics.Name);
        _meter.CreateObservableGauge(
            "csmonolith.outbox.undelivered",
            () => _seen.Undelivered,
            "{message}",
            "News that some listener has not taken yet."
        );
        _meter.CreateObservableGauge(
            "csmonolith.outbox.oldest.age",
            () => _seen.OldestSeconds,
            "s",
            "Age of the oldest undelivered news."
        );
        _meter.CreateObservableGauge(
            "csmonolith.outbox.dead",
            () => _seen.Dead,
            "{message}",
            "Dead letters that wait for somebody."
        );
        _meter.CreateObservableGauge(
            "csmonolith.jobs.queued",
            () => _seen.Queued,
            "{job}",
            "Jobs that wait for their turn."
        );
        _meter.CreateObservableGauge(
            "csmonolith.jobs.running",
            () => _seen.Running,
            "{job}",
            "Jobs at work, on any host."
        );
    }

    /// <summary>Looks now.</summary>
    public async Task Look(CancellationToken cancellation)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var outbox = await _outbox.Read(cancellation);
        _seen = new Queues(
            outbox.OldestUndelivered.TotalSeconds,
            outbox.DeadLetters,
            await db.Set<OutboxRow>().LongCountAsync(row => row.DeliveredAt == null, cancellation),
            await db.Set<JobRow>().LongCountAsync(job => job.State == JobState.Queued, cancellation),
            await db.Set<JobRow>().LongCountAsync(job => job.State == JobState.Running, cancellation)
        );
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var clock = new PeriodicTimer(Pause);
        try
        {
            do
            {
                try
                {
                    await Look(stoppingToken);
                }
                catch (Exception away)
                    when (away is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
                {
                    // The figures stay as they were; that the database is away is for others to say.
                }
            } while (await clock.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    private sealed record Queues(double OldestSeconds, long Dead, long Undelivered, long Queued, long Running);
}
