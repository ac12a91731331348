namespace CsMonolith.Journey.Consulting;

/// <summary>How far was a customer's work, and how far did they want it to be?</summary>
internal sealed record ListAssessments(Guid AccountId, ListAsk List) : IQuery<Page<ShownAssessment>>, IAboutAccount;

internal sealed class ListAssessmentsHandler(JourneyDb db, IAccountDirectory accounts, Cursors cursors)
    : IRequestHandler<ListAssessments, Result<Page<ShownAssessment>>>
{
    public static ListShape<Assessment> Shape { get; } =
        new ListShape<Assessment>(row => row.Id, "-on,-recordedAt")
            .With("on", row => row.On)
            .With("recordedAt", row => row.RecordedAt)
            .With("voidedAt", row => row.VoidedAt);

    public async Task<Result<Page<ShownAssessment>>> Handle(ListAssessments ask, CancellationToken cancellation) =>
        await accounts.NotFound(ask.AccountId, cancellation) is { } notFound
            ? notFound
            : await Shape.Page(
                db.Set<Assessment>().AsNoTracking().Where(one => one.AccountId == ask.AccountId),
                ask.List,
                cursors,
                ShownAssessment.Of,
                cancellation
            );
}

internal sealed class ListAssessmentsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/assessments",
                (Guid accountId, ListAsk list) => new ListAssessments(accountId, list)
            )
            .WithSummary("List a customer's assessments, the newest first, those taken back among them")
            .WithMetadata(new ListFields(ListAssessmentsHandler.Shape.Fields))
            .WithExample(null, new Page<ShownAssessment>([ShownAssessment.Example], null))
            .WithProblems(400, 401, 403, 404);
}
