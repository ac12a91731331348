using CsMonolith.Kernel;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Outbox;

/// <summary>
/// Delete news that was delivered long enough ago, and failed deliveries that are closed. The inbox stays: its receipts
/// keep an effect from happening twice for ever.
/// </summary>
internal sealed record PruneOutbox(DateOnly Day) : IJob<PrunedOutbox>
{
    public static ScheduledJob EveryNight { get; } = new("prune-outbox", "0 10 3 * * ?", day => new PruneOutbox(day));
}

/// <param name="News">Delivered news that was deleted.</param>
/// <param name="FailedDeliveries">Closed failed deliveries that were deleted.</param>
internal sealed record PrunedOutbox(int News, int FailedDeliveries);

internal sealed class PruneOutboxHandler(PlatformDb db, OutboxSettings settings)
    : IRequestHandler<PruneOutbox, Result<PrunedOutbox>>
{
    // Small bites: under SQLite everybody else's writes wait meanwhile.
    internal const int RowsAtOnce = 2000;

    public async Task<Result<PrunedOutbox>> Handle(PruneOutbox ask, CancellationToken cancellationToken)
    {
        var before = db.Clock.Now - settings.KeepDelivered;
        var news = await Prune(
            () =>
                db.Set<OutboxRow>()
                    .Where(row =>
                        db.Set<OutboxRow>()
                            .Where(old => old.DeliveredAt < before)
                            .OrderBy(old => old.Seq)
                            .Select(old => old.Seq)
                            .Take(RowsAtOnce)
                            .Contains(row.Seq)
                    )
                    .ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );
        var failed = await Prune(
            () =>
                db.Set<FailedDelivery>()
                    .Where(row =>
                        db.Set<FailedDelivery>()
                            .Where(old => old.ClosedAt < before)
                            .Select(old => old.Id)
                            .Take(RowsAtOnce)
                            .Contains(row.Id)
                    )
                    .ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );
        return new PrunedOutbox(news, failed);
    }

    private async Task<int> Prune(Func<Task<int>> bite, CancellationToken cancellation)
    {
        var all = 0;
        int gone;
        do
        {
            gone = 0;
            await db.Transact(async () => gone = await bite(), cancellation);
            all += gone;
        } while (gone == RowsAtOnce);
        return all;
    }
}
