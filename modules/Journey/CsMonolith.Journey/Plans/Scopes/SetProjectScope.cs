namespace CsMonolith.Journey.Plans.Scopes;

/// <summary>Say what a project does and does not do, before it is agreed.</summary>
internal sealed record SetProjectScope(Guid ProjectId, [property: Body] ScopeDraft Draft, IfMatch Match)
    : ICommand<ShownScope>;

/// <param name="Items">All of them; what is out of the scope is named as well.</param>
internal sealed record ScopeDraft(IReadOnlyList<ScopeItem> Items);

internal sealed class SetProjectScopeValidator : AbstractValidator<SetProjectScope>
{
    public SetProjectScopeValidator()
    {
        RuleFor(ask => ask.Draft.Items.Count).LessThanOrEqualTo(PlanDesk.MostOfAKind);
        RuleForEach(ask => ask.Draft.Items)
            .ChildRules(item => item.RuleFor(one => one.Text).NotEmpty().MaximumLength(300))
            .OverridePropertyName("items");
    }
}

internal sealed class SetProjectScopeHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<SetProjectScope, Result<ShownScope>>
{
    public async Task<Result<ShownScope>> Handle(SetProjectScope ask, CancellationToken cancellation)
    {
        var project = await desk.Project(ask.ProjectId, cancellation);
        if (project.Error is { } refusal)
        {
            return refusal;
        }

        var account = project.Value.AccountId;
        var scope =
            await db.Set<ProjectScope>().FindAsync([ask.ProjectId], cancellation)
            ?? new ProjectScope(ask.ProjectId, account);
        var goal = await GoalsInForce.Of(db, account, desk.Today, cancellation);
        if ((ask.Match.Refuses(scope) ?? scope.Arrange(ask.Draft.Items, goal).Error) is { } unfit)
        {
            return unfit;
        }

        if (scope.Version == 0)
        {
            db.Set<ProjectScope>().Add(scope);
        }

        await db.SaveChangesAsync(cancellation);
        return ShownScope.Of(scope);
    }
}

internal sealed class SetProjectScopeEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put(
                "/success-projects/{projectId}/scope",
                (Guid projectId, ScopeDraft draft, IfMatch match) => new SetProjectScope(projectId, draft, match)
            )
            .WithSummary("Say what a project does and does not do, before it is agreed")
            .WithDescription(
                "Replaces all items. If-Match carries the version read, 0 where nothing was set. Once the scope is agreed "
                    + "it changes by change requests alone."
            )
            .WithExample(new ScopeDraft(ShownScope.Example.Items), ShownScope.Example)
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
