using CsMonolith.Health.Snapshots;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Outcomes;

/// <summary>A snapshot and whether the account churned within the horizon after it.</summary>
internal sealed record LabelledSnapshot(Snapshot Snapshot, bool Churned);

/// <summary>How far the two policies of churn agree on the same snapshots.</summary>
/// <param name="Both">Churned by both.</param>
/// <param name="OnlyEvent">A churn event was recorded, but the MRR did not reach zero.</param>
/// <param name="OnlyMrr">The MRR reached zero, but nobody recorded a churn event.</param>
internal sealed record PolicyDisagreement(int Both, int OnlyEvent, int OnlyMrr, int Neither);

/// <param name="Undecidable">Live snapshots whose horizon is not over by the newest known day; they are left out.</param>
internal sealed record LabelledSet(IReadOnlyList<LabelledSnapshot> Rows, int Undecidable, PolicyDisagreement Disagreement);

/// <summary>Puts the label to snapshots: did a churn take effect in (as-of, as-of + horizon]?</summary>
internal sealed class Labeller(HealthDb db, IMediator mediator)
{
    /// <summary>Labels the live snapshots of a span of days. Labels that a ready-made table came with stand as they are.</summary>
    public async Task<LabelledSet> Label(int horizonDays, ChurnPolicy policy, DateOnly? from, DateOnly? to, CancellationToken cancellation)
    {
        var live = await db.Set<Snapshot>().AsNoTracking()
            .Where(row => row.IsLive && (from == null || row.AsOf >= from) && (to == null || row.AsOf <= to))
            .OrderBy(row => row.AsOf).ThenBy(row => row.AccountId)
            .ToListAsync(cancellation);
        if (live.Count == 0)
        {
            return new LabelledSet([], 0, new PolicyDisagreement(0, 0, 0, 0));
        }

        // Facts are known up to the newest snapshot and no further: a history that ends last year says nothing about this one.
        var newest = await db.Set<Snapshot>().MaxAsync(row => row.AsOf, cancellation);
        var events = await Churns(ChurnPolicy.RecordedEvent);
        var zeroes = await Churns(ChurnPolicy.MrrZero);

        var labelled = new List<LabelledSnapshot>();
        int undecidable = 0, both = 0, onlyEvent = 0, onlyMrr = 0, neither = 0;
        foreach (var snapshot in live)
        {
            if (snapshot.ImportedLabel is { } imported)
            {
                labelled.Add(new LabelledSnapshot(snapshot, imported));
                continue;
            }

            if (snapshot.AsOf.AddDays(horizonDays) > newest)
            {
                undecidable++;
                continue;
            }

            var (byEvent, byMrr) = (ChurnsIn(events, snapshot, horizonDays), ChurnsIn(zeroes, snapshot, horizonDays));
            _ = (byEvent, byMrr) switch
            {
                (true, true) => both++,
                (true, false) => onlyEvent++,
                (false, true) => onlyMrr++,
                _ => neither++,
            };
            labelled.Add(new LabelledSnapshot(snapshot, policy == ChurnPolicy.RecordedEvent ? byEvent : byMrr));
        }

        return new LabelledSet(labelled, undecidable, new PolicyDisagreement(both, onlyEvent, onlyMrr, neither));

        async Task<ILookup<Guid, DateOnly>> Churns(ChurnPolicy asked) =>
            (await mediator.Send(new ChurnsBetween(live[0].AsOf.AddDays(1), live[^1].AsOf.AddDays(horizonDays), asked), cancellation))
            .ToLookup(churn => churn.AccountId, churn => churn.On);
    }

    private static bool ChurnsIn(ILookup<Guid, DateOnly> churns, Snapshot snapshot, int horizonDays) =>
        churns[snapshot.AccountId].Any(day => day > snapshot.AsOf && day <= snapshot.AsOf.AddDays(horizonDays));
}
