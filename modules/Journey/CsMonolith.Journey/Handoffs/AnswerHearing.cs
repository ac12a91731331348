namespace CsMonolith.Journey.Handoffs;

/// <summary>Write down what a customer answered.</summary>
internal sealed record AnswerHearing(Guid AccountId, [property: Body] GivenAnswer Given)
    : ICommand<HearingAnswered>,
        IAboutAccount;

/// <summary>An answer of the registry.</summary>
/// <param name="Question">The question's code.</param>
/// <param name="Kind">Asked for the first time, put right by us, or asked again (再質問).</param>
/// <param name="AnsweredBy">The customer's person who said so.</param>
/// <param name="AskedById">Who of us asked; <c>null</c> where that person is nobody here.</param>
internal sealed record HearingAnswered(
    Guid Id,
    Guid AccountId,
    Guid? HandoffId,
    string Question,
    string Answer,
    AnswerKind Kind,
    string? AnsweredBy,
    DateOnly AnsweredOn,
    Guid? AskedById,
    string? SourceLink,
    DateTime RecordedAt
)
{
    public static HearingAnswered Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000f3"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            HandoffId: null,
            "purpose",
            "配車担当者の残業をなくす",
            AnswerKind.AskedAgain,
            "物流部 田中 健一",
            new DateOnly(2026, 11, 10),
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            SourceLink: null,
            new DateTime(2026, 11, 10, 2, 0, 0, DateTimeKind.Utc)
        );

    public static HearingAnswered Of(HearingAnswer one) =>
        new(
            one.Id,
            one.AccountId,
            one.HandoffId,
            one.Question,
            one.Answer,
            one.Kind,
            one.AnsweredBy,
            one.AnsweredOn,
            one.AskedById,
            one.SourceLink,
            one.RecordedAt
        );
}

internal sealed class AnswerHearingValidator : AbstractValidator<AnswerHearing>
{
    public AnswerHearingValidator() => RuleFor(ask => ask.Given).SetValidator(new GivenAnswerValidator());
}

internal sealed class AnswerHearingHandler(
    JourneyDb db,
    IAccountDirectory accounts,
    HearingRegistry registry,
    RequestContext context
) : IRequestHandler<AnswerHearing, Result<HearingAnswered>>
{
    public async Task<Result<HearingAnswered>> Handle(AnswerHearing ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        var added = await registry.Record(
            ask.AccountId,
            handoff: null,
            [ask.Given],
            context.Caller.PersonId,
            _ => "",
            cancellation
        );
        if (added.Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return HearingAnswered.Of(added.Value[0]);
    }
}

internal sealed class AnswerHearingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/hearing-answers",
                (Guid accountId, GivenAnswer given) => new AnswerHearing(accountId, given)
            )
            .Creates(
                (HearingAnswered _, RouteValueDictionary route) => $"/v1/accounts/{route["accountId"]}/hearing-answers"
            )
            .WithSummary("Write down what a customer answered")
            .WithDescription(
                "Answers are added, never changed; the newest counts. An answer to a known question that corrects "
                    + "nothing is marked askedAgain and counts for the customer and for whoever asked."
            )
            .WithExample(
                new GivenAnswer("purpose", "配車担当者の残業をなくす", new DateOnly(2026, 11, 10), "物流部 田中 健一"),
                HearingAnswered.Example
            )
            .WithProblems(400, 401, 403, 404);
}
