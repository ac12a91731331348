namespace CsMonolith.Feedback.FieldCards;

/// <summary>Close a field card and say what came of it.</summary>
internal sealed record CloseFieldCard(Guid CardId, string Outcome) : ICommand<WrittenFieldCard>;

/// <summary>The body of <see cref="CloseFieldCard"/>.</summary>
internal sealed record FieldCardOutcome(string Outcome);

internal sealed class CloseFieldCardValidator : AbstractValidator<CloseFieldCard>
{
    public CloseFieldCardValidator() => RuleFor(ask => ask.Outcome).NotEmpty().MaximumLength(2000);
}

internal sealed class CloseFieldCardHandler(FeedbackDb db, AccountVisibility visibility)
    : IRequestHandler<CloseFieldCard, Result<WrittenFieldCard>>
{
    public async Task<Result<WrittenFieldCard>> Handle(CloseFieldCard ask, CancellationToken cancellation)
    {
        var card = await db.Set<FieldCard>().FindAsync([ask.CardId], cancellation);
        if (card is null || !await visibility.Sees(card.AccountId, cancellation))
        {
            return FeedbackErrors.NoSuchCard(ask.CardId);
        }

        if (card.Close(db.Clock.Today, ask.Outcome).Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return WrittenFieldCard.Of(card);
    }
}

internal sealed class CloseFieldCardEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/field-cards/{cardId}/close",
                (Guid cardId, FieldCardOutcome body) => new CloseFieldCard(cardId, body.Outcome)
            )
            .WithSummary("Close a field card with what came of it")
            .WithExample(
                new FieldCardOutcome("権限設定の手順書を公開した"),
                WrittenFieldCard.Example with
                {
                    ClosedOn = new(2026, 11, 20),
                    Outcome = "権限設定の手順書を公開した",
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
