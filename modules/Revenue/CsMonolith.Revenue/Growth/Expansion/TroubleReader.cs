using CsMonolith.Health.Contracts;
using CsMonolith.Revenue.Renewals;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Growth.Expansion;

/// <summary>Why a customer is in trouble: somebody to be helped, and not to be sold to.</summary>
internal enum TroubleSign
{
    /// <summary>The model's chance of churn is at least twice its base rate: the band "high" of the score.</summary>
    LikelyToChurn,

    /// <summary>A subscription has been cancelled within 90 days, or ends by a cancellation in days to come.</summary>
    Cancelled,

    /// <summary>A subscription is paused.</summary>
    Paused,

    /// <summary>
    /// Whoever called an open renewal last, the leader before the person, thinks it more likely lost than renewed.
    /// </summary>
    RenewalDoubted,
}

/// <summary>Reads whether customers are in trouble.</summary>
internal sealed class TroubleReader(RevenueDb db)
{
    private const int RecentDays = 90;

    /// <summary>The signs of trouble of an account today; empty if all is well.</summary>
    public async Task<IReadOnlyList<TroubleSign>> Of(Guid account, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        var signs = new List<TroubleSign>();
        var risk = await db.Set<AccountRisk>()
            .AsNoTracking()
            .Where(one => one.AccountId == account)
            .OrderByDescending(one => one.AsOf)
            .ThenByDescending(one => one.HeardAt)
            .ThenByDescending(one => one.Id)
            .FirstOrDefaultAsync(cancellation);
        if (risk?.Band == ScoreBand.High)
        {
            signs.Add(TroubleSign.LikelyToChurn);
        }

        var subscriptions = await db.Set<Subscription>()
            .AsNoTracking()
            .Where(row => row.AccountId == account && row.VoidedAt == null)
            .ToListAsync(cancellation);
        if (
            subscriptions.Exists(row =>
                row.CancelledOn is { } day && (day > today.AddDays(-RecentDays) || row.LastPaidDay >= today)
            )
        )
        {
            signs.Add(TroubleSign.Cancelled);
        }

        if (subscriptions.Exists(row => row.PausedOn <= today && !(row.LastPaidDay < today)))
        {
            signs.Add(TroubleSign.Paused);
        }

        var open = await db.Set<Renewal>()
            .AsNoTracking()
            .Where(row => row.AccountId == account && row.SettledOn == null)
            .Select(row => row.Id)
            .ToListAsync(cancellation);
        var calls = await db.Set<RenewalCall>()
            .AsNoTracking()
            .Where(call => open.Contains(call.RenewalId))
            .ToListAsync(cancellation);
        if (
            calls
                .GroupBy(call => call.RenewalId)
                .Any(said =>
                    said.MaxBy(call => (call.By == CallKind.Final, call.At, call.Id))!.Millionths * 2 < Chance.Certain
                )
        )
        {
            signs.Add(TroubleSign.RenewalDoubted);
        }

        return signs;
    }
}
