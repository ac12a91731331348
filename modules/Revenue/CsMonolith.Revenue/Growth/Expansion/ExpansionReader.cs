using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Growth.Proposals;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Subscriptions.Purchases;

namespace CsMonolith.Revenue.Growth.Expansion;

/// <summary>Finds what could be proposed to a customer, within what the caller may see.</summary>
internal sealed class ExpansionReader(
    RevenueDb db,
    AccountVisibility visibility,
    IMediator mediator,
    TroubleReader troubles
)
{
    // What a customer turned down is not put before them again for half a year.
    private const int QuietDays = 180;

    /// <summary>
    /// The customer and its proposals, the best fit first; <c>null</c> if it is missing or out of visibility.
    /// </summary>
    public async Task<(AccountAsOf Account, ExpansionProposals Proposals)?> Of(Guid id, CancellationToken cancellation)
    {
        var (scope, today) = (await visibility.Accounts(cancellation), db.Clock.Today);
        var accounts = scope.Holds(id)
            ? await mediator.Send(new AccountsAsOf(scope.All ? null : scope.Accounts, today), cancellation)
            : [];
        if (accounts.SingleOrDefault(one => one.Id == id) is not { } account)
        {
            return null;
        }

        var signs = await troubles.Of(id, cancellation);
        return (
            account,
            new ExpansionProposals(
                id,
                db.Clock.Now,
                signs,
                signs.Count > 0,
                signs.Count > 0 ? [] : await Ranked(account, accounts, today, cancellation)
            )
        );
    }

    private async Task<IReadOnlyList<ExpansionProposal>> Ranked(
        AccountAsOf account,
        IReadOnlyCollection<AccountAsOf> accounts,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var peers = ProposalRanking.PeersOf(account, accounts);
        var running = await Running([account.Id, .. peers.Accounts], today, cancellation);
        var currency = running
            .Where(one => one.AccountId == account.Id)
            .OrderByDescending(one => one.MrrMinor)
            .ThenBy(one => one.Id)
            .FirstOrDefault()
            ?.Currency;
        var usage = await db.Set<UsageMonth>()
            .AsNoTracking()
            .Where(one => one.AccountId == account.Id)
            .OrderByDescending(one => one.AsOf)
            .FirstOrDefaultAsync(cancellation);
        var purchases = await db.Set<Purchase>()
            .AsNoTracking()
            .Where(one => one.AccountId == account.Id && one.On <= today)
            .ToListAsync(cancellation);
        var before = (
            await db.Set<ExpansionOpportunity>()
                .AsNoTracking()
                .Where(one => one.AccountId == account.Id)
                .ToListAsync(cancellation)
        ).ToLookup(one => (one.Kind, one.Product));
        return
        [
            .. ProposalRanking
                .Rank(account.Id, peers, [.. running.Where(one => one.Currency == currency)], purchases, usage, today)
                .Where(one =>
                    !before[(one.Kind, one.Product)]
                        .Any(tried =>
                            tried.Stage is OpportunityStage.Rejected or OpportunityStage.Lost
                            && tried.ClosedOn > today.AddDays(-QuietDays)
                        )
                )
                .Select(
                    (one, i) =>
                        new ExpansionProposal(
                            i + 1,
                            one.Kind,
                            one.Product,
                            one.Fit.ToNumber()!.Value,
                            one.Share?.Of ?? 0,
                            one.Expected,
                            one.En,
                            one.Ja,
                            account.Purposes,
                            before[(one.Kind, one.Product)].FirstOrDefault(open => open.ClosedOn is null)?.Id,
                            PeerInterval.Of(one.Share)
                        )
                ),
        ];
    }

    private async Task<IReadOnlyList<Subscription>> Running(
        IReadOnlyCollection<Guid> accounts,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var running = new List<Subscription>();
        foreach (var ids in accounts.Chunk(1000))
        {
            running.AddRange(
                await db.Set<Subscription>()
                    .AsNoTracking()
                    .Where(row =>
                        ids.Contains(row.AccountId)
                        && row.MrrMinor > 0
                        && row.VoidedAt == null
                        && row.StartsOn <= today
                        && !(row.LastPaidDay < today)
                    )
                    .ToListAsync(cancellation)
            );
        }

        return running;
    }
}
