namespace CsMonolith.Health.Reviews;

/// <summary>Which packs were built?</summary>
internal sealed record ListReviewPacks(ListAsk List) : IQuery<Page<ReviewPackRow>>;

internal sealed class ListReviewPacksHandler(HealthDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListReviewPacks, Result<Page<ReviewPackRow>>>
{
    public static ListShape<ReviewPack> Shape { get; } =
        new ListShape<ReviewPack>(row => row.Id, "-builtAt")
            .With("accountId", row => row.AccountId)
            .With("from", row => row.From)
            .With("to", row => row.To)
            .With("language", row => row.Language)
            .With("builtBy", row => row.BuiltBy)
            .With("builtAt", row => row.BuiltAt);

    public async Task<Result<Page<ReviewPackRow>>> Handle(ListReviewPacks ask, CancellationToken cancellationToken)
    {
        var scope = await visibility.Accounts(cancellationToken);
        return await Shape.Page(
            db.Set<ReviewPack>().AsNoTracking().Within(scope, row => row.AccountId),
            ask.List,
            cursors,
            ReviewPackRow.Of,
            cancellationToken
        );
    }
}

internal sealed class ListReviewPacksEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/review-packs", (ListAsk list) => new ListReviewPacks(list))
            .WithSummary("List the packs that were built, the newest first")
            .WithMetadata(new ListFields(ListReviewPacksHandler.Shape.Fields))
            .WithExample(null, new Page<ReviewPackRow>([ReviewPackRow.Example], null))
            .WithProblems(400, 401, 403);
}
