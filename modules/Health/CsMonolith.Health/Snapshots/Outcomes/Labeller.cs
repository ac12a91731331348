using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Snapshots.Outcomes;

/// <summary>A snapshot and whether the outcome happened within the horizon after it.</summary>
internal sealed record LabelledSnapshot(Snapshot Snapshot, bool Label);

/// <summary>How far the two policies of churn agree on the same snapshots.</summary>
/// <param name="Both">Churned by both.</param>
/// <param name="OnlyEvent">A churn event was recorded, but the MRR did not reach zero.</param>
/// <param name="OnlyMrr">The MRR reached zero, but nobody recorded a churn event.</param>
internal sealed record PolicyDisagreement(int Both, int OnlyEvent, int OnlyMrr, int Neither);

/// <param name="Undecidable">
/// Live snapshots whose horizon is not over by the newest known day; they are left out.
/// </param>
/// <param name="NotAsked">
/// Live snapshots of customers of whom the outcome is not asked, such as a renewal without a term that ends; left out
/// too.
/// </param>
/// <param name="NotLive">Snapshots of customers who paid nothing on the day; left out too.</param>
/// <param name="Disagreement"><c>null</c> where the outcome is not churn.</param>
internal sealed record LabelledSet(
    IReadOnlyList<LabelledSnapshot> Rows,
    int Undecidable,
    int NotAsked,
    int NotLive,
    PolicyDisagreement? Disagreement
);

/// <summary>Labels snapshots: did the outcome happen in (as-of, as-of + horizon]?</summary>
internal sealed class Labeller(HealthDb db, OutcomeFacts facts)
{
    /// <summary>
    /// Labels the live snapshots of a span of days. Labels of churn that a ready-made table came with stand as they
    /// are. Rows come by day, within it by their features and not by ids, which a company has anew in each
    /// installation: the same facts give the same rows, and so the same model. O(rows × log rows).
    /// </summary>
    public async Task<LabelledSet> Label(LabelAsk ask, CancellationToken cancellation)
    {
        var known = Known(ask.KnownOn);
        var asked = known.Where(row =>
            (ask.From == null || row.AsOf >= ask.From) && (ask.To == null || row.AsOf <= ask.To)
        );
        var found = await asked.Where(row => row.IsLive).ToListAsync(cancellation);
        var notLive = await asked.CountAsync(row => !row.IsLive, cancellation);
        var live = found
            .OrderBy(row => row.AsOf)
            .ThenBy(row => row.Features, StringComparer.Ordinal)
            .ThenBy(row => row.AccountId)
            .ToList();
        var isChurn = ask.Outcome == OutcomeCatalogue.Churned;
        if (live.Count == 0)
        {
            return new LabelledSet([], 0, 0, notLive, isChurn ? new PolicyDisagreement(0, 0, 0, 0) : null);
        }

        // Facts are known up to the newest snapshot and no further: a history that ends last year says nothing about
        // this one.
        var newest = await known.MaxAsync(row => row.AsOf, cancellation);
        var churns = isChurn ? await facts.Churns(ask, live, cancellation) : null;
        var outcome = churns?.By(ask.Policy) ?? await facts.Read(ask, live, cancellation);
        var (labelled, undecidable, notAsked) = (new List<LabelledSnapshot>(), 0, 0);
        foreach (var snapshot in live)
        {
            if (isChurn && snapshot.ImportedLabel is { } imported)
            {
                labelled.Add(new LabelledSnapshot(snapshot, imported));
            }
            else if (outcome(snapshot) is not { } label)
            {
                notAsked++;
            }
            else if (snapshot.AsOf.AddDays(ask.HorizonDays) > newest)
            {
                undecidable++;
            }
            else
            {
                labelled.Add(new LabelledSnapshot(snapshot, label));
            }
        }

        return new LabelledSet(
            labelled,
            undecidable,
            notAsked,
            notLive,
            churns is null ? null : Compare(churns, labelled)
        );
    }

    /// <summary>
    /// Snapshots as known on a day: of days up to it, and of ready-made tables only those that were loaded by its end.
    /// </summary>
    public IQueryable<Snapshot> Known(DateOnly? on)
    {
        var all = db.Set<Snapshot>().AsNoTracking();
        if (on is not { } day)
        {
            return all;
        }

        var end = db.Clock.EndOf(day);
        return all.Where(row => row.AsOf <= day && (row.LoadedAt == null || row.LoadedAt <= end));
    }

    private static PolicyDisagreement Compare(ChurnOutcomes churns, List<LabelledSnapshot> labelled)
    {
        var verdicts = labelled
            .Select(row => row.Snapshot)
            .Where(row => row.ImportedLabel is null)
            .Select(row => (Event: churns.ByEvent(row) == true, Mrr: churns.ByMrr(row) == true))
            .CountBy(both => both)
            .ToDictionary();
        return new PolicyDisagreement(Of(true, true), Of(true, false), Of(false, true), Of(false, false));

        int Of(bool isEvent, bool isMrr) => verdicts.GetValueOrDefault((isEvent, isMrr));
    }
}
