namespace CsMonolith.Journey.Plans.Deliverables;

/// <summary>Add something that a project hands over.</summary>
internal sealed record AddDeliverable(Guid ProjectId, [property: Body] NewDeliverable Deliverable)
    : ICommand<ShownDeliverable>;

/// <param name="Granularity">How fine it is made: for each base, by department.</param>
/// <param name="Criteria">By which the customer accepts it.</param>
/// <param name="OwnerId">Who of ours answers for it.</param>
internal sealed record NewDeliverable(string Title, string Granularity, string Criteria, DateOnly DueOn, Guid OwnerId);

/// <param name="Granularity">How fine it is made.</param>
/// <param name="Criteria">By which the customer accepts it.</param>
/// <param name="SignOffs">What the customer said, rejections among them, the first one first.</param>
/// <param name="IsSignedOff">Whether the last word was an acceptance.</param>
/// <param name="DoneOn"><c>null</c> while it is not done.</param>
/// <param name="IsLate">Not done, and its due day has passed.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record ShownDeliverable(
    Guid Id,
    Guid ProjectId,
    string Title,
    string Granularity,
    string Criteria,
    DateOnly DueOn,
    Guid OwnerId,
    IReadOnlyList<SignOff> SignOffs,
    bool IsSignedOff,
    DateOnly? DoneOn,
    bool IsLate,
    long Version
)
{
    public static ShownDeliverable Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f304"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000f1"),
            "操作手順書",
            "拠点ごとに1冊",
            "新任の配車担当者が手順書だけで翌日の配車表を作れる",
            new DateOnly(2027, 1, 8),
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            [],
            IsSignedOff: false,
            DoneOn: null,
            IsLate: false,
            Version: 1
        );

    public static ShownDeliverable Of(Deliverable one, DateOnly today) =>
        new(
            one.Id,
            one.ProjectId,
            one.Title,
            one.Granularity,
            one.Criteria,
            one.DueOn,
            one.OwnerId,
            one.SignOffs,
            one.Standing is not null,
            one.DoneOn,
            one.DoneOn is null && one.DueOn < today,
            one.Version
        );
}

internal sealed class AddDeliverableValidator : AbstractValidator<AddDeliverable>
{
    public AddDeliverableValidator()
    {
        RuleFor(ask => ask.Deliverable.Title).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Deliverable.Granularity).NotEmpty().MaximumLength(300);
        RuleFor(ask => ask.Deliverable.Criteria).NotEmpty().MaximumLength(2000);
        RuleFor(ask => ask.Deliverable.OwnerId).NotEmpty();
    }
}

internal sealed class AddDeliverableHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<AddDeliverable, Result<ShownDeliverable>>
{
    public async Task<Result<ShownDeliverable>> Handle(AddDeliverable ask, CancellationToken cancellation)
    {
        var project = await desk.Project(ask.ProjectId, cancellation);
        if (project.Error is { } refusal)
        {
            return refusal;
        }

        var (title, granularity, criteria, dueOn, owner) = ask.Deliverable;
        var (account, openedOn) = (project.Value.AccountId, project.Value.OpenedOn);
        if (
            (
                await desk.Nobody(owner, account, cancellation)
                ?? await desk.Full<Deliverable>(ask.ProjectId, cancellation)
                ?? (dueOn < openedOn ? PlanErrors.Backwards(openedOn, dueOn, "/dueOn") : null)
            ) is
            { } unfit
        )
        {
            return unfit;
        }

        var deliverable = new Deliverable(Guid.CreateVersion7(), ask.ProjectId, account, desk.Now);
        deliverable.Say(new DeliverableWords(title, granularity, criteria, dueOn, owner));
        db.Set<Deliverable>().Add(deliverable);
        await db.SaveChangesAsync(cancellation);
        return ShownDeliverable.Of(deliverable, desk.Today);
    }
}

internal sealed class AddDeliverableEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/deliverables",
                (Guid projectId, NewDeliverable deliverable) => new AddDeliverable(projectId, deliverable)
            )
            .Creates(
                (ShownDeliverable _, RouteValueDictionary route) => $"/v1/success-projects/{route["projectId"]}/plan"
            )
            .WithSummary("Add something that a project hands over")
            .WithDescription("With how fine it is made and by which criteria the customer accepts it.")
            .WithExample(
                new NewDeliverable(
                    ShownDeliverable.Example.Title,
                    ShownDeliverable.Example.Granularity,
                    ShownDeliverable.Example.Criteria,
                    ShownDeliverable.Example.DueOn,
                    ShownDeliverable.Example.OwnerId
                ),
                ShownDeliverable.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
