using System.Text.Json.Nodes;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Movements;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>Stores the facts that a batch of an import taught, and keeps the ledger in step with them.</summary>
internal sealed class FactLoader(RevenueDb db, MovementLedger ledger)
{
    /// <summary>Stores what is tracked, then the facts, then what the ledger lacks.</summary>
    public async Task Load(IReadOnlyList<SubscriptionFact> learnt, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        await db.Append(learnt, cancellation);
        await ledger.CatchUp([.. learnt.Select(fact => fact.AccountId).Distinct()], cancellation);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    /// <summary>Mends the ledger after an import's facts were taken back: what later files said of the same accounts was noted as the difference from them.</summary>
    public async Task<Result> TakeBack(Guid importId, CancellationToken cancellation)
    {
        var fact = typeof(SubscriptionFact).FullName;
        var gone = await db.Set<ImportChangeRow>()
            .Where(change => change.ImportId == importId && change.Entity == fact)
            .Select(change => change.After)
            .ToListAsync(cancellation);
        var accounts = gone.Select(after =>
                JsonNode.Parse(after)![nameof(SubscriptionFact.AccountId)]!.GetValue<Guid>()
            )
            .Distinct();
        await ledger.CatchUp([.. accounts], cancellation);
        await db.SaveChangesAsync(cancellation);
        return Result.Done;
    }
}
