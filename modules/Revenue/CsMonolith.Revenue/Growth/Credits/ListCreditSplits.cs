using CsMonolith.Revenue.Growth.Expansion;

namespace CsMonolith.Revenue.Growth.Credits;

/// <summary>Every split of a deal's credit that was ever recorded.</summary>
internal sealed record ListCreditSplits(Guid OpportunityId, ListAsk List) : IQuery<Page<CreditSplitRow>>;

internal sealed class ListCreditSplitsHandler(RevenueDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListCreditSplits, Result<Page<CreditSplitRow>>>
{
    public static ListShape<CreditSplit> Shape { get; } =
        new ListShape<CreditSplit>(row => row.Id, "-from")
            .With("from", row => row.From)
            .With("recordedAt", row => row.RecordedAt);

    public async Task<Result<Page<CreditSplitRow>>> Handle(ListCreditSplits ask, CancellationToken cancellationToken)
    {
        var opportunity = await db.Set<ExpansionOpportunity>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == ask.OpportunityId, cancellationToken);
        if (opportunity is null || !await visibility.Sees(opportunity.AccountId, cancellationToken))
        {
            return PlatformErrors.NotFound("opportunity", ask.OpportunityId);
        }

        var rows = db.Set<CreditSplit>().AsNoTracking().Where(split => split.OpportunityId == opportunity.Id);
        return await Shape.Page(rows, ask.List, cursors, CreditSplitRow.Of, cancellationToken);
    }
}

internal sealed class ListCreditSplitsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/expansion-opportunities/{opportunityId}/credit-splits",
                (Guid opportunityId, ListAsk list) => new ListCreditSplits(opportunityId, list)
            )
            .WithSummary("List every split of a deal's credit, the latest first")
            .WithMetadata(new ListFields(ListCreditSplitsHandler.Shape.Fields))
            .WithExample(null, new Page<CreditSplitRow>([CreditSplitRow.Sample], NextCursor: null))
            .WithProblems(400, 401, 403, 404);
}
