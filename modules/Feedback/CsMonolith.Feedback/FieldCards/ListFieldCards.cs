namespace CsMonolith.Feedback.FieldCards;

/// <summary>Which field cards are there?</summary>
internal sealed record ListFieldCards(ListAsk List) : IQuery<Page<WrittenFieldCard>>;

internal sealed class ListFieldCardsHandler(FeedbackDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListFieldCards, Result<Page<WrittenFieldCard>>>
{
    public static ListShape<FieldCard> Shape { get; } =
        new ListShape<FieldCard>(card => card.Id, "-occurredOn")
            .With("accountId", card => card.AccountId)
            .With("polarity", card => card.Polarity)
            .With("phase", card => card.Phase)
            .With("department", card => card.Department)
            .With("occurredOn", card => card.OccurredOn)
            .With("closedOn", card => card.ClosedOn)
            .With("writtenBy", card => card.WrittenBy)
            .With("event", card => card.Event);

    public async Task<Result<Page<WrittenFieldCard>>> Handle(ListFieldCards ask, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        return await Shape.Page(
            db.Set<FieldCard>().AsNoTracking().Within(scope, card => card.AccountId),
            ask.List,
            cursors,
            WrittenFieldCard.Of,
            cancellation
        );
    }
}

internal sealed class ListFieldCardsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/field-cards", (ListAsk list) => new ListFieldCards(list))
            .WithSummary("List field cards")
            .WithMetadata(new ListFields(ListFieldCardsHandler.Shape.Fields))
            .WithExample(null, new Page<WrittenFieldCard>([WrittenFieldCard.Example], NextCursor: null))
            .WithProblems(400, 401, 403);
}
