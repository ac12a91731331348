using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Growth.Expansion;
using CsMonolith.Revenue.Subscriptions.Refunds;

namespace CsMonolith.Revenue.Growth.Credits;

/// <summary>Divides won deals among those who are credited. Shares of a deal add up to it, to the minor unit.</summary>
internal sealed class CreditReader(RevenueDb db)
{
    /// <summary>
    /// The deals that were won from one day to another, both included, with their shares by the split of the day on
    /// which each was won. Refunds of a deal are taken off it, whenever they were made.
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

        var amounts = ExactSum.Apportion(
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

/// <summary>Answers the module that pays by credits.</summary>
internal sealed class AnswerDealsCredited(CreditReader reader)
    : IRequestHandler<DealsCredited, IReadOnlyList<CreditedDeal>>
{
    public Task<IReadOnlyList<CreditedDeal>> Handle(DealsCredited ask, CancellationToken cancellationToken) =>
        reader.Won(AccountScope.Everything, ask.From, ask.To, cancellationToken);
}
