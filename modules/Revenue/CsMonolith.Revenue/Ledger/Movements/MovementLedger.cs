using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Ledger.Movements;

/// <summary>
/// Writes the ledger: the movements that follow from the facts, as rows that are only ever added. For every instant at
/// which something was learnt it derives the movements known then, compares them with those of the instant before, and
/// appends the differences that are not stored yet. So the rows recorded by any instant add up to what was known at
/// that instant, in whatever order history is loaded.
/// </summary>
internal sealed class MovementLedger(
    RevenueDb db,
    FactReader reader,
    PolicyReader policies,
    MergeReader merges,
    IEnumerable<IFollowsFacts> followers
)
{
    // Tags that say how a movement was learnt. They are set as a row is written and play no part in comparing.
    private const MovementTags OfLearning = MovementTags.Void | MovementTags.Backdated | MovementTags.Merge;

    /// <summary>
    /// Appends the rows that follow from the accounts' stored facts and are missing, and publishes the news. Save the
    /// facts first.
    /// </summary>
    public async Task CatchUp(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation)
    {
        // Customers that a merge ever tied together are derived together, since one's facts may count for the other.
        var history = await merges.Read(cancellation);
        var family = accounts.SelectMany(history.FamilyOf).ToHashSet();
        var facts = (await reader.Stored(family, knownAt: null, cancellation)).ToLookup(fact =>
            (history.HeadOf(fact.AccountId), fact.Currency)
        );
        var versions = await policies.Read(cancellation);
        var present = versions.KnownAt(DateTime.MaxValue);
        var stored = (await Stored(family, cancellation)).ToLookup(row => new AccountCurrency(
            row.AccountId,
            row.Currency
        ));
        var rows = new List<Movement>();
        foreach (
            var (accountCurrency, ofFamily) in AccountCurrenciesOf(facts, history)
                .Concat(
                    stored.Select(group =>
                        (group.Key, Facts: facts[(history.HeadOf(group.Key.AccountId), group.Key.Currency)])
                    )
                )
                .DistinctBy(one => one.Key)
        )
        {
            var own = history.Within(history.FamilyOf(accountCurrency.AccountId));
            var added = Missing(accountCurrency, [.. ofFamily], stored[accountCurrency], versions, own);
            if (added.Count > 0)
            {
                rows.AddRange(added);
                var survivors = own.At(DateTime.MaxValue);
                var changes = AccountHistory
                    .Of(
                        accountCurrency,
                        ofFamily.Where(fact => survivors.Of(fact.AccountId) == accountCurrency.AccountId),
                        present
                    )
                    .Changes.ToList();
                Publish(
                    accountCurrency,
                    added,
                    changes,
                    isAbsorbed: survivors.Of(accountCurrency.AccountId) != accountCurrency.AccountId
                );
            }
        }

        await db.Append(rows, cancellation);
        await HistoryVersion.Raise(db, family, cancellation);
        foreach (var follower in followers)
        {
            await follower.Follow(family, cancellation);
        }
    }

    private static IEnumerable<(AccountCurrency Key, IEnumerable<SubscriptionFact> Facts)> AccountCurrenciesOf(
        ILookup<(Guid Head, string Currency), SubscriptionFact> facts,
        MergeHistory history
    ) =>
        facts.SelectMany(group =>
            history
                .FamilyOf(group.Key.Head)
                .Select(account => (new AccountCurrency(account, group.Key.Currency), group.AsEnumerable()))
        );

    private async Task<List<Movement>> Stored(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation)
    {
        var rows = new List<Movement>();
        foreach (var ids in accounts.Distinct().Chunk(1000))
        {
            rows.AddRange(
                await db.Set<Movement>()
                    .AsNoTracking()
                    .Where(row => ids.Contains(row.AccountId))
                    .ToListAsync(cancellation)
            );
        }

        return rows;
    }

    private List<Movement> Missing(
        AccountCurrency accountCurrency,
        List<SubscriptionFact> facts,
        IEnumerable<Movement> stored,
        PolicyVersions versions,
        MergeHistory own
    )
    {
        var accountOf = facts
            .DistinctBy(fact => fact.SubscriptionId)
            .ToDictionary(fact => fact.SubscriptionId, fact => fact.AccountId);
        var wanted = new Dictionary<Entry, int>();
        var known = new List<Entry>();
        var bySubscription = facts.ToLookup(fact => fact.SubscriptionId);
        var deltas = new Dictionary<Guid, IReadOnlyList<MrrDelta>>();
        var learnt = facts.ToLookup(fact => fact.RecordedAt);
        var first = facts.Count == 0 ? DateTime.MaxValue : learnt.Min(group => group.Key);
        foreach (
            var at in learnt
                .Select(group => group.Key)
                .Union(versions.Instants.Concat(own.Instants).Where(instant => instant > first))
                .Order()
        )
        {
            // Only subscriptions of which something was learnt are derived again; all of them where the rules changed.
            var rules = versions.KnownAt(at);
            var touched = versions.Instants.Contains(at) ? [.. deltas.Keys] : Array.Empty<Guid>();
            foreach (var subscription in learnt[at].Select(fact => fact.SubscriptionId).Union(touched))
            {
                deltas[subscription] = MrrHistory.Deltas(
                    bySubscription[subscription].Where(fact => fact.RecordedAt <= at),
                    rules
                );
            }

            var survivors = own.At(at);
            var standing = deltas
                .Where(one => survivors.Of(accountOf[one.Key]) == accountCurrency.AccountId)
                .SelectMany(one => one.Value);
            var now = AccountHistory
                .OfLevels(accountCurrency, MrrHistory.Total(standing, rules), rules)
                .Changes.Select(change => new Entry(
                    default,
                    change.On,
                    change.Kind,
                    change.Size,
                    change.Tags,
                    change.Parts
                ))
                .ToList();
            var (gone, come) = Differences(known, now);
            foreach (var entry in gone)
            {
                wanted[entry with { At = at }] = -1;
            }

            foreach (var entry in come)
            {
                wanted[entry with { At = at }] = 1;
            }

            known = now;
        }

        foreach (var row in stored)
        {
            var entry = Stored(row, wanted);
            wanted[entry] = wanted.GetValueOrDefault(entry) - (row.IsReversal ? -1 : 1);
        }

        return
        [
            .. wanted
                .Where(pair => pair.Value != 0)
                .OrderBy(pair => pair.Key.At)
                .ThenBy(pair => pair.Value)
                .ThenBy(pair => pair.Key.On)
                .SelectMany(pair =>
                    Enumerable
                        .Repeat(pair.Key, Math.Abs(pair.Value))
                        .Select(entry =>
                            Row(
                                accountCurrency,
                                entry,
                                isReversal: pair.Value < 0,
                                [.. learnt[entry.At]],
                                isMerge: own.Instants.Contains(entry.At)
                            )
                        )
                ),
        ];
    }

    // A row of before parts were stored stands for the entry that is wanted of its day, whatever its parts.
    private static Entry Stored(Movement row, Dictionary<Entry, int> wanted)
    {
        var entry = new Entry(
            row.RecordedAt,
            row.On,
            row.Kind,
            Math.Abs(row.AmountMinor),
            row.Tags & ~OfLearning,
            row.Parts is { } parts ? (row.IsReversal ? -parts : parts) : default
        );
        return row.Parts is not null
            ? entry
            : wanted
                .Keys.Where(one =>
                    one with { Parts = default } == entry && Math.Sign(wanted[one]) == (row.IsReversal ? -1 : 1)
                )
                .DefaultIfEmpty(entry)
                .First();
    }

    // A fact changes few days, so equal entries at both ends are skipped before the rest is compared.
    private static (IEnumerable<Entry> Gone, IEnumerable<Entry> Come) Differences(List<Entry> known, List<Entry> now)
    {
        var shorter = Math.Min(known.Count, now.Count);
        var (first, last) = (0, 0);
        while (first < shorter && known[first] == now[first])
        {
            first++;
        }

        while (last < shorter - first && known[^(last + 1)] == now[^(last + 1)])
        {
            last++;
        }

        var (before, after) = (known[first..^last], now[first..^last]);
        return (before.Except(after), after.Except(before));
    }

    private Movement Row(
        AccountCurrency accountCurrency,
        Entry entry,
        bool isReversal,
        IReadOnlyCollection<SubscriptionFact> learnt,
        bool isMerge
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            AccountId = accountCurrency.AccountId,
            Currency = accountCurrency.Currency,
            On = entry.On,
            Kind = entry.Kind,
            AmountMinor = isReversal ? -entry.Size : entry.Size,
            IsReversal = isReversal,
            RecordedAt = entry.At,
            SeatsMinor = isReversal ? -entry.Parts.Seats : entry.Parts.Seats,
            PriceRiseMinor = isReversal ? -entry.Parts.PriceRise : entry.Parts.PriceRise,
            EscalatorMinor = isReversal ? -entry.Parts.Escalator : entry.Parts.Escalator,
            PauseMinor = isReversal ? -entry.Parts.Pause : entry.Parts.Pause,
            FreeDowngradeMinor = isReversal ? -entry.Parts.FreeDowngrade : entry.Parts.FreeDowngrade,
            Backfilled = IsBackfilled(learnt),
            Tags =
                entry.Tags
                | (learnt.Any(fact => fact.Kind == FactKind.Voided) ? MovementTags.Void : MovementTags.None)
                | (isMerge ? MovementTags.Merge : MovementTags.None)
                | (
                    !IsBackfilled(learnt) && entry.On < db.Clock.DayOf(entry.At)
                        ? MovementTags.Backdated
                        : MovementTags.None
                ),
        };

    private static bool IsBackfilled(IReadOnlyCollection<SubscriptionFact> learnt) =>
        learnt.Count > 0 && learnt.All(fact => fact.Backfilled);

    // The last news is always the account's latest movement, so that whoever keeps a copy of its MRR has the right one.
    // Of a history that is loaded it is the only news, and the import tells the timeline about each subscription:
    // batches re-derive what came before. Of a merge it is the only news too: what is restated happened long ago, and
    // the absorbed customer is told to have nothing.
    private void Publish(
        AccountCurrency accountCurrency,
        List<Movement> added,
        IReadOnlyList<MrrChange> changes,
        bool isAbsorbed
    )
    {
        var byDay = changes.ToDictionary(change => change.On);
        MrrChange? told = null;
        foreach (
            var row in added
                .Where(row =>
                    row is { IsReversal: false, Backfilled: false }
                    && !row.Tags.HasFlag(MovementTags.Merge)
                    && byDay.ContainsKey(row.On)
                )
                .OrderBy(row => row.On)
        )
        {
            told = byDay[row.On];
            var moved = Moved(accountCurrency, told.Value);
            db.Publish(moved);
            var word = row.Kind.ToString().ToLowerInvariant();
            db.Publish(
                new SomethingHappened(
                    row.AccountId,
                    row.On,
                    $"mrr-{word}",
                    row.Id.ToString(),
                    $"MRR {word}: {moved.Before} to {moved.After}",
                    $"MRR {InJapanese(row.Kind)}: {moved.Before} → {moved.After}"
                )
            );
        }

        if (changes.Count > 0 && told != changes[^1])
        {
            db.Publish(Moved(accountCurrency, changes[^1]));
        }
        else if (changes.Count == 0 && isAbsorbed)
        {
            db.Publish(
                Moved(
                    accountCurrency,
                    new MrrChange(
                        db.Clock.Today,
                        MovementKind.Contraction,
                        -added.Sum(row => row.Change),
                        0,
                        MovementTags.Merge,
                        default
                    )
                )
            );
        }
    }

    private static MrrMoved Moved(AccountCurrency accountCurrency, MrrChange change) =>
        new(
            accountCurrency.AccountId,
            change.Kind,
            new Money(change.Before, accountCurrency.Currency),
            new Money(change.After, accountCurrency.Currency),
            change.On
        );

    private static string InJapanese(MovementKind kind) =>
        kind switch
        {
            MovementKind.New => "新規",
            MovementKind.Expansion => "拡大",
            MovementKind.Contraction => "縮小",
            MovementKind.Churn => "解約",
            _ => "復活",
        };

    // What distinguishes one row from another, and when it was learnt.
    private readonly record struct Entry(
        DateTime At,
        DateOnly On,
        MovementKind Kind,
        long Size,
        MovementTags Tags,
        PartSizes Parts
    );
}
