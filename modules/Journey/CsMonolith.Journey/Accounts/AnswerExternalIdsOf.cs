namespace CsMonolith.Journey.Accounts;

internal sealed class AnswerExternalIdsOf(JourneyDb db)
    : IRequestHandler<ExternalIdsOf, IReadOnlyDictionary<Guid, string>>
{
    // A query takes too few parameters for more ids at once.
    private const int MostIdsInAQuery = 500;

    public async Task<IReadOnlyDictionary<Guid, string>> Handle(ExternalIdsOf ask, CancellationToken cancellation)
    {
        var found = new Dictionary<Guid, string>(ask.Accounts.Count);
        foreach (var ids in ask.Accounts.Distinct().Chunk(MostIdsInAQuery))
        {
            var accounts = await db.Set<Account>()
                .Where(account => ids.Contains(account.Id))
                .Select(account => new { account.Id, account.ExternalId })
                .ToListAsync(cancellation);
            accounts.ForEach(account => found.Add(account.Id, account.ExternalId));
        }

        return found;
    }
}
