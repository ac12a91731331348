namespace CsMonolith.Journey.Plans.Resources;

/// <summary>Ask a department for somebody whom a project needs.</summary>
internal sealed record RequestResource(Guid ProjectId, [property: Body] NewResourceNeed Need)
    : ICommand<ShownResourceNeed>;

/// <param name="Role">What they do: technical CS, data engineer.</param>
/// <param name="Department">Of ours, as people here call it.</param>
/// <param name="HoursAWeek">1 to 80.</param>
/// <param name="To">The last day; absent, until the project's end.</param>
internal sealed record NewResourceNeed(
    string Role,
    string Department,
    int HoursAWeek,
    DateOnly From,
    DateOnly? To = null
);

/// <param name="State">requested, promised or filled.</param>
/// <param name="PromisedBy">Who promised somebody.</param>
/// <param name="FilledById">Who does it.</param>
/// <param name="IsGap">Not filled, and not over.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record ShownResourceNeed(
    Guid Id,
    Guid ProjectId,
    string Role,
    string Department,
    int HoursAWeek,
    DateOnly From,
    DateOnly? To,
    NeedState State,
    string? PromisedBy,
    DateOnly? PromisedOn,
    Guid? FilledById,
    DateOnly? FilledOn,
    bool IsGap,
    long Version
)
{
    public static ShownResourceNeed Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f305"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000f1"),
            "データ連携の技術者",
            "プロダクト",
            HoursAWeek: 8,
            new DateOnly(2026, 12, 1),
            new DateOnly(2027, 1, 31),
            NeedState.Requested,
            PromisedBy: null,
            PromisedOn: null,
            FilledById: null,
            FilledOn: null,
            IsGap: true,
            Version: 1
        );

    public static ShownResourceNeed Of(ResourceNeed one, DateOnly today) =>
        new(
            one.Id,
            one.ProjectId,
            one.Role,
            one.Department,
            one.HoursAWeek,
            one.From,
            one.To,
            one.State,
            one.PromisedBy,
            one.PromisedOn,
            one.FilledById,
            one.FilledOn,
            one.IsGap(today),
            one.Version
        );
}

internal sealed class RequestResourceValidator : AbstractValidator<RequestResource>
{
    public RequestResourceValidator()
    {
        RuleFor(ask => ask.Need.Role).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Need.Department).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Need.HoursAWeek).InclusiveBetween(1, 80);
    }
}

internal sealed class RequestResourceHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<RequestResource, Result<ShownResourceNeed>>
{
    public async Task<Result<ShownResourceNeed>> Handle(RequestResource ask, CancellationToken cancellation)
    {
        var project = await desk.Project(ask.ProjectId, cancellation);
        if (project.Error is { } refusal)
        {
            return refusal;
        }

        var (role, department, hours, from, to) = ask.Need;
        if (to < from)
        {
            return PlanErrors.Backwards(from, to.Value, "/to");
        }

        if (await desk.Full<ResourceNeed>(ask.ProjectId, cancellation) is { } full)
        {
            return full;
        }

        var need = new ResourceNeed(
            Guid.CreateVersion7(),
            ask.ProjectId,
            project.Value.AccountId,
            role,
            department,
            hours,
            from,
            to,
            desk.Now
        );
        db.Set<ResourceNeed>().Add(need);
        await db.SaveChangesAsync(cancellation);
        return ShownResourceNeed.Of(need, desk.Today);
    }
}

internal sealed class RequestResourceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/resource-needs",
                (Guid projectId, NewResourceNeed need) => new RequestResource(projectId, need)
            )
            .Creates(
                (ShownResourceNeed _, RouteValueDictionary route) => $"/v1/success-projects/{route["projectId"]}/plan"
            )
            .WithSummary("Ask a department for somebody whom a project needs")
            .WithExample(
                new NewResourceNeed(
                    ShownResourceNeed.Example.Role,
                    ShownResourceNeed.Example.Department,
                    ShownResourceNeed.Example.HoursAWeek,
                    ShownResourceNeed.Example.From,
                    ShownResourceNeed.Example.To
                ),
                ShownResourceNeed.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
