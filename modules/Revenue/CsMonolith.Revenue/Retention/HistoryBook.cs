using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Retention;

/// <summary>
/// Tells histories as known now or earlier, and works them out only for accounts that the host has none of or of which something was learnt since. Ask it of what
/// is committed: a transaction that changed facts itself would share what it may yet take back.
/// </summary>
internal sealed class HistoryBook(RevenueDb db, FactBook facts, HistoryShelf shelf)
{
    private const int IdsAtOnce = 1000;

    /// <summary>
    /// The histories of the accounts in a scope as known at an instant, by the rules of the present. What is known of an account now was known then, if the last of
    /// it was learnt before: an earlier day costs no more than what was learnt since.
    /// </summary>
    /// <param name="scope">Which accounts.</param>
    /// <param name="at">Now, or an instant since which no merge was recorded or voided.</param>
    /// <param name="rules">Those of the present: the host keeps what follows from these alone.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<AccountHistory>> As(
        AccountScope scope,
        DateTime at,
        RulesInForce rules,
        CancellationToken cancellation
    )
    {
        var books = shelf.By(rules);
        await books.Hear(db, cancellation);
        await EnterNew(books, scope, cancellation);
        var (histories, stale) = (
            new List<AccountHistory>(scope.All ? books.Entries.Count : scope.Accounts.Count),
            new Dictionary<Guid, long>()
        );
        foreach (
            var (id, entry) in scope.All
                ? books.Entries
                : scope.Accounts.Select(id => KeyValuePair.Create(id, books.Entries[id]))
        )
        {
            if (entry.HoldAt(at))
            {
                histories.AddRange(entry.Histories!);
            }
            else
            {
                stale.Add(id, entry.Version);
            }
        }

        // Versions were read before the facts: what is learnt between the two is only worked out once more.
        var isMost = scope.All && stale.Count > books.Entries.Count / 2;
        var lots = facts.Lots(
            isMost ? scope : new AccountScope(All: false, stale.Keys.ToHashSet()),
            knownAt: null,
            cancellation
        );
        await foreach (var lot in lots)
        {
            foreach (
                var account in lot
                    .Facts.GroupBy(purse => purse.Key.AccountId)
                    .Where(account => stale.ContainsKey(account.Key))
            )
            {
                histories.AddRange(Fresh(account, stale[account.Key], at, books));
                stale.Remove(account.Key);
            }
        }

        // Those that were absorbed, and those that turned out to have nothing.
        foreach (var (id, version) in stale)
        {
            books.Put(id, new KeptHistories(version, default, []));
        }

        return histories;
    }

    private static AccountHistory[] Fresh(
        IEnumerable<IGrouping<Purse, SubscriptionFact>> account,
        long version,
        DateTime at,
        KeptBooks books
    )
    {
        var purses = account.ToList();
        var (id, learntAt) = (purses[0].Key.AccountId, purses.Max(purse => purse.Max(fact => fact.RecordedAt)));
        var fresh = purses
            .ConvertAll(purse => AccountHistory.Of(purse.Key, purse.Where(fact => fact.RecordedAt <= at), books.Rules))
            .ToArray();

        // What was learnt after the instant, or by a host whose clock is ahead, will be known without a new version.
        if (learntAt <= at)
        {
            books.Put(id, new KeptHistories(version, learntAt, fresh));
        }

        return fresh;
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
            var versions = await rows.Where(row => ids.Contains(row.Id))
                .ToDictionaryAsync(row => row.Id, row => row.Version, cancellation);
            books.Enter(ids.Select(id => (id, versions.GetValueOrDefault(id))));
        }
    }
}
