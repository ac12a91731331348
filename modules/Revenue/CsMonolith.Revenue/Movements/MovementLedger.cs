using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Storage;
using CsMonolith.Revenue.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Revenue.Movements;

/// <summary>
/// Keeps the stored ledger in step with the facts. For every instant at which something was learnt it derives what was known then;
/// the ledger holds the differences from one instant to the next, and whatever it lacks is appended. So the rows recorded by any
/// instant add up to what was known at that instant, whatever the order in which history is loaded.
/// </summary>
internal sealed class MovementLedger(RevenueDb db, FactBook book, RevenueSettings settings)
{
    /// <summary>Appends what the accounts' stored facts say and the ledger does not, and tells the news of it. Save the facts first.</summary>
    public async Task CatchUp(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation)
    {
        var facts = await book.Read(accounts, knownAt: null, cancellation);
        var stored = (await Stored(accounts, cancellation)).ToLookup(row => new Purse(row.AccountId, row.Currency));
        foreach (var purse in facts.Select(group => group.Key).Union(stored.Select(group => group.Key)))
        {
            var added = Missing(purse, [.. facts[purse]], stored[purse]);
            db.AddRange(added);
            Tell(added);
        }
    }

    private async Task<List<Movement>> Stored(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation)
    {
        var rows = new List<Movement>();
        foreach (var ids in accounts.Distinct().Chunk(1000))
        {
            rows.AddRange(await db.Set<Movement>().AsNoTracking().Where(row => ids.Contains(row.AccountId)).ToListAsync(cancellation));
        }

        return rows;
    }

    private List<Movement> Missing(Purse purse, List<SubscriptionFact> facts, IEnumerable<Movement> stored)
    {
        var wanted = new Dictionary<(DateTime At, Move Move), int>();
        var known = new HashSet<Move>();
        foreach (var at in facts.Select(fact => fact.RecordedAt).Distinct().Order())
        {
            var now = MrrHistory.Moves(MrrHistory.Balances(facts.Where(fact => fact.RecordedAt <= at), settings.ChurnDating)).ToHashSet();
            foreach (var gone in known.Where(move => !now.Contains(move)))
            {
                wanted[(at, gone)] = -1;
            }

            foreach (var come in now.Where(move => !known.Contains(move)))
            {
                wanted[(at, come)] = 1;
            }

            known = now;
        }

        foreach (var row in stored)
        {
            var key = (row.RecordedAt, new Move(row.On, row.Kind, row.BeforeMinor, row.AfterMinor));
            wanted[key] = wanted.GetValueOrDefault(key) - (row.IsReversal ? -1 : 1);
        }

        var backfilled = facts.ToLookup(fact => fact.RecordedAt, fact => fact.Backfilled);
        return
        [
            .. wanted.Where(pair => pair.Value != 0)
                .OrderBy(pair => pair.Key.At).ThenBy(pair => pair.Value).ThenBy(pair => pair.Key.Move.On)
                .SelectMany(pair => Enumerable.Repeat(pair.Key, Math.Abs(pair.Value))
                    .Select(key => Row(purse, key.Move, key.At, isReversal: pair.Value < 0, backfilled[key.At].All(loaded => loaded)))),
        ];
    }

    private static Movement Row(Purse purse, Move move, DateTime at, bool isReversal, bool backfilled) => new()
    {
        Id = Guid.CreateVersion7(),
        AccountId = purse.AccountId,
        Currency = purse.Currency,
        On = move.On,
        Kind = move.Kind,
        BeforeMinor = move.Before,
        AfterMinor = move.After,
        AmountMinor = isReversal ? -move.Size : move.Size,
        IsReversal = isReversal,
        RecordedAt = at,
        Backfilled = backfilled,
    };

    // Of a history that is loaded only the latest movement is news: it tells where the account stands. The import tells the
    // timeline about each subscription itself, since batches re-derive what came before.
    private void Tell(List<Movement> added)
    {
        var come = added.Where(row => !row.IsReversal).ToList();
        foreach (var row in come.Where(row => !row.Backfilled))
        {
            var (before, after) = (new Money(row.BeforeMinor, row.Currency), new Money(row.AfterMinor, row.Currency));
            db.Tell(new MrrMoved(row.AccountId, row.Kind, before, after, row.On));
            db.Tell(new SomethingHappened(row.AccountId, row.On, $"mrr-{row.Kind.ToString().ToLowerInvariant()}", row.Id.ToString(),
                $"MRR {row.Kind.ToString().ToLowerInvariant()}: {before} to {after}", $"MRR {InJapanese(row.Kind)}: {before} → {after}"));
        }

        if (come.Where(row => row.Backfilled).MaxBy(row => row.On) is { } latest)
        {
            db.Tell(new MrrMoved(latest.AccountId, latest.Kind, new Money(latest.BeforeMinor, latest.Currency), new Money(latest.AfterMinor, latest.Currency), latest.On));
        }
    }

    private static string InJapanese(MovementKind kind) => kind switch
    {
        MovementKind.New => "新規",
        MovementKind.Expansion => "拡大",
        MovementKind.Contraction => "縮小",
        MovementKind.Churn => "解約",
        _ => "復活",
    };
}
