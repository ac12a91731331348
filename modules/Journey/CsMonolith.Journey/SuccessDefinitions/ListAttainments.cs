namespace CsMonolith.Journey.SuccessDefinitions;

/// <summary>What was measured of an account's success definitions?</summary>
internal sealed record ListAttainments(Guid AccountId, ListAsk List) : IQuery<Page<AttainmentRow>>;

internal sealed class ListAttainmentsHandler(JourneyDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListAttainments, Result<Page<AttainmentRow>>>
{
    public static ListShape<Attainment> Shape { get; } =
        new ListShape<Attainment>(one => one.Id, "-on")
            .With("on", one => one.On)
            .With("number", one => one.Number)
            .With("isReached", one => one.IsReached)
            .With("recordedAt", one => one.RecordedAt);

    public async Task<Result<Page<AttainmentRow>>> Handle(ListAttainments ask, CancellationToken cancellationToken)
    {
        if (
            !await visibility.Sees(ask.AccountId, cancellationToken)
            || !await db.Accounts.AnyAsync(one => one.Id == ask.AccountId, cancellationToken)
        )
        {
            return PlatformErrors.NotFound("account", ask.AccountId);
        }

        return await Shape.Page(
            db.Attainments.AsNoTracking().Where(one => one.AccountId == ask.AccountId),
            ask.List,
            cursors,
            AttainmentRow.Of,
            cancellationToken
        );
    }
}

internal sealed class ListAttainmentsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/accounts/{accountId}/attainments",
                async Task<Results<Ok<Page<AttainmentRow>>, ProblemHttpResult>> (
                    Guid accountId,
                    ListAsk list,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var attainments = await mediator.Send(new ListAttainments(accountId, list), cancellation);
                    return attainments.Error is { } refusal ? refusal.ToProblem() : TypedResults.Ok(attainments.Value);
                }
            )
            .WithName(nameof(ListAttainments))
            .WithSummary("List what was measured of an account's success definitions, the newest first")
            .WithMetadata(new ListFields(ListAttainmentsHandler.Shape.FieldNames))
            .WithExample(null, new Page<AttainmentRow>([AttainmentRow.Example], null))
            .WithProblems(400, 401, 403, 404);
}
