using CsMonolith.Revenue.Expansion;
using CsMonolith.Revenue.Measures;
using CsMonolith.Revenue.Refunds;

namespace CsMonolith.Revenue.Credits;

/// <summary>Works out who gets what of the deals that were won. Shares of a deal add up to it, to the minor unit.</summary>
internal sealed class CreditBook(RevenueDb db)
{
    /// <summary>
    /// Deals that were won from one day to another, both included, each with its shares by the split in force on the day it was won. What was
    /// given back of a deal is taken off it, whenever that was.
    /// </summary>
    public async Task<IReadOnlyList<CreditedDeal>> Won(
        AccountScope scope,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var deals = await db.Set<ExpansionOpportunity>()
            .AsNoTracking()
            .Within(scope, row => row.AccountId)
            .Where(row => row.Stage == OpportunityStage.Won && row.ClosedOn >= from && row.ClosedOn <= to)
            .OrderBy(row => row.ClosedOn)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellation);
        var (splits, refunds) = (new List<CreditSplit>(), new List<Refund>());
        foreach (var ids in deals.Select(deal => deal.Id).Chunk(1000))
        {
            splits.AddRange(
                await db.Set<CreditSplit>()
                    .AsNoTracking()
                    .Where(split => ids.Contains(split.OpportunityId))
                    .ToListAsync(cancellation)
            );
            refunds.AddRange(
                await db.Set<Refund>()
                    .AsNoTracking()
                    .Where(refund => refund.OpportunityId != null && ids.Contains(refund.OpportunityId.Value))
                    .ToListAsync(cancellation)
            );
        }

        var byDeal = splits.ToLookup(split => split.OpportunityId);
        var given = refunds.ToLookup(refund => refund.OpportunityId!.Value, refund => refund.AmountMinor);
        return
        [
            .. deals.Select(deal =>
                Of(
                    deal,
                    Math.Max(0, deal.WonMinor - given[deal.Id].Sum()),
                    CreditSplit.On(byDeal[deal.Id], deal.ClosedOn!.Value)
                )
            ),
        ];
    }

    private static CreditedDeal Of(ExpansionOpportunity deal, long kept, CreditSplit? split)
    {
        if (split is null)
        {
            return new CreditedDeal(deal.Id, deal.AccountId, deal.ClosedOn!.Value, new Money(kept, deal.Currency), []);
        }

        var amounts = Sum.Apportion(
            kept,
            [.. split.Shares.Select(share => Ratio.Of(share.Percent) * new Ratio(kept, 100))]
        );
        return new CreditedDeal(
            deal.Id,
            deal.AccountId,
            deal.ClosedOn!.Value,
            new Money(kept, deal.Currency),
            [
                .. split.Shares.Select(
                    (share, i) =>
                        new DealCredit(
                            share.Role.ToString().ToLowerInvariant(),
                            share.PersonId,
                            share.PartnerId,
                            share.Percent,
                            new Money(amounts[i], deal.Currency)
                        )
                ),
            ]
        );
    }
}

/// <summary>Answers whoever pays by it.</summary>
internal sealed class AnswerDealsCredited(CreditBook book) : IRequestHandler<DealsCredited, IReadOnlyList<CreditedDeal>>
{
    public Task<IReadOnlyList<CreditedDeal>> Handle(DealsCredited ask, CancellationToken cancellationToken) =>
        book.Won(AccountScope.Everything, ask.From, ask.To, cancellationToken);
}
