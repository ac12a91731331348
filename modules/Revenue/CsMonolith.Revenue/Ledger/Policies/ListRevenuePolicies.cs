namespace CsMonolith.Revenue.Ledger.Policies;

/// <summary>Every version of the rules.</summary>
internal sealed record ListRevenuePolicies(ListAsk List) : IQuery<Page<RevenuePolicyRow>>;

/// <param name="EffectiveFrom">The first day on which it decides.</param>
internal sealed record RevenuePolicyRow(
    Guid Id,
    DateOnly EffectiveFrom,
    RevenueRules Rules,
    string Reason,
    string RecordedBy,
    DateTime RecordedAt
)
{
    public static RevenuePolicyRow Sample { get; } =
        new(
            Samples.Policy,
            new(2026, 4, 1),
            RevenueRules.Founding with
            {
                ChurnDating = ChurnDating.AtCancellation,
                ReportingCurrency = "JPY",
                GraceDays = 3,
            },
            "監査法人との合意により解約受付日で計上",
            $"person:{Samples.Account}",
            Samples.Instant
        );

    public static RevenuePolicyRow Of(RevenuePolicy policy) =>
        new(policy.Id, policy.EffectiveFrom, policy.Rules, policy.Reason, policy.RecordedBy, policy.RecordedAt);
}

internal sealed class ListRevenuePoliciesHandler(RevenueDb db, Cursors cursors)
    : IRequestHandler<ListRevenuePolicies, Result<Page<RevenuePolicyRow>>>
{
    public static ListShape<RevenuePolicy> Shape { get; } =
        new ListShape<RevenuePolicy>(row => row.Id, "-effectiveFrom,-recordedAt")
            .With("effectiveFrom", row => row.EffectiveFrom)
            .With("recordedAt", row => row.RecordedAt);

    public async Task<Result<Page<RevenuePolicyRow>>> Handle(
        ListRevenuePolicies ask,
        CancellationToken cancellationToken
    ) =>
        await Shape.Page(
            db.Set<RevenuePolicy>().AsNoTracking(),
            ask.List,
            cursors,
            RevenuePolicyRow.Of,
            cancellationToken
        );
}

internal sealed class ListRevenuePoliciesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/revenue-policies", (ListAsk list) => new ListRevenuePolicies(list))
            .WithSummary("List every decision about how revenue is counted, the latest day first")
            .WithMetadata(new ListFields(ListRevenuePoliciesHandler.Shape.Fields))
            .WithExample(null, new Page<RevenuePolicyRow>([RevenuePolicyRow.Sample], NextCursor: null))
            .WithProblems(400, 401, 403);
}
