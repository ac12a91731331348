namespace CsMonolith.Journey.Goals;

/// <summary>What has an account called success, now and before?</summary>
internal sealed record ListSuccessDefinitions(Guid AccountId, ListAsk List)
    : IQuery<Page<DefinedSuccess>>,
        IAboutAccount;

internal sealed class ListSuccessDefinitionsHandler(JourneyDb db, IAccountDirectory accounts, Cursors cursors)
    : IRequestHandler<ListSuccessDefinitions, Result<Page<DefinedSuccess>>>
{
    public static ListShape<SuccessDefinition> Shape { get; } =
        new ListShape<SuccessDefinition>(one => one.Id, "-number")
            .With("number", one => one.Number)
            .With("agreedOn", one => one.AgreedOn)
            .With("dueOn", one => one.DueOn);

    public async Task<Result<Page<DefinedSuccess>>> Handle(ListSuccessDefinitions ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        return await Shape.Page(
            db.Set<SuccessDefinition>().AsNoTracking().Where(one => one.AccountId == ask.AccountId),
            ask.List,
            cursors,
            DefinedSuccess.Of,
            cancellation
        );
    }
}

internal sealed class ListSuccessDefinitionsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/success-definitions",
                (Guid accountId, ListAsk list) => new ListSuccessDefinitions(accountId, list)
            )
            .WithSummary("List an account's success definitions, the newest first")
            .WithMetadata(new ListFields(ListSuccessDefinitionsHandler.Shape.Fields))
            .WithExample(null, new Page<DefinedSuccess>([DefinedSuccess.Example], null))
            .WithProblems(400, 401, 403, 404);
}
