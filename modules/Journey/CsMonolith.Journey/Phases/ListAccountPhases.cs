namespace CsMonolith.Journey.Phases;

/// <summary>Which phases has an account gone through?</summary>
internal sealed record ListAccountPhases(Guid AccountId, ListAsk List) : IQuery<Page<EnteredPhase>>, IAboutAccount;

internal sealed class ListAccountPhasesHandler(JourneyDb db, IAccountDirectory accounts, Cursors cursors)
    : IRequestHandler<ListAccountPhases, Result<Page<EnteredPhase>>>
{
    public static ListShape<AccountPhase> Shape { get; } =
        new ListShape<AccountPhase>(entry => entry.Id, "on,recordedAt")
            .With("phase", entry => entry.Phase)
            .With("on", entry => entry.On)
            .With("recordedAt", entry => entry.RecordedAt);

    public async Task<Result<Page<EnteredPhase>>> Handle(ListAccountPhases ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        return await Shape.Page(
            db.Set<AccountPhase>().AsNoTracking().Where(entry => entry.AccountId == ask.AccountId),
            ask.List,
            cursors,
            EnteredPhase.Of,
            cancellation
        );
    }
}

internal sealed class ListAccountPhasesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/phases",
                (Guid accountId, ListAsk list) => new ListAccountPhases(accountId, list)
            )
            .WithSummary("List the phases that an account has gone through")
            .WithDescription("Every entry, corrections included; of two for one day the later recorded one counts.")
            .WithMetadata(new ListFields(ListAccountPhasesHandler.Shape.Fields))
            .WithExample(null, new Page<EnteredPhase>([EnteredPhase.Example], null))
            .WithProblems(400, 401, 403, 404);
}
