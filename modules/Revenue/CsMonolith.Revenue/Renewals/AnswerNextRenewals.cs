namespace CsMonolith.Revenue.Renewals;

internal sealed class AnswerNextRenewals(RevenueDb db)
    : IRequestHandler<NextRenewals, IReadOnlyDictionary<Guid, NextRenewal>>
{
    private const int IdsInAQuery = 500;

    public async Task<IReadOnlyDictionary<Guid, NextRenewal>> Handle(
        NextRenewals ask,
        CancellationToken cancellationToken
    )
    {
        var (today, next) = (db.Clock.Today, new Dictionary<Guid, NextRenewal>());
        foreach (var ids in ask.Accounts.Distinct().Chunk(IdsInAQuery))
        {
            var open = await db.Set<Renewal>()
                .AsNoTracking()
                .Where(row =>
                    ids.Contains(row.AccountId)
                    && row.DueOn >= today
                    && row.SettledOn == null
                    && row.Stage != RenewalStage.Withdrawn
                )
                .ToListAsync(cancellationToken);
            foreach (var of in open.GroupBy(row => row.AccountId))
            {
                var row = of.MinBy(one => (one.DueOn, one.Id))!;
                next[of.Key] = new NextRenewal(row.Id, row.AccountId, row.DueOn, row.NoticeBy, row.Due);
            }
        }

        return next;
    }
}
