using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Handoffs;

/// <summary>Finds handoffs for a caller and shows them with what is computed of them.</summary>
internal sealed class HandoffReader(JourneyDb db, AccountVisibility visibility)
{
    /// <summary>The handoff, tracked for changes; <c>null</c> if there is none that the caller may see.</summary>
    public async Task<Handoff?> Find(Guid id, CancellationToken cancellation) =>
        await db.Set<Handoff>().FindAsync([id], cancellation) is { } handoff
        && await visibility.Sees(handoff.AccountId, cancellation)
            ? handoff
            : null;

    public async Task<HandoffProfile> Show(Handoff handoff, CancellationToken cancellation) =>
        (await Show([handoff], cancellation))[0];

    /// <summary>Shows handoffs; three queries for all of them.</summary>
    public async Task<IReadOnlyList<HandoffProfile>> Show(
        IReadOnlyList<Handoff> handoffs,
        CancellationToken cancellation
    )
    {
        var set = await HearingQuestions.Present(db, cancellation);
        var accounts = handoffs.Select(one => one.AccountId).Distinct().ToArray();
        var ids = handoffs.Select(one => (Guid?)one.Id).ToArray();
        var answered = (
            await db.Set<HearingAnswer>()
                .Where(one => accounts.Contains(one.AccountId))
                .Select(one => new { one.AccountId, one.Question })
                .Distinct()
                .ToListAsync(cancellation)
        ).ToLookup(one => one.AccountId, one => one.Question);
        var gaps = await db.Set<PromiseMade>()
            .Where(one => accounts.Contains(one.AccountId) && one.IsOpenGap)
            .GroupBy(one => one.AccountId)
            .ToDictionaryAsync(own => own.Key, own => own.Count(), cancellation);
        var projects = await db.Set<SuccessProject>()
            .Where(one => ids.Contains(one.HandoffId))
            .ToDictionaryAsync(one => one.HandoffId!.Value, one => one.Id, cancellation);
        return
        [
            .. handoffs.Select(one =>
                Show(
                    one,
                    set,
                    answered[one.AccountId].ToHashSet(StringComparer.Ordinal),
                    gaps.GetValueOrDefault(one.AccountId),
                    projects.TryGetValue(one.Id, out var project) ? project : null
                )
            ),
        ];
    }

    /// <summary>What the answers of an account make necessary, with what of it is ready.</summary>
    public static IReadOnlyList<Preparation> Preparations(
        Handoff handoff,
        HearingQuestions set,
        IReadOnlySet<string> answered
    ) =>
        [
            .. from question in set.Questions
            where answered.Contains(question.Code)
            from item in question.Prepare
            let tick = handoff.Ticks.FirstOrDefault(tick => tick.Item == item.Code)
            select new Preparation(item.Code, item.Kind, item.En, item.Ja, question.Code, tick?.On, tick?.ById),
        ];

    private static HandoffProfile Show(
        Handoff one,
        HearingQuestions set,
        IReadOnlySet<string> answered,
        int gaps,
        Guid? project
    ) =>
        new(
            one.Id,
            one.AccountId,
            one.Source,
            one.DealId,
            one.Title,
            one.WonOn,
            one.Seller,
            one.SellerId,
            one.SourceLink,
            set.Completeness(answered),
            set.Threshold,
            [.. set.Required.Select(question => question.Code).Where(code => !answered.Contains(code))],
            Preparations(one, set, answered),
            gaps,
            one.AcknowledgedOn,
            one.AcknowledgedById,
            project,
            one.Version
        );
}
