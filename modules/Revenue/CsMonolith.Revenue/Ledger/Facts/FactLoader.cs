using System.Text.Json.Nodes;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Ledger.Movements;

namespace CsMonolith.Revenue.Ledger.Facts;

/// <summary>Stores the facts of an import, batch by batch, and brings the ledger up to date with them.</summary>
internal sealed class FactLoader(RevenueDb db, MovementLedger ledger)
{
    /// <summary>Saves what the context tracks, then the facts, then the rows that the ledger lacks.</summary>
    public async Task Load(IReadOnlyList<SubscriptionFact> learnt, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        await db.Append(learnt, cancellation);
        await ledger.CatchUp([.. learnt.Select(fact => fact.AccountId).Distinct()], cancellation);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    /// <summary>
    /// Brings the ledger up to date after the facts of an import were deleted. Rows of later files change too: they
    /// were differences from what this one had said.
    /// </summary>
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
