namespace CsMonolith.Compensation.Plans;

/// <summary>Which pay plans are there?</summary>
internal sealed record ListPayPlans(ListAsk List) : IQuery<Page<ListedPayPlan>>;

internal sealed record ListedPayPlan(
    Guid Id,
    string Name,
    int Edition,
    string GateRatio,
    string Currency,
    DateTime DraftedAt,
    DateTime? ApprovedAt
);

internal sealed class ListPayPlansHandler(CompensationDb db, PayVisibility visibility, Cursors cursors)
    : IRequestHandler<ListPayPlans, Result<Page<ListedPayPlan>>>
{
    public static ListShape<PayPlan> Shape { get; } =
        new ListShape<PayPlan>(plan => plan.Id, "name,-edition")
            .With("name", plan => plan.Name)
            .With("edition", plan => plan.Edition)
            .With("draftedAt", plan => plan.DraftedAt)
            .With("approvedAt", plan => plan.ApprovedAt);

    public async Task<Result<Page<ListedPayPlan>>> Handle(ListPayPlans ask, CancellationToken cancellation)
    {
        var people = await visibility.People(cancellation);
        var plans = db.Set<PayPlan>().AsNoTracking();
        return await Shape.Page(
            people is null ? plans : plans.Where(plan => plan.Members.Any(member => people.Contains(member.PersonId))),
            ask.List,
            cursors,
            plan => new ListedPayPlan(
                plan.Id,
                plan.Name,
                plan.Edition,
                plan.GateRatio,
                plan.Currency,
                plan.DraftedAt,
                plan.ApprovedAt
            ),
            cancellation
        );
    }
}

internal sealed class ListPayPlansEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/pay-plans", (ListAsk list) => new ListPayPlans(list))
            .WithSummary("List pay plans")
            .WithMetadata(new ListFields(ListPayPlansHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<ListedPayPlan>(
                    [
                        new(
                            DraftedPayPlan.Example.Id,
                            DraftedPayPlan.Example.Name,
                            Edition: 1,
                            "1.02",
                            "JPY",
                            DraftedPayPlan.Example.DraftedAt,
                            ApprovedAt: null
                        ),
                    ],
                    NextCursor: null
                )
            )
            .WithProblems(400, 401, 403);
}
