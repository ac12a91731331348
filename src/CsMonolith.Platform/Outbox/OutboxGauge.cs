using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Outbox;

/// <summary>How delivery stands.</summary>
/// <param name="DeadLetters">Letters that somebody must mend, replay or discard.</param>
/// <param name="OldestUndelivered">
/// How long the oldest news that some listener still lacks has waited; dead letters do not count. Zero if all is
/// delivered.
/// </param>
public sealed record OutboxReading(int DeadLetters, TimeSpan OldestUndelivered);

/// <summary>Reads how delivery stands, for metrics and health. Two small queries on partial indexes.</summary>
public sealed class OutboxGauge(IServiceScopeFactory scopes)
{
    public async Task<OutboxReading> Read(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var dead = await db.Set<FailedDelivery>()
            .CountAsync(delivery => delivery.GivenUpAt != null && delivery.State == DeliveryState.Dead, cancellation);
        var fresh = await db.Set<OutboxRow>()
            .Where(row => row.DeliveredAt == null)
            .MinAsync(row => (DateTime?)row.StoredAt, cancellation);
        var aside = await db.Set<FailedDelivery>()
            .Where(delivery => delivery.State == DeliveryState.Waiting || delivery.State == DeliveryState.Replaying)
            .MinAsync(delivery => (DateTime?)delivery.ToldAt, cancellation);
        var oldest = new[] { fresh, aside }.Min();
        return new OutboxReading(dead, oldest is { } since ? db.Clock.Now - since : TimeSpan.Zero);
    }
}
