namespace CsMonolith.Journey.Goals;

/// <summary>What was measured of an account's success definitions?</summary>
internal sealed record ListAttainments(Guid AccountId, ListAsk List) : IQuery<Page<AttainmentRow>>, IAboutAccount;

internal sealed class ListAttainmentsHandler(JourneyDb db, IAccountDirectory accounts, Cursors cursors)
    : IRequestHandler<ListAttainments, Result<Page<AttainmentRow>>>
{
    public static ListShape<Attainment> Shape { get; } =
        new ListShape<Attainment>(one => one.Id, "-on")
            .With("on", one => one.On)
            .With("number", one => one.Number)
            .With("isReached", one => one.IsReached)
            .With("recordedAt", one => one.RecordedAt);

    public async Task<Result<Page<AttainmentRow>>> Handle(ListAttainments ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        return await Shape.Page(
            db.Set<Attainment>().AsNoTracking().Where(one => one.AccountId == ask.AccountId),
            ask.List,
            cursors,
            AttainmentRow.Of,
            cancellation
        );
    }
}

internal sealed class ListAttainmentsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/attainments",
                (Guid accountId, ListAsk list) => new ListAttainments(accountId, list)
            )
            .WithSummary("List what was measured of an account's success definitions, the newest first")
            .WithMetadata(new ListFields(ListAttainmentsHandler.Shape.Fields))
            .WithExample(null, new Page<AttainmentRow>([AttainmentRow.Example], null))
            .WithProblems(400, 401, 403, 404);
}
