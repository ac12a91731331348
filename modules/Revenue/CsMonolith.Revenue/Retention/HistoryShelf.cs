using System.Collections.Concurrent;
using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Retention;

/// <summary>
/// Histories that were worked out before, one shelf for a host, by the rules that were asked for last. An account's are taken from it only while its
/// <see cref="HistoryVersion"/> is the one that they were worked out from. About a kilobyte for an account with fifteen movements.
/// </summary>
internal sealed class HistoryShelf(RevenueSettings settings)
{
    /// <summary>Beyond so many accounts histories are worked out each time: a shelf without a limit would be a leak.</summary>
    public int MostAccounts => settings.KeptAccounts;

    private volatile Row _row = new(null, new());

    /// <summary>The histories that are kept by some rules; those by other rules are let go.</summary>
    public ConcurrentDictionary<Guid, KeptHistories> By(RulesInForce rules)
    {
        if (_row.Rules?.Same(rules) != true)
        {
            _row = new Row(rules, new());
        }

        return _row.Kept;
    }

    private sealed record Row(RulesInForce? Rules, ConcurrentDictionary<Guid, KeptHistories> Kept);
}

/// <summary>An account's histories, one for each currency.</summary>
/// <param name="Version">Of the facts that they follow from.</param>
/// <param name="LearntAt">When the last of these was recorded.</param>
internal sealed record KeptHistories(long Version, DateTime LearntAt, AccountHistory[] Histories);

/// <summary>Works histories out as known now, and again only for accounts of which something was learnt since. One small query tells which those are.</summary>
internal sealed class HistoryBook(RevenueDb db, FactBook facts, HistoryShelf shelf)
{
    private const int IdsAtOnce = 1000;

    // As many accounts' facts are in memory at a time, whatever the number of accounts.
    private const int AccountsAtOnce = 100_000;

    /// <summary>The histories of the accounts in a scope as known at an instant that is not past, by some rules.</summary>
    public async Task<IReadOnlyList<AccountHistory>> Now(AccountScope scope, DateTime now, RulesInForce rules, CancellationToken cancellation)
    {
        var (kept, histories, stale) = (shelf.By(rules), new List<AccountHistory>(), new Dictionary<Guid, long>());

        // Versions are read before the facts: what is learnt between the two is only worked out once more.
        var versions = await Versions(scope, cancellation);
        foreach (var row in versions)
        {
            if (kept.TryGetValue(row.Id, out var one) && one.Version == row.Version && one.LearntAt <= now)
            {
                histories.AddRange(one.Histories);
            }
            else
            {
                stale.Add(row.Id, row.Version);
            }
        }

        foreach (var some in stale.Keys.Chunk(AccountsAtOnce))
        {
            var isMost = scope.All && some.Length > versions.Count / 2;
            WorkOut(await facts.Read(isMost ? null : some, knownAt: null, cancellation), stale, now, rules, kept, histories);
        }

        return histories;
    }

    private void WorkOut(
        ILookup<Purse, SubscriptionFact> read, Dictionary<Guid, long> stale, DateTime now, RulesInForce rules, ConcurrentDictionary<Guid, KeptHistories> kept, List<AccountHistory> histories)
    {
        foreach (var account in read.GroupBy(purse => purse.Key.AccountId).Where(account => stale.ContainsKey(account.Key)))
        {
            var fresh = account.Select(purse => AccountHistory.Of(purse.Key, purse.Where(fact => fact.RecordedAt <= now), rules)).ToArray();
            histories.AddRange(fresh);
            var learntAt = account.Max(purse => purse.Max(fact => fact.RecordedAt));

            // A host whose clock is ahead may have recorded what is not known here yet: that will be known without a new version.
            if (learntAt <= now && kept.Count < shelf.MostAccounts)
            {
                kept[account.Key] = new KeptHistories(stale[account.Key], learntAt, fresh);
            }
        }
    }

    private async Task<List<HistoryVersion>> Versions(AccountScope scope, CancellationToken cancellation)
    {
        var all = db.Set<HistoryVersion>().AsNoTracking();
        if (scope.All)
        {
            return await all.ToListAsync(cancellation);
        }

        var versions = new List<HistoryVersion>();
        foreach (var ids in scope.Accounts.Distinct().Chunk(IdsAtOnce))
        {
            versions.AddRange(await all.Where(row => ids.Contains(row.Id)).ToListAsync(cancellation));
        }

        return versions;
    }
}
