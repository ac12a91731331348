using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Ledger.Histories;

/// <summary>
/// Reads MRR histories as known now or earlier: the way from stored facts to MRR for whoever reports it. It takes them
/// from the cache and derives those that the cache lacks, or of which something was learnt since. Do not call it in a
/// transaction that changed facts: others would see what may yet be rolled back.
/// </summary>
internal sealed class MrrHistoryReader(
    RevenueDb db,
    FactReader facts,
    PolicyReader policies,
    MergeReader merges,
    MrrHistoryCache cache
)
{
    private const int IdsAtOnce = 1000;

    /// <summary>The histories of the accounts in a scope as known at an instant, by the rules known then.</summary>
    public async Task<IReadOnlyList<AccountHistory>> KnownAt(
        AccountScope scope,
        DateTime at,
        CancellationToken cancellation
    ) => await KnownAt(scope, at, (await policies.Read(cancellation)).KnownAt(at), cancellation);

    /// <summary>
    /// The histories of the accounts in a scope as known at an instant, by some rules. The cache holds those of the
    /// present rules and merges; others are derived for this call, 100,000 accounts at a time.
    /// </summary>
    public async Task<IReadOnlyList<AccountHistory>> KnownAt(
        AccountScope scope,
        DateTime at,
        RulesInForce rules,
        CancellationToken cancellation
    )
    {
        var present = await policies.Now(cancellation);
        if (rules.Same(present) && (await merges.Read(cancellation)).Instants.All(instant => instant <= at))
        {
            return await Cached(scope, at, rules, cancellation);
        }

        var derived = new List<AccountHistory>();
        await foreach (var lot in facts.Lots(scope, at, cancellation))
        {
            derived.AddRange(lot.Facts.Select(one => AccountHistory.Of(one.Key, one, rules)));
        }

        return derived;
    }

    // What is known of an account now was known at an earlier instant too, if the last of its facts was recorded
    // before: an earlier instant costs only what was learnt since.
    private async Task<IReadOnlyList<AccountHistory>> Cached(
        AccountScope scope,
        DateTime at,
        RulesInForce rules,
        CancellationToken cancellation
    )
    {
        var cached = cache.By(rules);
        await cached.Refresh(db, cancellation);
        await ExpectAll(cached, scope, cancellation);
        var (histories, stale) = (
            new List<AccountHistory>(scope.All ? cached.Entries.Count : scope.Accounts.Count),
            new Dictionary<Guid, long>()
        );
        foreach (
            var (id, entry) in scope.All
                ? cached.Entries
                : scope.Accounts.Select(id => KeyValuePair.Create(id, cached.Entries[id]))
        )
        {
            if (entry.HoldsAt(at))
            {
                histories.AddRange(entry.Histories!);
            }
            else
            {
                stale.Add(id, entry.Version);
            }
        }

        // Versions were read before the facts: what is learnt between the two is derived once more, never missed.
        var isMost = scope.All && stale.Count > cached.Entries.Count / 2;
        var lots = facts.Lots(
            isMost ? scope : new AccountScope(All: false, stale.Keys.ToHashSet()),
            knownAt: null,
            cancellation
        );
        await foreach (var lot in lots)
        {
            foreach (
                var account in lot
                    .Facts.GroupBy(one => one.Key.AccountId)
                    .Where(account => stale.ContainsKey(account.Key))
            )
            {
                histories.AddRange(Derive([.. account], stale[account.Key], at, cached));
                stale.Remove(account.Key);
            }
        }

        // What is left has no facts: accounts that were absorbed, and those whose import was undone.
        foreach (var (id, version) in stale)
        {
            cached.Put(id, new MrrHistoryCacheEntry(version, default, []));
        }

        return histories;
    }

    private static AccountHistory[] Derive(
        List<IGrouping<AccountCurrency, SubscriptionFact>> currencies,
        long version,
        DateTime at,
        CachedMrrHistories cached
    )
    {
        var learntAt = currencies.Max(facts => facts.Max(fact => fact.RecordedAt));
        var derived = currencies
            .ConvertAll(facts => AccountHistory.Of(facts.Key, facts.Where(fact => fact.RecordedAt <= at), cached.Rules))
            .ToArray();
        // A fact that was recorded after the instant, or by a host whose clock is ahead, will be known later without a
        // new version.
        if (learntAt <= at)
        {
            cached.Put(currencies[0].Key.AccountId, new MrrHistoryCacheEntry(version, learntAt, derived));
        }

        return derived;
    }

    // Reads versions of accounts without an entry: of all accounts once in a host's life, of some those that nobody
    // asked for before.
    private async Task ExpectAll(CachedMrrHistories cached, AccountScope scope, CancellationToken cancellation)
    {
        var rows = db.Set<HistoryVersion>().AsNoTracking().Select(row => new { row.Id, row.Version });
        if (scope.All)
        {
            if (!cached.IsComplete)
            {
                var all = await rows.ToListAsync(cancellation);
                cached.Expect(all.Select(row => (row.Id, row.Version)), areAll: true);
            }

            return;
        }

        foreach (var ids in scope.Accounts.Where(id => !cached.Entries.ContainsKey(id)).Chunk(IdsAtOnce))
        {
            var versions = await rows.Where(row => ids.Contains(row.Id))
                .ToDictionaryAsync(row => row.Id, row => row.Version, cancellation);
            cached.Expect(ids.Select(id => (id, versions.GetValueOrDefault(id))));
        }
    }
}
