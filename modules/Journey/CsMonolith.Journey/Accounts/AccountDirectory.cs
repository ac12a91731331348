using CsMonolith.Journey.Accounts.Prospects;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Journey.Accounts;

internal sealed class AccountDirectory(JourneyDb db) : IAccountDirectory
{
    public async Task<Error?> NotFound(Guid account, CancellationToken cancellation) =>
        await db.Set<Account>().AnyAsync(one => one.Id == account, cancellation)
            ? null
            : PlatformErrors.NotFound("account", account);

    public async Task<Error?> NoCustomer(Guid account, CancellationToken cancellation)
    {
        if (await NotFound(account, cancellation) is { } notFound)
        {
            return notFound;
        }

        var prospect = await db.Set<Account>()
            .Where(one =>
                one.Id == account
                && db.Set<Prospect>().Any(open => open.AccountId == account && open.State != ProspectState.Won)
            )
            .Select(one => one.Name)
            .SingleOrDefaultAsync(cancellation);
        return prospect is null ? null : ProspectRefusals.NoCustomer("journey.account.prospect", account, prospect);
    }

    public async Task<IReadOnlyDictionary<string, Guid>> ByExternalId(
        IEnumerable<string?> externalIds,
        CancellationToken cancellation
    )
    {
        var ids = externalIds.OfType<string>().Distinct().ToArray();
        return await db.Set<Account>()
            .Where(account => ids.Contains(account.ExternalId))
            .ToDictionaryAsync(account => account.ExternalId, account => account.Id, cancellation);
    }

    public Task<bool> IsProspect(Guid account, CancellationToken cancellation) =>
        db.Set<Prospect>().AnyAsync(one => one.AccountId == account && one.State != ProspectState.Won, cancellation);

    public async Task Win(Guid account, DateOnly on, string how, Guid? by, CancellationToken cancellation)
    {
        if (await db.Set<Prospect>().FindAsync([account], cancellation) is { } prospect)
        {
            prospect.Win(db, (await db.Set<Account>().FindAsync([account], cancellation))!, on, how, by);
        }
    }
}
