namespace CsMonolith.Journey.Plans.Risks;

/// <summary>Put an answer to "if this project fails, why?" on its register of risks.</summary>
internal sealed record AddProjectRisk(Guid ProjectId, [property: Body] NewRisk Risk) : ICommand<ShownRisk>;

/// <param name="Why">Why the project would have failed.</param>
/// <param name="Trigger">What would show that it comes.</param>
/// <param name="Probability">1 (hardly) to 5 (nearly certain).</param>
/// <param name="Impact">1 (slight) to 5 (the project fails).</param>
/// <param name="OwnerId">Who of ours watches it.</param>
/// <param name="Mitigation">What is done against it.</param>
internal sealed record NewRisk(
    string Why,
    string Trigger,
    int Probability,
    int Impact,
    Guid OwnerId,
    string? Mitigation = null
);

/// <param name="Why">Why the project would have failed.</param>
/// <param name="Trigger">What would show that it comes.</param>
/// <param name="Mitigation">What is done against it.</param>
/// <param name="Score">Probability times impact, 1 to 25.</param>
/// <param name="Ratings">Every rating, the first one first.</param>
/// <param name="Steps">What became of it, the first step first.</param>
/// <param name="OpenTasks">Tasks with the source risk that are open against it.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record ShownRisk(
    Guid Id,
    Guid ProjectId,
    string Why,
    string Trigger,
    string? Mitigation,
    Guid OwnerId,
    int Probability,
    int Impact,
    int Score,
    RiskState State,
    DateOnly StateSince,
    IReadOnlyList<RiskRating> Ratings,
    IReadOnlyList<RiskStep> Steps,
    int OpenTasks,
    long Version
)
{
    public static ShownRisk Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f307"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000f1"),
            "先方の推進者が異動し、社内で使う理由を話す人がいなくなった",
            "推進者が会議を2回続けて欠席する",
            "後任の候補を12月の会議に招く",
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            Probability: 3,
            Impact: 5,
            Score: 15,
            RiskState.Open,
            new DateOnly(2026, 11, 20),
            [
                new RiskRating(
                    3,
                    5,
                    Why: null,
                    Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                    new DateTime(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc)
                ),
            ],
            [],
            OpenTasks: 0,
            Version: 1
        );

    public static ShownRisk Of(ProjectRisk one, int openTasks) =>
        new(
            one.Id,
            one.ProjectId,
            one.Why,
            one.Trigger,
            one.Mitigation,
            one.OwnerId,
            one.Probability,
            one.Impact,
            one.Score,
            one.State,
            one.StateSince,
            one.Ratings,
            one.Steps,
            openTasks,
            one.Version
        );
}

internal sealed class AddProjectRiskValidator : AbstractValidator<AddProjectRisk>
{
    public AddProjectRiskValidator()
    {
        RuleFor(ask => ask.Risk.Why).NotEmpty().MaximumLength(1000);
        RuleFor(ask => ask.Risk.Trigger).NotEmpty().MaximumLength(1000);
        RuleFor(ask => ask.Risk.Mitigation).MaximumLength(2000);
        RuleFor(ask => ask.Risk.Probability).InclusiveBetween(1, 5);
        RuleFor(ask => ask.Risk.Impact).InclusiveBetween(1, 5);
        RuleFor(ask => ask.Risk.OwnerId).NotEmpty();
    }
}

internal sealed class AddProjectRiskHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<AddProjectRisk, Result<ShownRisk>>
{
    public async Task<Result<ShownRisk>> Handle(AddProjectRisk ask, CancellationToken cancellation)
    {
        var project = await desk.Project(ask.ProjectId, cancellation);
        if (project.Error is { } refusal)
        {
            return refusal;
        }

        var (why, trigger, probability, impact, owner, mitigation) = ask.Risk;
        var account = project.Value.AccountId;
        if (
            (
                await desk.Nobody(owner, account, cancellation)
                ?? await desk.Full<ProjectRisk>(ask.ProjectId, cancellation)
            ) is
            { } unfit
        )
        {
            return unfit;
        }

        var risk = new ProjectRisk(Guid.CreateVersion7(), ask.ProjectId, account, desk.Today, desk.Now);
        risk.Say(new RiskWords(why, trigger, mitigation, owner));
        risk.Rate(new RiskRating(probability, impact, Why: null, desk.Me, desk.Now));
        db.Set<ProjectRisk>().Add(risk);
        await db.SaveChangesAsync(cancellation);
        return ShownRisk.Of(risk, openTasks: 0);
    }
}

internal sealed class AddProjectRiskEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/risks",
                (Guid projectId, NewRisk risk) => new AddProjectRisk(projectId, risk)
            )
            .Creates((ShownRisk _, RouteValueDictionary route) => $"/v1/success-projects/{route["projectId"]}/plan")
            .WithSummary("Put an answer to \"if this project fails, why?\" on its register of risks")
            .WithDescription(
                "What is done against it becomes a task by POST /v1/tasks with source risk and the risk's id as sourceId."
            )
            .WithExample(
                new NewRisk(
                    ShownRisk.Example.Why,
                    ShownRisk.Example.Trigger,
                    ShownRisk.Example.Probability,
                    ShownRisk.Example.Impact,
                    ShownRisk.Example.OwnerId,
                    ShownRisk.Example.Mitigation
                ),
                ShownRisk.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
