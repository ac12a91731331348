using CsMonolith.Health.Usage.Events;
using CsMonolith.Health.Usage.Licences;
using CsMonolith.Platform.Imports;

namespace CsMonolith.Health.Snapshots;

/// <summary>Counts the facts that Health holds of accounts, so that accounts with facts are not deleted.</summary>
internal sealed class HealthFacts(HealthDb db) : IHoldsAccountFacts
{
    public async Task<(string En, string Ja)?> About(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation)
    {
        var (uses, licences, snapshots) = (0L, 0L, 0L);
        foreach (var some in accounts.Chunk(500))
        {
            uses += await db.Set<UsageEvent>().LongCountAsync(row => some.Contains(row.AccountId), cancellation);
            licences += await db.Set<LicenceCount>().LongCountAsync(row => some.Contains(row.AccountId), cancellation);
            snapshots += await db.Set<Snapshot>().LongCountAsync(row => some.Contains(row.AccountId), cancellation);
        }

        (long Count, string En, string Ja)[] all =
        [
            (uses, "uses", "利用実績"),
            (licences, "licence counts", "ライセンス数"),
            (snapshots, "snapshots", "スナップショット"),
        ];
        var held = all.Where(fact => fact.Count > 0).ToList();
        return held.Count == 0
            ? null
            : (
                string.Join(", ", held.Select(fact => $"{fact.Count} {fact.En}")),
                string.Join("、", held.Select(fact => $"{fact.Ja} {fact.Count}件"))
            );
    }
}
