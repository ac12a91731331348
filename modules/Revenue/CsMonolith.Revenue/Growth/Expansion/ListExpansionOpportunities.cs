namespace CsMonolith.Revenue.Growth.Expansion;

/// <summary>The opportunities of the accounts that the caller may see.</summary>
internal sealed record ListExpansionOpportunities(ListAsk List) : IQuery<Page<ExpansionOpportunityRow>>;

/// <param name="Signal">What it was noticed by.</param>
/// <param name="Goal">The customer's goal that it serves.</param>
/// <param name="Expected">ARR of the first year, or the price of a purchase, as is <paramref name="Won"/>.</param>
/// <param name="OwnerId">Who pursues it.</param>
/// <param name="Won">Zero unless won.</param>
/// <param name="Reason">Why it was lost or rejected.</param>
internal sealed record ExpansionOpportunityRow(
    Guid Id,
    Guid AccountId,
    ExpansionKind Kind,
    string Product,
    string Signal,
    string Goal,
    Money Expected,
    Guid? OwnerId,
    DateOnly OpenedOn,
    OpportunityStage Stage,
    DateOnly? ClosedOn,
    Money Won,
    string? Reason,
    long Version
)
{
    public static ExpansionOpportunityRow Sample { get; } =
        new(
            Samples.Opportunity,
            Samples.Account,
            ExpansionKind.CrossSell,
            "地図",
            "同業の12社中9社が利用",
            "配車の効率化",
            Money.Of("600000", "JPY"),
            Samples.Person,
            new(2026, 11, 20),
            OpportunityStage.Open,
            null,
            Money.Zero("JPY"),
            null,
            Version: 1
        );

    public static ExpansionOpportunityRow Of(ExpansionOpportunity one) =>
        new(
            one.Id,
            one.AccountId,
            one.Kind,
            one.Product,
            one.Signal,
            one.Goal,
            one.Expected,
            one.OwnerId,
            one.OpenedOn,
            one.Stage,
            one.ClosedOn,
            one.Won,
            one.Reason,
            one.Version
        );
}

internal sealed class ListExpansionOpportunitiesHandler(RevenueDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListExpansionOpportunities, Result<Page<ExpansionOpportunityRow>>>
{
    public static ListShape<ExpansionOpportunity> Shape { get; } =
        new ListShape<ExpansionOpportunity>(row => row.Id, "-openedOn")
            .With("openedOn", row => row.OpenedOn)
            .With("accountId", row => row.AccountId)
            .With("kind", row => row.Kind)
            .With("product", row => row.Product)
            .With("stage", row => row.Stage)
            .With("ownerId", row => row.OwnerId)
            .With("closedOn", row => row.ClosedOn);

    public async Task<Result<Page<ExpansionOpportunityRow>>> Handle(
        ListExpansionOpportunities ask,
        CancellationToken cancellationToken
    )
    {
        var rows = db.Set<ExpansionOpportunity>()
            .AsNoTracking()
            .Within(await visibility.Accounts(cancellationToken), row => row.AccountId);
        return await Shape.Page(rows, ask.List, cursors, ExpansionOpportunityRow.Of, cancellationToken);
    }
}

internal sealed class ListExpansionOpportunitiesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/expansion-opportunities", (ListAsk list) => new ListExpansionOpportunities(list))
            .WithSummary("List opportunities, the newest first")
            .WithMetadata(new ListFields(ListExpansionOpportunitiesHandler.Shape.Fields))
            .WithExample(null, new Page<ExpansionOpportunityRow>([ExpansionOpportunityRow.Sample], NextCursor: null))
            .WithProblems(400, 401, 403);
}
