using CsMonolith.Journey.Contracts;

namespace CsMonolith.Feedback.FieldCards;

/// <summary>Write a field card: trouble or success at one customer, in the one format.</summary>
internal sealed record WriteFieldCard(
    Guid AccountId,
    Polarity Polarity,
    string Event,
    DateOnly OccurredOn,
    string SuspectedProblem,
    string Department,
    string Request,
    string ExpectedPrevention
) : ICommand<WrittenFieldCard>;

/// <param name="Phase">Code of the account's phase on the day of the event; <c>null</c> before its first.</param>
/// <param name="ClosedOn">When it was closed; <c>null</c> while it is open.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record WrittenFieldCard(
    Guid Id,
    Guid AccountId,
    Polarity Polarity,
    string Event,
    DateOnly OccurredOn,
    string SuspectedProblem,
    string Department,
    string Request,
    string ExpectedPrevention,
    string? Phase,
    Guid? WrittenBy,
    DateTime RecordedAt,
    bool Backfilled,
    DateOnly? ClosedOn,
    string? Outcome,
    long Version
)
{
    public static WrittenFieldCard Of(FieldCard card) =>
        new(
            card.Id,
            card.AccountId,
            card.Polarity,
            card.Event,
            card.OccurredOn,
            card.SuspectedProblem,
            card.Department,
            card.Request,
            card.ExpectedPrevention,
            card.Phase,
            card.WrittenBy,
            card.RecordedAt,
            card.Backfilled,
            card.ClosedOn,
            card.Outcome,
            card.Version
        );

    public static WrittenFieldCard Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f201"),
            Guid.Parse("0199a000-0000-7000-8000-00000000a001"),
            Polarity.Trouble,
            "初期設定の途中で担当者が止まり、2週間ログインがなかった",
            new(2026, 11, 12),
            "権限設定の手順書が管理者向けになっていない",
            "プロダクト",
            "管理者以外でも分かる権限設定の手順書を作ってほしい",
            "導入期の停滞と、同じ問い合わせ",
            "onboarding",
            Guid.Parse("0199a000-0000-7000-8000-000000000011"),
            new DateTime(2026, 11, 13, 2, 0, 0, DateTimeKind.Utc),
            Backfilled: false,
            ClosedOn: null,
            Outcome: null,
            Version: 1
        );
}

internal sealed class WriteFieldCardValidator : AbstractValidator<WriteFieldCard>
{
    public WriteFieldCardValidator()
    {
        RuleFor(ask => ask.AccountId).NotEmpty();
        RuleFor(ask => ask.Event).NotEmpty().MaximumLength(2000);
        RuleFor(ask => ask.SuspectedProblem).NotEmpty().MaximumLength(2000);
        RuleFor(ask => ask.Department).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.Request).NotEmpty().MaximumLength(2000);
        RuleFor(ask => ask.ExpectedPrevention).NotEmpty().MaximumLength(2000);
    }
}

internal sealed class WriteFieldCardHandler(
    FeedbackDb db,
    KnownAccounts accounts,
    IMediator mediator,
    RequestContext context
) : IRequestHandler<WriteFieldCard, Result<WrittenFieldCard>>
{
    public async Task<Result<WrittenFieldCard>> Handle(WriteFieldCard ask, CancellationToken cancellation)
    {
        if (!await accounts.Admits(ask.AccountId, cancellation))
        {
            return FeedbackErrors.NoSuchAccount(ask.AccountId);
        }

        if (ask.OccurredOn > db.Clock.Today)
        {
            return FeedbackErrors.InFuture("occurredOn", ask.OccurredOn, db.Clock.Today);
        }

        var day = new AccountDay(ask.AccountId, ask.OccurredOn);
        var phases = await mediator.Send(new PhasesOn([day]), cancellation);
        var content = new FieldCardContent(
            ask.Polarity,
            ask.Event,
            ask.OccurredOn,
            ask.SuspectedProblem,
            ask.Department,
            ask.Request,
            ask.ExpectedPrevention
        );
        var card = FieldCard.Write(
            ask.AccountId,
            externalId: null,
            content,
            phases.GetValueOrDefault(day),
            context.Caller.PersonId,
            db.Clock.Now,
            backfilled: false
        );
        db.Set<FieldCard>().Add(card);
        await db.SaveChangesAsync(cancellation);
        return WrittenFieldCard.Of(card);
    }
}

internal sealed class WriteFieldCardEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/field-cards", (WriteFieldCard ask) => ask)
            .Creates((WrittenFieldCard written) => $"/v1/field-cards/{written.Id}")
            .WithSummary("Write a field card (気づきカード)")
            .WithDescription(
                "One format for trouble and success in every phase. The phase is derived from the day of the event."
            )
            .WithExample(
                new WriteFieldCard(
                    WrittenFieldCard.Example.AccountId,
                    Polarity.Trouble,
                    WrittenFieldCard.Example.Event,
                    WrittenFieldCard.Example.OccurredOn,
                    WrittenFieldCard.Example.SuspectedProblem,
                    WrittenFieldCard.Example.Department,
                    WrittenFieldCard.Example.Request,
                    WrittenFieldCard.Example.ExpectedPrevention
                ),
                WrittenFieldCard.Example
            )
            .WithProblems(400, 401, 403, 404);
}
