using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Outbox;

/// <summary>How delivery stands.</summary>
/// <param name="DeadLetters">Letters that somebody must mend, replay or discard.</param>
/// <param name="OldestUndelivered">How long the oldest news that some listener still lacks has waited; dead letters do not count. Zero if all is delivered.</param>
internal sealed record OutboxReading(int DeadLetters, TimeSpan OldestUndelivered);

/// <summary>Reads how delivery stands, for metrics and health. Two small queries on partial indexes.</summary>
internal sealed class OutboxGauge(IServiceScopeFactory scopes)
{
    public async Task<OutboxReading> Read(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var dead = await db.FailedDeliveries.CountAsync(
            letter => letter.GivenUpAt != null && letter.State == LetterState.Dead,
            cancellation
        );
        var fresh = await db
            .Outbox.Where(row => row.DeliveredAt == null)
            .MinAsync(row => (DateTime?)row.StoredAt, cancellation);
        var aside = await db
            .FailedDeliveries.Where(letter =>
                letter.State == LetterState.Waiting || letter.State == LetterState.Replaying
            )
            .MinAsync(letter => (DateTime?)letter.ToldAt, cancellation);
        var oldest = new[] { fresh, aside }.Min();
        return new OutboxReading(dead, oldest is { } since ? db.Clock.Now - since : TimeSpan.Zero);
    }
}
