using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Snapshots.Outcomes;

/// <summary>Which snapshots to label, with which outcome, and by the knowledge of which day.</summary>
/// <param name="KnownOn">
/// Labels and rows by what was recorded by the end of this day; <c>null</c> takes all that is known.
/// </param>
internal sealed record LabelAsk(
    string Outcome,
    int HorizonDays,
    ChurnPolicy Policy,
    DateOnly? From = null,
    DateOnly? To = null,
    DateOnly? KnownOn = null
);

/// <summary>
/// Whether the outcome happened in (as-of, as-of + horizon] of a snapshot; <c>null</c> where the outcome does not apply
/// to the customer.
/// </summary>
internal delegate bool? OutcomeOf(Snapshot snapshot);

/// <summary>Churn by each of the two policies.</summary>
internal sealed record ChurnOutcomes(OutcomeOf ByEvent, OutcomeOf ByMrr)
{
    public OutcomeOf By(ChurnPolicy policy) => policy == ChurnPolicy.RecordedEvent ? ByEvent : ByMrr;
}

/// <summary>Reads the dated facts that decide outcomes from the modules that own them.</summary>
internal sealed class OutcomeFacts(IMediator mediator)
{
    /// <summary>Reads the facts of an outcome other than churn.</summary>
    /// <param name="live">At least one row, by rising day.</param>
    public async Task<OutcomeOf> Read(LabelAsk ask, IReadOnlyList<Snapshot> live, CancellationToken cancellation)
    {
        var (from, to) = (live[0].AsOf.AddDays(1), live[^1].AsOf.AddDays(ask.HorizonDays));
        switch (ask.Outcome)
        {
            case OutcomeCatalogue.Renewed:
                var due = await Due(ask, live, cancellation);
                return row =>
                    due[(row.AccountId, row.AsOf)].ToList() is { Count: > 0 } terms
                        ? terms.TrueForAll(term => term.WentOn)
                        : null;
            case OutcomeCatalogue.Expanded:
                var expansions = (
                    await mediator.Send(new ExpansionsBetween(from, to, ask.KnownOn), cancellation)
                ).ToLookup(one => one.AccountId, one => one.On);
                return row => Within(expansions[row.AccountId], row, ask.HorizonDays);
            case OutcomeCatalogue.FirstValue:
                var values = (await mediator.Send(new FirstValues(ask.KnownOn), cancellation)).ToDictionary(
                    one => one.AccountId,
                    one => one.On
                );
                return row =>
                    values.TryGetValue(row.AccountId, out var first)
                        ? first <= row.AsOf
                            ? null
                            : first <= row.AsOf.AddDays(ask.HorizonDays)
                        : false;
            case OutcomeCatalogue.GoalReached:
                var goals = (await mediator.Send(new GoalsSet(ask.KnownOn), cancellation)).ToLookup(goal =>
                    goal.AccountId
                );
                return row =>
                    Open(goals[row.AccountId], row.AsOf).ToList() is { Count: > 0 } open
                        ? Within(open.Select(goal => goal.ReachedOn).OfType<DateOnly>(), row, ask.HorizonDays)
                        : null;
            default:
                throw new ArgumentOutOfRangeException(nameof(ask), ask.Outcome, "No outcome that is read here.");
        }
    }

    /// <inheritdoc cref="Read"/>
    public async Task<ChurnOutcomes> Churns(LabelAsk ask, IReadOnlyList<Snapshot> live, CancellationToken cancellation)
    {
        return new ChurnOutcomes(await By(ChurnPolicy.RecordedEvent), await By(ChurnPolicy.MrrZero));

        async Task<OutcomeOf> By(ChurnPolicy policy)
        {
            var asked = new ChurnsBetween(
                live[0].AsOf.AddDays(1),
                live[^1].AsOf.AddDays(ask.HorizonDays),
                policy,
                ask.KnownOn
            );
            var churns = (await mediator.Send(asked, cancellation)).ToLookup(
                churn => churn.AccountId,
                churn => churn.On
            );
            return row => Within(churns[row.AccountId], row, ask.HorizonDays);
        }
    }

    /// <summary>Terms of which the next was to begin within the horizon, by customer and row's day.</summary>
    public async Task<ILookup<(Guid AccountId, DateOnly AsOf), TermDue>> Due(
        LabelAsk ask,
        IReadOnlyList<Snapshot> rows,
        CancellationToken cancellation
    ) =>
        (
            await mediator.Send(
                new TermsDue([.. rows.Select(row => row.AsOf).Distinct()], ask.HorizonDays, ask.KnownOn),
                cancellation
            )
        ).ToLookup(term => (term.AccountId, term.AsOf));

    // In force on the day and not reached by then.
    private static IEnumerable<GoalOf> Open(IEnumerable<GoalOf> goals, DateOnly on) =>
        goals.Where(goal => goal.AgreedOn <= on && !(goal.ReplacedOn <= on) && !(goal.ReachedOn <= on));

    private static bool Within(IEnumerable<DateOnly> days, Snapshot row, int horizonDays) =>
        days.Any(day => day > row.AsOf && day <= row.AsOf.AddDays(horizonDays));
}
