namespace CsMonolith.Journey.Consulting;

/// <summary>Which solution plans are there?</summary>
internal sealed record ListSolutionPlans(ListAsk List) : IQuery<Page<ShownSolutionPlan>>;

internal sealed class ListSolutionPlansHandler(JourneyDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListSolutionPlans, Result<Page<ShownSolutionPlan>>>
{
    public static ListShape<SolutionPlan> Shape { get; } =
        new ListShape<SolutionPlan>(row => row.Id, "-recordedAt")
            .With("accountId", row => row.AccountId)
            .With("title", row => row.Title)
            .With("agreedOn", row => row.AgreedOn)
            .With("recordedAt", row => row.RecordedAt)
            .With("voidedAt", row => row.VoidedAt);

    public async Task<Result<Page<ShownSolutionPlan>>> Handle(ListSolutionPlans ask, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        return await Shape.Page(
            db.Set<SolutionPlan>().AsNoTracking().Within(scope, one => one.AccountId),
            ask.List,
            cursors,
            ShownSolutionPlan.Of,
            cancellation
        );
    }
}

internal sealed class ListSolutionPlansEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/solution-plans", (ListAsk list) => new ListSolutionPlans(list))
            .WithSummary("List solution plans, the newest first")
            .WithMetadata(new ListFields(ListSolutionPlansHandler.Shape.Fields))
            .WithExample(null, new Page<ShownSolutionPlan>([ShownSolutionPlan.Example], null))
            .WithProblems(400, 401, 403);
}
