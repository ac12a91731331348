namespace CsMonolith.Journey.Handoffs;

/// <summary>What has a customer answered, and what were they asked again?</summary>
internal sealed record ListHearingAnswers(Guid AccountId, ListAsk List) : IQuery<Page<HearingAnswered>>, IAboutAccount;

internal sealed class ListHearingAnswersHandler(JourneyDb db, IAccountDirectory accounts, Cursors cursors)
    : IRequestHandler<ListHearingAnswers, Result<Page<HearingAnswered>>>
{
    public static ListShape<HearingAnswer> Shape { get; } =
        new ListShape<HearingAnswer>(one => one.Id, "-recordedAt")
            .With("question", one => one.Question)
            .With("kind", one => one.Kind)
            .With("answeredOn", one => one.AnsweredOn)
            .With("askedById", one => one.AskedById)
            .With("recordedAt", one => one.RecordedAt);

    public async Task<Result<Page<HearingAnswered>>> Handle(ListHearingAnswers ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        return await Shape.Page(
            db.Set<HearingAnswer>().AsNoTracking().Where(one => one.AccountId == ask.AccountId),
            ask.List,
            cursors,
            HearingAnswered.Of,
            cancellation
        );
    }
}

internal sealed class ListHearingAnswersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/hearing-answers",
                (Guid accountId, ListAsk list) => new ListHearingAnswers(accountId, list)
            )
            .WithSummary("List what a customer has answered, the newest first")
            .WithMetadata(new ListFields(ListHearingAnswersHandler.Shape.Fields))
            .WithExample(null, new Page<HearingAnswered>([HearingAnswered.Example], null))
            .WithProblems(400, 401, 403, 404);
}
