using CsMonolith.Platform.Search;

namespace CsMonolith.Journey.Accounts;

/// <summary>
/// Finds accounts by name or external id. O(accounts): names are compared in a form that no database has, and a list of
/// names is small.
/// </summary>
internal sealed class AccountSearch(JourneyDb db) : ISearchSource
{
    public string Operation => nameof(ListAccounts);

    public async Task<IReadOnlyList<FoundThing>> Find(
        SearchText text,
        AccountScope accounts,
        int limit,
        CancellationToken cancellation
    )
    {
        var named = await db.Set<Account>()
            .AsNoTracking()
            .Within(accounts, account => account.Id)
            .Select(account => new
            {
                account.Id,
                account.Name,
                account.ExternalId,
            })
            .ToListAsync(cancellation);
        return
        [
            .. named
                .Select(account => (Account: account, Rank: text.Rank(account.Name, account.ExternalId)))
                .Where(one => one.Rank is not null)
                .OrderBy(one => one.Rank)
                .ThenBy(one => one.Account.Name, StringComparer.Ordinal)
                .Take(limit)
                .Select(one => new FoundThing(
                    "account",
                    one.Account.Id,
                    one.Account.Name,
                    one.Account.ExternalId,
                    $"/v1/accounts/{one.Account.Id}",
                    one.Rank!.Value
                )),
        ];
    }
}
