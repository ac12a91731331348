namespace CsMonolith.Revenue.Subscriptions;

internal sealed class AnswerSubscriptionHomes(RevenueDb db)
    : IRequestHandler<SubscriptionHomes, IReadOnlyDictionary<string, SubscriptionHome>>
{
    public async Task<IReadOnlyDictionary<string, SubscriptionHome>> Handle(
        SubscriptionHomes ask,
        CancellationToken cancellationToken
    )
    {
        var homes = new Dictionary<string, SubscriptionHome>(StringComparer.Ordinal);
        foreach (var ids in ask.ExternalIds.Distinct(StringComparer.Ordinal).Chunk(1000))
        {
            var found = await db.Set<Subscription>()
                .AsNoTracking()
                .Where(row => ids.Contains(row.ExternalId))
                .Select(row => new
                {
                    row.ExternalId,
                    row.AccountId,
                    row.StartsOn,
                    row.LastPaidDay,
                })
                .ToListAsync(cancellationToken);
            foreach (var row in found)
            {
                homes.Add(row.ExternalId, new SubscriptionHome(row.AccountId, row.StartsOn, row.LastPaidDay));
            }
        }

        return homes;
    }
}
