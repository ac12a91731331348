using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Retention;

/// <summary>
/// Tells histories as known now, and works them out only for accounts that the host has none of or of which something was learnt since. Ask it of what is
/// committed: a transaction that changed facts itself would share what it may yet take back.
/// </summary>
internal sealed class HistoryBook(RevenueDb db, FactBook facts, HistoryShelf shelf)
{
    private const int IdsAtOnce = 1000;

    // As many accounts' facts are in memory at a time, whatever the number of accounts.
    private const int AccountsAtOnce = 100_000;

    /// <summary>The histories of the accounts in a scope as known at an instant that is not past, by some rules.</summary>
    public async Task<IReadOnlyList<AccountHistory>> Now(AccountScope scope, DateTime now, RulesInForce rules, CancellationToken cancellation)
    {
        var books = shelf.By(rules);
        await books.Hear(db, cancellation);
        await EnterNew(books, scope, cancellation);
        var (histories, stale) = (new List<AccountHistory>(scope.All ? books.Entries.Count : scope.Accounts.Count), new Dictionary<Guid, long>());
        foreach (var (id, entry) in scope.All ? books.Entries : scope.Accounts.Select(id => KeyValuePair.Create(id, books.Entries[id])))
        {
            if (entry.HoldAt(now))
            {
                histories.AddRange(entry.Histories!);
            }
            else
            {
                stale.Add(id, entry.Version);
            }
        }

        // Versions were read before the facts: what is learnt between the two is only worked out once more.
        foreach (var some in stale.Keys.Chunk(AccountsAtOnce))
        {
            var isMost = scope.All && some.Length > books.Entries.Count / 2;
            WorkOut(await facts.Read(isMost ? null : some, knownAt: null, cancellation), some, stale, now, books, histories);
        }

        return histories;
    }

    private static void WorkOut(
        ILookup<Purse, SubscriptionFact> read, Guid[] accounts, Dictionary<Guid, long> stale, DateTime now, KeptBooks books, List<AccountHistory> histories)
    {
        var purses = read.ToLookup(purse => purse.Key.AccountId);
        foreach (var account in accounts)
        {
            var fresh = purses[account].Select(purse => AccountHistory.Of(purse.Key, purse.Where(fact => fact.RecordedAt <= now), books.Rules)).ToArray();
            histories.AddRange(fresh);
            var learntAt = purses[account].SelectMany(purse => purse).Select(fact => fact.RecordedAt).DefaultIfEmpty().Max();
            books.Put(account, new KeptHistories(stale[account], learntAt, fresh), now);
        }
    }

    // Of accounts without an entry the versions are read: of all once in the life of the books, of some those that were never asked for.
    private async Task EnterNew(KeptBooks books, AccountScope scope, CancellationToken cancellation)
    {
        var rows = db.Set<HistoryVersion>().AsNoTracking().Select(row => new { row.Id, row.Version });
        if (scope.All)
        {
            if (!books.AreWhole)
            {
                books.Enter((await rows.ToListAsync(cancellation)).Select(row => (row.Id, row.Version)), areAll: true);
            }

            return;
        }

        foreach (var ids in scope.Accounts.Where(id => !books.Entries.ContainsKey(id)).Chunk(IdsAtOnce))
        {
            var versions = await rows.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Version, cancellation);
            books.Enter(ids.Select(id => (id, versions.GetValueOrDefault(id))));
        }
    }
}
