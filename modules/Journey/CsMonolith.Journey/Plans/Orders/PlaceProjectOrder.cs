namespace CsMonolith.Journey.Plans.Orders;

/// <summary>Record what a project has ordered.</summary>
internal sealed record PlaceProjectOrder(Guid ProjectId, [property: Body] NewOrder Order) : ICommand<ShownOrder>;

/// <param name="Supplier">From whom.</param>
/// <param name="OrderedOn">Not after today.</param>
/// <param name="ExpectedOn">The day by which it is expected.</param>
internal sealed record NewOrder(string What, string Supplier, DateOnly OrderedOn, DateOnly ExpectedOn);

/// <param name="Supplier">From whom.</param>
/// <param name="DeliveredOn"><c>null</c> while it has not come.</param>
/// <param name="IsLate">Not delivered, and the expected day has passed.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record ShownOrder(
    Guid Id,
    Guid ProjectId,
    string What,
    string Supplier,
    DateOnly OrderedOn,
    DateOnly ExpectedOn,
    DateOnly? DeliveredOn,
    bool IsLate,
    long Version
)
{
    public static ShownOrder Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f308"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000f1"),
            "配車端末 12台",
            "みなと機器",
            new DateOnly(2026, 11, 18),
            new DateOnly(2026, 12, 10),
            DeliveredOn: null,
            IsLate: false,
            Version: 1
        );

    public static ShownOrder Of(ProjectOrder one, DateOnly today) =>
        new(
            one.Id,
            one.ProjectId,
            one.What,
            one.Supplier,
            one.OrderedOn,
            one.ExpectedOn,
            one.DeliveredOn,
            one.IsLate(today),
            one.Version
        );
}

internal sealed class PlaceProjectOrderValidator : AbstractValidator<PlaceProjectOrder>
{
    public PlaceProjectOrderValidator()
    {
        RuleFor(ask => ask.Order.What).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Order.Supplier).NotEmpty().MaximumLength(200);
    }
}

internal sealed class PlaceProjectOrderHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<PlaceProjectOrder, Result<ShownOrder>>
{
    public async Task<Result<ShownOrder>> Handle(PlaceProjectOrder ask, CancellationToken cancellation)
    {
        var project = await desk.Project(ask.ProjectId, cancellation);
        if (project.Error is { } refusal)
        {
            return refusal;
        }

        var (what, supplier, orderedOn, expectedOn) = ask.Order;
        if (orderedOn > desk.Today)
        {
            return JourneyErrors.NotYet(orderedOn, desk.Today, "/orderedOn");
        }

        if (expectedOn < orderedOn)
        {
            return PlanErrors.Backwards(orderedOn, expectedOn, "/expectedOn");
        }

        if (await desk.Full<ProjectOrder>(ask.ProjectId, cancellation) is { } full)
        {
            return full;
        }

        var order = new ProjectOrder(
            Guid.CreateVersion7(),
            ask.ProjectId,
            project.Value.AccountId,
            what,
            supplier,
            orderedOn,
            expectedOn,
            desk.Now
        );
        db.Set<ProjectOrder>().Add(order);
        await db.SaveChangesAsync(cancellation);
        return ShownOrder.Of(order, desk.Today);
    }
}

internal sealed class PlaceProjectOrderEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/orders",
                (Guid projectId, NewOrder order) => new PlaceProjectOrder(projectId, order)
            )
            .Creates((ShownOrder _, RouteValueDictionary route) => $"/v1/success-projects/{route["projectId"]}/plan")
            .WithSummary("Record what a project has ordered")
            .WithDescription("A project that orders nothing needs no entry: procurement counts as complete.")
            .WithExample(
                new NewOrder(
                    ShownOrder.Example.What,
                    ShownOrder.Example.Supplier,
                    ShownOrder.Example.OrderedOn,
                    ShownOrder.Example.ExpectedOn
                ),
                ShownOrder.Example
            )
            .WithProblems(400, 401, 403, 404, 409);
}
