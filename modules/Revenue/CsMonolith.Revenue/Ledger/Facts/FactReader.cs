using System.Runtime.CompilerServices;
using CsMonolith.Revenue.Ledger.Merges;

namespace CsMonolith.Revenue.Ledger.Facts;

/// <summary>
/// One account in one currency. Amounts of unlike currencies are never added, so figures are worked out for each.
/// </summary>
internal readonly record struct AccountCurrency(Guid AccountId, string Currency);

/// <summary>
/// Reads the facts of many accounts in few queries. Facts of merged customers are listed under the survivor.
/// </summary>
internal sealed class FactReader(RevenueDb db, MergeReader merges)
{
    // Under SQLite's limit on parameters, and small enough for one plan.
    private const int IdsAtOnce = 1000;

    // As many accounts' facts are in memory at a time, whatever the number of accounts.
    private const int AccountsAtOnce = 100_000;
    private static readonly HashSet<Guid> Nobody = [];

    /// <summary>The facts of the accounts in a scope that were recorded by an instant.</summary>
    public Task<ILookup<AccountCurrency, SubscriptionFact>> Read(
        AccountScope scope,
        DateTime? knownAt,
        CancellationToken cancellation
    ) => Read(scope.All ? null : scope.Accounts, knownAt, cancellation);

    /// <summary>
    /// The facts of some accounts, or of all if <c>null</c>, that were recorded by an instant, or ever if <c>null</c>.
    /// </summary>
    public async Task<ILookup<AccountCurrency, SubscriptionFact>> Read(
        IEnumerable<Guid>? accounts,
        DateTime? knownAt,
        CancellationToken cancellation
    )
    {
        var survivors = (await merges.Read(cancellation)).At(knownAt ?? DateTime.MaxValue);
        var facts = await Stored(accounts is null ? null : survivors.Behind(accounts), knownAt, cancellation);
        return facts.ToLookup(fact => new AccountCurrency(survivors.Of(fact.AccountId), fact.Currency));
    }

    /// <summary>
    /// The facts of the accounts in a scope that were recorded by an instant, or ever if <c>null</c>. They come in lots
    /// of at most 100,000 accounts, so memory does not grow with their number. Merged customers are in one lot.
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
                    .ToLookup(fact => new AccountCurrency(fact.AccountId, fact.Currency))
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

    /// <summary>
    /// The facts of some accounts, or of all if <c>null</c>, that were recorded by an instant. Merges play no part
    /// here.
    /// </summary>
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

    // The last account of the lot that begins after some account, or null if it takes in all that are left. The
    // database orders the ids.
    private Task<Guid?> Last(Guid? after, CancellationToken cancellation) =>
        db.Set<HistoryVersion>()
            .AsNoTracking()
            .Where(row => after == null || row.Id > after)
            .OrderBy(row => row.Id)
            .Skip(AccountsAtOnce - 1)
            .Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellation);
}

/// <summary>The facts of some accounts: of those named, or of all between two ids.</summary>
/// <param name="After">The id before the first account; <c>null</c> where there is none.</param>
/// <param name="Through">The id of the last account; <c>null</c> where the lot goes to the end.</param>
/// <param name="Accounts">The accounts by name; <c>null</c> where the lot is a range of ids.</param>
/// <param name="Elsewhere">Merged customers, which come in a lot by name and are left out of every range.</param>
internal sealed record FactLot(
    Guid? After,
    Guid? Through,
    IReadOnlyCollection<Guid>? Accounts,
    IReadOnlySet<Guid> Elsewhere,
    ILookup<AccountCurrency, SubscriptionFact> Facts
);
