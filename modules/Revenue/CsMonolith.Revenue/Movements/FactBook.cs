using System.Runtime.CompilerServices;
using CsMonolith.Revenue.Merges;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Movements;

/// <summary>One account in one currency: unlike currencies are never added.</summary>
internal readonly record struct Purse(Guid AccountId, string Currency);

/// <summary>Reads facts for many accounts in a few queries. Customers that were merged by then have theirs under the survivor.</summary>
internal sealed class FactBook(RevenueDb db, MergeBook merges)
{
    // Under SQLite's limit on parameters, and small enough for one plan.
    private const int IdsAtOnce = 1000;

    // As many accounts' facts are in memory at a time, whatever the number of accounts.
    private const int AccountsAtOnce = 100_000;
    private static readonly HashSet<Guid> Nobody = [];

    /// <summary>The facts of the accounts in a scope that were recorded by an instant.</summary>
    public Task<ILookup<Purse, SubscriptionFact>> Read(
        AccountScope scope,
        DateTime? knownAt,
        CancellationToken cancellation
    ) => Read(scope.All ? null : scope.Accounts, knownAt, cancellation);

    /// <summary>The facts of some accounts, or of all if <c>null</c>, that were recorded by an instant, or ever if <c>null</c>.</summary>
    public async Task<ILookup<Purse, SubscriptionFact>> Read(
        IEnumerable<Guid>? accounts,
        DateTime? knownAt,
        CancellationToken cancellation
    )
    {
        var survivors = (await merges.Read(cancellation)).At(knownAt ?? DateTime.MaxValue);
        var facts = await Stored(accounts is null ? null : survivors.Behind(accounts), knownAt, cancellation);
        return facts.ToLookup(fact => new Purse(survivors.Of(fact.AccountId), fact.Currency));
    }

    /// <summary>
    /// The facts of the accounts in a scope that were recorded by an instant, or ever if <c>null</c>, some accounts at a time: memory does not grow with them. Customers
    /// that became one are in one lot.
    /// </summary>
    public async IAsyncEnumerable<FactLot> Lots(
        AccountScope scope,
        DateTime? knownAt,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        if (!scope.All)
        {
            foreach (var some in scope.Accounts.Chunk(AccountsAtOnce))
            {
                yield return new FactLot(
                    After: null,
                    Through: null,
                    some,
                    Nobody,
                    await Read(some, knownAt, cancellation)
                );
            }

            yield break;
        }

        var merged = (await merges.Read(cancellation)).At(knownAt ?? DateTime.MaxValue).Merged;
        Guid? after = null;
        do
        {
            var through = await Last(after, cancellation);
            var facts = Known(knownAt)
                .Where(fact =>
                    (after == null || fact.AccountId > after) && (through == null || fact.AccountId <= through)
                );
            var stored = await facts.ToListAsync(cancellation);
            yield return new FactLot(
                after,
                through,
                Accounts: null,
                merged,
                stored
                    .Where(fact => !merged.Contains(fact.AccountId))
                    .ToLookup(fact => new Purse(fact.AccountId, fact.Currency))
            );
            after = through;
        } while (after is not null);

        if (merged.Count > 0)
        {
            yield return new FactLot(
                After: null,
                Through: null,
                merged,
                Nobody,
                await Read(merged, knownAt, cancellation)
            );
        }
    }

    /// <summary>Every fact of some accounts, or of all if <c>null</c>, that was recorded by an instant, under the account with which it was stored.</summary>
    public async Task<IReadOnlyList<SubscriptionFact>> Stored(
        IEnumerable<Guid>? accounts,
        DateTime? knownAt,
        CancellationToken cancellation
    )
    {
        var known = Known(knownAt);
        if (accounts is null)
        {
            return await known.ToListAsync(cancellation);
        }

        var facts = new List<SubscriptionFact>();
        foreach (var ids in accounts.Distinct().Chunk(IdsAtOnce))
        {
            facts.AddRange(await known.Where(fact => ids.Contains(fact.AccountId)).ToListAsync(cancellation));
        }

        return facts;
    }

    private IQueryable<SubscriptionFact> Known(DateTime? knownAt) =>
        knownAt is { } instant
            ? db.Set<SubscriptionFact>().AsNoTracking().Where(fact => fact.RecordedAt <= instant)
            : db.Set<SubscriptionFact>().AsNoTracking();

    // The last account of the lot that begins after some account, or null if all that are left fit into it. By the database's own order of ids.
    private Task<Guid?> Last(Guid? after, CancellationToken cancellation) =>
        db.Set<HistoryVersion>()
            .AsNoTracking()
            .Where(row => after == null || row.Id > after)
            .OrderBy(row => row.Id)
            .Skip(AccountsAtOnce - 1)
            .Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellation);
}

/// <summary>The facts of some accounts, and which these are: those named, or else every one after some id and up to another.</summary>
/// <param name="After">Excluded; <c>null</c> from the very first.</param>
/// <param name="Through">Included; <c>null</c> to the very last.</param>
/// <param name="Accounts">Those named.</param>
/// <param name="Elsewhere">Customers that became one: they are in a lot by name, and in no stretch.</param>
internal sealed record FactLot(
    Guid? After,
    Guid? Through,
    IReadOnlyCollection<Guid>? Accounts,
    IReadOnlySet<Guid> Elsewhere,
    ILookup<Purse, SubscriptionFact> Facts
);
