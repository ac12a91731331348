namespace CsMonolith.Journey.Plans.Scopes;

/// <summary>Record that the customer agreed on a project's scope.</summary>
internal sealed record AgreeProjectScope(Guid ProjectId, [property: Body] ScopeAgreement Agreement, IfMatch Match)
    : ICommand<ShownScope>;

/// <param name="On">The day, not after today.</param>
/// <param name="With">Who at the customer agreed.</param>
internal sealed record ScopeAgreement(DateOnly On, string With);

internal sealed class AgreeProjectScopeValidator : AbstractValidator<AgreeProjectScope>
{
    public AgreeProjectScopeValidator() => RuleFor(ask => ask.Agreement.With).NotEmpty().MaximumLength(100);
}

internal sealed class AgreeProjectScopeHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<AgreeProjectScope, Result<ShownScope>>
{
    public async Task<Result<ShownScope>> Handle(AgreeProjectScope ask, CancellationToken cancellation)
    {
        var project = await desk.Project(ask.ProjectId, cancellation);
        if (project.Error is { } refusal)
        {
            return refusal;
        }

        var (account, (on, with)) = (project.Value.AccountId, ask.Agreement);
        var scope =
            await db.Set<ProjectScope>().FindAsync([ask.ProjectId], cancellation)
            ?? new ProjectScope(ask.ProjectId, account);
        var goal = await GoalsInForce.Of(db, account, on, cancellation);
        if ((ask.Match.Refuses(scope) ?? desk.NotYet(on) ?? scope.Agree(on, with, desk.Me, goal).Error) is { } unfit)
        {
            return unfit;
        }

        desk.Tell(
            account,
            on,
            PlanLines.ScopeAgreed,
            $"Scope agreed for success definition {goal!.Number}",
            $"スコープに合意(成功の定義 第{goal.Number}版)"
        );
        await db.SaveChangesAsync(cancellation);
        return ShownScope.Of(scope);
    }
}

internal sealed class AgreeProjectScopeEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/scope/agreement",
                (Guid projectId, ScopeAgreement agreement, IfMatch match) =>
                    new AgreeProjectScope(projectId, agreement, match)
            )
            .WithSummary("Record that the customer agreed on a project's scope")
            .WithDescription(
                "It takes items and a success definition in force that day. From then on the scope changes by change "
                    + "requests alone."
            )
            .WithExample(
                new ScopeAgreement(new DateOnly(2026, 11, 20), "物流部 田中 健一"),
                ShownScope.Example with
                {
                    GoalId = Guid.Parse("0199a000-0000-7000-8000-0000000000c1"),
                    GoalNumber = 1,
                    AgreedOn = new DateOnly(2026, 11, 20),
                    AgreedWith = "物流部 田中 健一",
                    AgreedById = Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
