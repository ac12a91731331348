using System.Diagnostics.Metrics;
using CsMonolith.Access.Storage;
using CsMonolith.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Access.AuditTrail;

/// <summary>
/// Counts the audit rows that wait for the sealer every 15 seconds, so that reading the metrics costs the database
/// nothing.
/// </summary>
internal sealed class AuditGauge : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private readonly IServiceScopeFactory _scopes;
    private readonly Meter _meter;
    private long _unsealed;

    public AuditGauge(IServiceScopeFactory scopes, IMeterFactory meters)
    {
        _scopes = scopes;
        _meter = meters.Create(Diagnostics.Name);
        _meter.CreateObservableGauge(
            "csmonolith.audit.unsealed",
            () => Volatile.Read(ref _unsealed),
            "{row}",
            "Audit rows of the last ten minutes that are not chained yet."
        );
    }

    /// <summary>Counts now.</summary>
    public async Task Look(CancellationToken cancellation)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        Volatile.Write(
            ref _unsealed,
            await AuditSealer.Unsealed(db, db.Clock.Now - AuditSealer.Latest).LongCountAsync(cancellation)
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
                    // The figure stays as it was; that the database is away is for others to say.
                }
            } while (await clock.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
    }
}
