using CsMonolith.Journey.Plans.Milestones;

namespace CsMonolith.Journey.Plans.Scopes;

/// <summary>Ask for a change of what was agreed: of the scope, or of the baseline of milestones.</summary>
internal sealed record RequestPlanChange(Guid ProjectId, [property: Body] PlanChangeOrder Change)
    : ICommand<ShownPlanChange>;

/// <param name="Adds">Items to add to the scope.</param>
/// <param name="Removes">Items to take out of it.</param>
/// <param name="Rebaselines">Milestones to get another baseline.</param>
/// <param name="RequestedById">Its author, who does not decide it.</param>
/// <param name="State">requested, approved or declined; an approval was applied in the same moment.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record ShownPlanChange(
    Guid Id,
    Guid ProjectId,
    IReadOnlyList<ScopeItem> Adds,
    IReadOnlyList<string> Removes,
    IReadOnlyList<Rebaseline> Rebaselines,
    string Reason,
    Guid? RequestedById,
    DateOnly RequestedOn,
    PlanChangeState State,
    Guid? DecidedById,
    DateOnly? DecidedOn,
    string? DecisionReason,
    long Version
)
{
    public static ShownPlanChange Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f302"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000f1"),
            [new ScopeItem("配車実績の帳票を1種類追加する", Included: true)],
            [],
            [],
            "先方の監査で必要になったため",
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            new DateOnly(2026, 11, 20),
            PlanChangeState.Requested,
            DecidedById: null,
            DecidedOn: null,
            DecisionReason: null,
            Version: 1
        );

    public static ShownPlanChange Of(PlanChange one) =>
        new(
            one.Id,
            one.ProjectId,
            one.Adds,
            one.Removes,
            one.Rebaselines,
            one.Reason,
            one.RequestedById,
            one.RequestedOn,
            one.State,
            one.DecidedById,
            one.DecidedOn,
            one.DecisionReason,
            one.Version
        );
}

internal sealed class RequestPlanChangeValidator : AbstractValidator<RequestPlanChange>
{
    public RequestPlanChangeValidator()
    {
        RuleFor(ask => ask.Change.Adds.Count).LessThanOrEqualTo(20);
        RuleForEach(ask => ask.Change.Adds)
            .ChildRules(item => item.RuleFor(one => one.Text).NotEmpty().MaximumLength(300))
            .OverridePropertyName("adds");
        RuleFor(ask => ask.Change.Removes.Count).LessThanOrEqualTo(20);
        RuleForEach(ask => ask.Change.Removes).NotEmpty().MaximumLength(300);
        RuleFor(ask => ask.Change.Rebaselines.Count).LessThanOrEqualTo(20);
        RuleForEach(ask => ask.Change.Rebaselines)
            .ChildRules(one => one.RuleFor(step => step.MilestoneId).NotEmpty())
            .OverridePropertyName("rebaselines");
        RuleFor(ask => ask.Change.Rebaselines)
            .Must(steps => steps.Select(step => step.MilestoneId).Distinct().Count() == steps.Count)
            .WithMessage(_ =>
                ProblemAnswers.InJapanese ? "マイルストーンは1回ずつ指定してください。" : "Name each milestone once."
            );
        RuleFor(ask => ask.Change.Reason).NotEmpty().MaximumLength(2000);
    }
}

internal sealed class RequestPlanChangeHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<RequestPlanChange, Result<ShownPlanChange>>
{
    public async Task<Result<ShownPlanChange>> Handle(RequestPlanChange ask, CancellationToken cancellation)
    {
        var project = await desk.Project(ask.ProjectId, cancellation);
        if (project.Error is { } refusal)
        {
            return refusal;
        }

        var change = new PlanChange(
            Guid.CreateVersion7(),
            ask.ProjectId,
            project.Value.AccountId,
            desk.Me,
            desk.Today,
            desk.Now
        );
        change.Ask(ask.Change);
        if (
            (
                await desk.Full<PlanChange>(ask.ProjectId, cancellation, PlanChange.MostOfAProject)
                ?? await Unfit(change, cancellation)
            ) is
            { } unfit
        )
        {
            return unfit;
        }

        db.Set<PlanChange>().Add(change);
        await db.SaveChangesAsync(cancellation);
        return ShownPlanChange.Of(change);
    }

    private async Task<Error?> Unfit(PlanChange change, CancellationToken cancellation)
    {
        if (!change.ChangesScope && change.Rebaselines.Count == 0)
        {
            return PlanErrors.EmptyChange;
        }

        if (change.ChangesScope)
        {
            var scope =
                await db.Set<ProjectScope>().FindAsync([change.ProjectId], cancellation)
                ?? new ProjectScope(change.ProjectId, change.AccountId);
            if (scope.Refuses(change.Adds, change.Removes) is { } refusal)
            {
                return refusal;
            }
        }

        for (var at = 0; at < change.Rebaselines.Count; at++)
        {
            var day = change.Rebaselines[at].On;
            if (await desk.OutsideProject(change.ProjectId, day, $"/rebaselines/{at}/on", cancellation) is { } outside)
            {
                return outside;
            }
        }

        var wanted = change.Rebaselines.Select(one => one.MilestoneId).ToArray();
        var known = await db.Set<Milestone>()
            .Where(one =>
                one.ProjectId == change.ProjectId
                && wanted.Contains(one.Id)
                && one.BaselineOn != null
                && one.ActualOn == null
            )
            .Select(one => one.Id)
            .ToListAsync(cancellation);
        return wanted.Except(known).Select(id => (Guid?)id).FirstOrDefault() is { } strange
            ? PlanErrors.NoSuchMilestone(strange)
            : null;
    }
}

internal sealed class RequestPlanChangeEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/plan-changes",
                (Guid projectId, PlanChangeOrder change) => new RequestPlanChange(projectId, change)
            )
            .Creates(
                (ShownPlanChange _, RouteValueDictionary route) => $"/v1/success-projects/{route["projectId"]}/plan"
            )
            .WithSummary("Ask for a change of what was agreed")
            .WithDescription(
                "Of the agreed scope, of the baseline of milestones, or both. Somebody other than its author decides it; "
                    + "nothing changes before."
            )
            .WithExample(
                new PlanChangeOrder(
                    ShownPlanChange.Example.Adds,
                    ShownPlanChange.Example.Removes,
                    ShownPlanChange.Example.Rebaselines,
                    ShownPlanChange.Example.Reason
                ),
                ShownPlanChange.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
