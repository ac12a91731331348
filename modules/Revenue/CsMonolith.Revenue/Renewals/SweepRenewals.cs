using CsMonolith.Platform.Jobs;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Renewals;

/// <summary>
/// Lists every term that ends within seven months, so that both checkpoints lie ahead. Run again, it adds nothing.
/// </summary>
internal sealed record SweepRenewals(DateOnly Today) : IJob<SweptRenewals>;

/// <param name="Opened">How many were put on the list.</param>
internal sealed record SweptRenewals(int Opened);

internal sealed class SweepRenewalsHandler(RevenueDb db) : IRequestHandler<SweepRenewals, Result<SweptRenewals>>
{
    private const int MonthsAhead = 7;

    public async Task<Result<SweptRenewals>> Handle(SweepRenewals ask, CancellationToken cancellationToken)
    {
        var (from, until) = (ask.Today, ask.Today.AddMonths(MonthsAhead));
        var opened = 0;
        await db.Transact(
            async () =>
            {
                var due = await db.Set<Subscription>()
                    .AsNoTracking()
                    .Where(row =>
                        row.LastPaidDay >= from
                        && row.LastPaidDay <= until
                        && row.CancelledOn == null
                        && row.VoidedAt == null
                        && row.MrrMinor > 0
                    )
                    .Where(row =>
                        !db.Set<Renewal>()
                            .Any(renewal => renewal.SubscriptionId == row.Id && renewal.DueOn == row.LastPaidDay)
                    )
                    .ToListAsync(cancellationToken);
                db.AddRange(
                    due.Select(row => new Renewal(
                        Guid.CreateVersion7(),
                        row.AccountId,
                        row.Id,
                        row.LastPaidDay!.Value,
                        row.Currency,
                        row.MrrMinor,
                        row.TermMonths ?? RenewalTerms.Months,
                        row.LastPaidDay.Value.AddDays(-(row.NoticeDays ?? RenewalTerms.NoticeDays)),
                        db.Clock.Now
                    ))
                );
                await db.SaveChangesAsync(cancellationToken);
                opened = due.Count;
            },
            cancellationToken
        );
        return new SweptRenewals(opened);
    }
}
