using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Merges;
using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Movements;

/// <summary>
/// Keeps the stored ledger in step with the facts. For every instant at which something was learnt it derives what was known then;
/// the ledger holds the differences from one instant to the next, and whatever it lacks is appended. So the rows recorded by any
/// instant add up to what was known at that instant, whatever the order in which history is loaded.
/// </summary>
internal sealed class MovementLedger(RevenueDb db, FactBook book, PolicyBook policies, MergeBook merges)
{
    // How a movement was learnt, which the facts alone do not say of a stored row.
    private const MovementTags OfLearning = MovementTags.Void | MovementTags.Backdated | MovementTags.Merge;

    /// <summary>Appends what the accounts' stored facts say and the ledger does not, and tells the news of it. Save the facts first.</summary>
    public async Task CatchUp(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation)
    {
        // Customers that a merge ever tied together share their facts, so they are worked out together.
        var history = await merges.Read(cancellation);
        var family = accounts.SelectMany(history.FamilyOf).ToHashSet();
        var facts = (await book.Stored(family, knownAt: null, cancellation)).ToLookup(fact =>
            (history.HeadOf(fact.AccountId), fact.Currency)
        );
        var versions = await policies.Read(cancellation);
        var present = versions.KnownAt(DateTime.MaxValue);
        var stored = (await Stored(family, cancellation)).ToLookup(row => new Purse(row.AccountId, row.Currency));
        var rows = new List<Movement>();
        foreach (
            var (purse, ofFamily) in PursesOf(facts, history)
                .Concat(
                    stored.Select(group =>
                        (group.Key, Facts: facts[(history.HeadOf(group.Key.AccountId), group.Key.Currency)])
                    )
                )
                .DistinctBy(one => one.Key)
        )
        {
            var own = history.Within(history.FamilyOf(purse.AccountId));
            var added = Missing(purse, [.. ofFamily], stored[purse], versions, own);
            if (added.Count > 0)
            {
                rows.AddRange(added);
                var survivors = own.At(DateTime.MaxValue);
                var moves = MrrHistory.Moves(
                    MrrHistory.Balances(
                        ofFamily.Where(fact => survivors.Of(fact.AccountId) == purse.AccountId),
                        present
                    ),
                    present
                );
                Tell(purse, added, moves, isAbsorbed: survivors.Of(purse.AccountId) != purse.AccountId);
            }
        }

        await db.Append(rows, cancellation);
        await HistoryVersion.Raise(db, family, cancellation);
    }

    private static IEnumerable<(Purse Key, IEnumerable<SubscriptionFact> Facts)> PursesOf(
        ILookup<(Guid Head, string Currency), SubscriptionFact> facts,
        MergeHistory history
    ) =>
        facts.SelectMany(group =>
            history
                .FamilyOf(group.Key.Head)
                .Select(account => (new Purse(account, group.Key.Currency), group.AsEnumerable()))
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
        Purse purse,
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
        var steps = new Dictionary<Guid, IReadOnlyList<Step>>();
        var learnt = facts.ToLookup(fact => fact.RecordedAt);
        var first = facts.Count == 0 ? DateTime.MaxValue : learnt.Min(group => group.Key);
        foreach (
            var at in learnt
                .Select(group => group.Key)
                .Union(versions.Instants.Concat(own.Instants).Where(instant => instant > first))
                .Order()
        )
        {
            // Only the subscriptions of which something was learnt are worked out anew; all of them where the rules changed.
            var rules = versions.KnownAt(at);
            var touched = versions.Instants.Contains(at) ? [.. steps.Keys] : Array.Empty<Guid>();
            foreach (var subscription in learnt[at].Select(fact => fact.SubscriptionId).Union(touched))
            {
                steps[subscription] = MrrHistory.Steps(
                    bySubscription[subscription].Where(fact => fact.RecordedAt <= at),
                    rules
                );
            }

            var survivors = own.At(at);
            var standing = steps
                .Where(one => survivors.Of(accountOf[one.Key]) == purse.AccountId)
                .SelectMany(one => one.Value);
            var now = MrrHistory
                .Moves(MrrHistory.Total(standing, rules), rules)
                .Select(move => new Entry(default, move.On, move.Kind, move.Size, move.Tags))
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
            var entry = new Entry(row.RecordedAt, row.On, row.Kind, Math.Abs(row.AmountMinor), row.Tags & ~OfLearning);
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
                                purse,
                                entry,
                                isReversal: pair.Value < 0,
                                [.. learnt[entry.At]],
                                isMerge: own.Instants.Contains(entry.At)
                            )
                        )
                ),
        ];
    }

    // A fact touches few of the days, so what stands before and after them is passed over.
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
        Purse purse,
        Entry entry,
        bool isReversal,
        IReadOnlyCollection<SubscriptionFact> learnt,
        bool isMerge
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            AccountId = purse.AccountId,
            Currency = purse.Currency,
            On = entry.On,
            Kind = entry.Kind,
            AmountMinor = isReversal ? -entry.Size : entry.Size,
            IsReversal = isReversal,
            RecordedAt = entry.At,
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

    // The last news is always the account's latest movement, so that whoever keeps a copy of its MRR has the right one. Of a history
    // that is loaded it is the only news, and the import tells the timeline about each subscription: batches re-derive what came before.
    // Of a merge it is the only news too: what is restated happened long ago, and the absorbed customer is told to have nothing.
    private void Tell(Purse purse, List<Movement> added, IReadOnlyList<Move> moves, bool isAbsorbed)
    {
        var byDay = moves.ToDictionary(move => move.On);
        Move? told = null;
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
            var moved = Moved(purse, told.Value);
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

        if (moves.Count > 0 && told != moves[^1])
        {
            db.Publish(Moved(purse, moves[^1]));
        }
        else if (moves.Count == 0 && isAbsorbed)
        {
            db.Publish(
                Moved(
                    purse,
                    new Move(db.Clock.Today, MovementKind.Contraction, -added.Sum(Signed), 0, MovementTags.Merge)
                )
            );
        }
    }

    private static long Signed(Movement row) =>
        row.Kind is MovementKind.Contraction or MovementKind.Churn ? -row.AmountMinor : row.AmountMinor;

    private static MrrMoved Moved(Purse purse, Move move) =>
        new(
            purse.AccountId,
            move.Kind,
            new Money(move.Before, purse.Currency),
            new Money(move.After, purse.Currency),
            move.On
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

    // What the ledger says in one row, and when it was learnt.
    private readonly record struct Entry(DateTime At, DateOnly On, MovementKind Kind, long Size, MovementTags Tags);
}
