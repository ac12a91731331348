using CsMonolith.Journey.Fires;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Phases;

namespace CsMonolith.Journey.Improvements;

/// <param name="Lead">Their name.</param>
/// <param name="LeadHasLeft">Whether the lead is not in service any more: somebody else is needed.</param>
/// <param name="CardIds">The field cards behind it.</param>
/// <param name="Promise">What is promised to customers who start after it; fixed from the start.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record ShownImprovement(
    Guid Id,
    string Title,
    string? Note,
    IReadOnlyList<string> Departments,
    Guid LeadId,
    string Lead,
    bool LeadHasLeft,
    string Phase,
    DateOnly StartOn,
    PromisedEffect Promise,
    IReadOnlyList<Guid> CardIds,
    IReadOnlyList<ImprovementMilestone> Milestones,
    DateOnly? ClosedOn,
    string? ClosedWhy,
    DateTime RecordedAt,
    long Version
)
{
    public static ShownImprovement Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000ad01"),
            "初期設定の標準化",
            "設定に迷う顧客が多いため、業種別のひな型を用意する。",
            ["製品開発", "CS"],
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            "佐藤 美咲",
            LeadHasLeft: false,
            "introduction",
            new DateOnly(2099, 4, 1),
            new PromisedEffect(ImprovementMetric.DaysToValue, 60, 40, RampMonths: 3, FollowUpDays: 90, WindowDays: 180),
            CardIds: [],
            Milestones: [],
            ClosedOn: null,
            ClosedWhy: null,
            new DateTime(2026, 12, 1, 1, 0, 0, DateTimeKind.Utc),
            Version: 1
        );

    public static ImprovementMilestone Milestone { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000ad11"),
            "業種別のひな型を公開",
            new DateOnly(2099, 3, 1),
            new DateOnly(2099, 3, 1),
            ActualOn: null,
            Moves: []
        );

    public static ShownImprovement Of(Improvement one, Person? lead, DateOnly today) =>
        new(
            one.Id,
            one.Title,
            one.Note,
            one.Departments,
            one.LeadId,
            lead?.Name ?? "?",
            lead?.IsHere(today) == false,
            one.Phase,
            one.StartOn,
            one.Promise,
            one.CardIds,
            [.. one.Milestones.OrderBy(milestone => milestone.BaselineOn).ThenBy(milestone => milestone.Id)],
            one.ClosedOn,
            one.ClosedWhy,
            one.RecordedAt,
            one.Version
        );
}

/// <summary>What the use cases of improvement projects share: finding one, refusing words, and how it is shown.</summary>
internal sealed class ImprovementDesk(JourneyDb db)
{
    public DateOnly Today => db.Clock.Today;

    public async Task<Result<Improvement>> Find(Guid id, CancellationToken cancellation) =>
        await db.Set<Improvement>().FindAsync([id], cancellation) is { } found
            ? found
            : PlatformErrors.NotFound("improvement", id);

    /// <summary>Refuses a lead who is not in service, a phase that is not there, and cards that nobody wrote.</summary>
    public async Task<Error?> Refuses(ImprovementWords words, Improvement? present, CancellationToken cancellation)
    {
        if (
            words.LeadId != present?.LeadId
            && (await db.Set<Person>().FindAsync([words.LeadId], cancellation))?.IsHere(Today) != true
        )
        {
            return JourneyErrors.NoSuchPerson(words.LeadId, "/leadId");
        }

        var phases = await PhaseSet.Present(db, cancellation);
        if (phases.Phases.All(phase => phase.Code != words.Phase))
        {
            return JourneyErrors.NoSuchPhase(words.Phase, phases.Named());
        }

        var wanted = words.CardIds.Except(present?.CardIds ?? []).ToArray();
        var known = await db.Set<KnownCard>()
            .Where(card => wanted.Contains(card.CardId))
            .Select(card => card.CardId)
            .ToListAsync(cancellation);
        var missing = wanted.Except(known).ToList();
        return missing.Count > 0 ? ImprovementErrors.NoSuchCard(missing[0]) : null;
    }

    /// <summary>Saves what was done, unless it was refused, and shows the project.</summary>
    public async Task<Result<ShownImprovement>> Keep(Improvement one, Result done, CancellationToken cancellation)
    {
        if (done.Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return await Show(one, cancellation);
    }

    public async Task<ShownImprovement> Show(Improvement one, CancellationToken cancellation) =>
        ShownImprovement.Of(one, await db.Set<Person>().FindAsync([one.LeadId], cancellation), Today);
}
