using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.ActionPlans;

/// <summary>What we and the customer do together, as we see it.</summary>
/// <param name="Greeting">What the customer reads first.</param>
/// <param name="Tasks">The tasks that the customer sees, in their order.</param>
/// <param name="Intents">What they set out to do, in their words; the newest first.</param>
/// <param name="Commitment">Whether they do it.</param>
/// <param name="Checks">How sure the sponsors are; the newest first, at most 50.</param>
/// <param name="NextChecks">When each side is to be asked again; a side that was never asked is due today.</param>
/// <param name="Links">Ways in that somebody of the customer has or had; the newest first.</param>
/// <param name="Visits">Openings and changes through them; the newest first, at most 50.</param>
/// <param name="Version">Give it back as If-Match to change the plan; 0 where nothing was set.</param>
internal sealed record ShownActionPlan(
    Guid ProjectId,
    Guid AccountId,
    string? Greeting,
    IReadOnlyList<PlanTask> Tasks,
    IReadOnlyList<ShownIntent> Intents,
    CommitmentFigure Commitment,
    IReadOnlyList<ShownCheck> Checks,
    IReadOnlyList<NextCheck> NextChecks,
    IReadOnlyList<ShownPlanLink> Links,
    IReadOnlyList<ShownVisit> Visits,
    long Version
)
{
    public static ShownActionPlan Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000f1"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            "3月までに配車の残業をなくすために、両社で進めることをまとめました。",
            [PlanTask.Example],
            [ShownIntent.Example],
            new CommitmentFigure(Judged: 4, OnTime: 3, Moved: 1, Rate: 0.75, Index: 0.8, HalfLifeDays: 90),
            [ShownCheck.Example],
            [
                new NextCheck(SponsorSide.Ours, new DateOnly(2026, 11, 20)),
                new NextCheck(SponsorSide.Theirs, new DateOnly(2026, 12, 20)),
            ],
            [ShownPlanLink.Example],
            [
                new ShownVisit(
                    ShownPlanLink.Example.Id,
                    PlanVisitKind.Opened,
                    new DateTime(2026, 11, 20, 1, 0, 0, DateTimeKind.Utc),
                    TaskId: null
                ),
            ],
            Version: 1
        );
}

/// <param name="Moved">Whether its due day was moved.</param>
internal sealed record PlanTask(
    Guid Id,
    string Title,
    TaskSide Side,
    DateOnly DueOn,
    TaskState State,
    DateOnly StateSince,
    bool IsOverdue,
    bool Moved
)
{
    public static PlanTask Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000f9"),
            "配車担当者の一覧を用意する",
            TaskSide.Theirs,
            new DateOnly(2026, 11, 25),
            TaskState.Open,
            new DateOnly(2026, 11, 10),
            IsOverdue: false,
            Moved: false
        );

    public static PlanTask Of(TaskItem task, bool moved, DateOnly today) =>
        new(
            task.Id,
            task.Title,
            task.Side,
            task.DueOn,
            task.State,
            task.StateSince,
            task.State == TaskState.Open && task.DueOn < today,
            moved
        );
}

/// <param name="Words">As they said it.</param>
/// <param name="SaidBy">Who of the customer stands for it.</param>
internal sealed record ShownIntent(Guid Id, string Words, string SaidBy, DateOnly SaidOn)
{
    public static ShownIntent Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f401"),
            "3月の繁忙期までに、配車の残業をゼロにします。",
            "田中 恵子",
            new DateOnly(2026, 11, 20)
        );

    public static ShownIntent Of(CustomerIntent one) => new(one.Id, one.Words, one.SaidBy, one.SaidOn);
}

/// <param name="Score">1 (will fail) to 5 (sure).</param>
/// <param name="ByThemselves">Whether they said it through a link of theirs.</param>
/// <param name="RiskId">The risk that a fall opened.</param>
internal sealed record ShownCheck(
    Guid Id,
    SponsorSide Side,
    string Name,
    int Score,
    string? Words,
    DateOnly On,
    bool ByThemselves,
    Guid? RiskId
)
{
    public static ShownCheck Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f402"),
            SponsorSide.Theirs,
            "田中 恵子",
            Score: 4,
            "現場の協力が得られている",
            new DateOnly(2026, 11, 20),
            ByThemselves: false,
            RiskId: null
        );

    public static ShownCheck Of(ConfidenceCheck one) =>
        new(one.Id, one.Side, one.Name, one.Score, one.Words, one.On, one.LinkId is not null, one.RiskId);
}

/// <param name="On">The day from which the side is to be asked.</param>
internal sealed record NextCheck(SponsorSide Side, DateOnly On);

/// <param name="LastDay">The last day on which it opens the plan.</param>
/// <param name="IsGood">Whether it opens the plan now.</param>
internal sealed record ShownPlanLink(
    Guid Id,
    string ForWhom,
    DateOnly LastDay,
    bool IsGood,
    Guid? MadeBy,
    DateTime MadeAt,
    DateTime? EndedAt,
    int Openings,
    DateTime? OpenedAt
)
{
    public static ShownPlanLink Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f403"),
            "田中 恵子",
            new DateOnly(2027, 1, 31),
            IsGood: true,
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            new DateTime(2026, 11, 19, 2, 0, 0, DateTimeKind.Utc),
            EndedAt: null,
            Openings: 1,
            new DateTime(2026, 11, 20, 1, 0, 0, DateTimeKind.Utc)
        );

    public static ShownPlanLink Of(PlanLink one, DateOnly today) =>
        new(
            one.Id,
            one.ForWhom,
            one.LastDay,
            one.IsGood(today),
            one.MadeBy,
            one.MadeAt,
            one.EndedAt,
            one.Openings,
            one.OpenedAt
        );
}

/// <param name="LinkId">The link through which it was.</param>
/// <param name="TaskId">The task that was done.</param>
internal sealed record ShownVisit(Guid LinkId, PlanVisitKind Kind, DateTime At, Guid? TaskId);
