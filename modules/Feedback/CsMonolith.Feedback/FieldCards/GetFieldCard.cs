namespace CsMonolith.Feedback.FieldCards;

/// <summary>What does a field card say?</summary>
internal sealed record GetFieldCard(Guid CardId) : IQuery<WrittenFieldCard>;

internal sealed class GetFieldCardHandler(FeedbackDb db, AccountVisibility visibility)
    : IRequestHandler<GetFieldCard, Result<WrittenFieldCard>>
{
    public async Task<Result<WrittenFieldCard>> Handle(GetFieldCard ask, CancellationToken cancellation)
    {
        var card = await db.Set<FieldCard>()
            .AsNoTracking()
            .SingleOrDefaultAsync(card => card.Id == ask.CardId, cancellation);
        return card is null || !await visibility.Sees(card.AccountId, cancellation)
            ? FeedbackErrors.NoSuchCard(ask.CardId)
            : WrittenFieldCard.Of(card);
    }
}

internal sealed class GetFieldCardEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/field-cards/{cardId}", (Guid cardId) => new GetFieldCard(cardId))
            .WithSummary("Read a field card")
            .WithExample(null, WrittenFieldCard.Example)
            .WithProblems(401, 403, 404);
}
