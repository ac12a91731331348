using CsMonolith.Journey.Activities;

namespace CsMonolith.Journey.Reviews;

/// <summary>How long did the material of this customer's business reviews take?</summary>
internal sealed record ListReviewPreparations(Guid AccountId, ListAsk List)
    : IQuery<Page<ShownReviewPreparation>>,
        IAboutAccount;

/// <summary>A preparation with the activity that holds its minutes.</summary>
internal sealed class PreparationWithWork
{
    public required ReviewPreparation Preparation { get; init; }

    public required Activity Did { get; init; }

    public static IQueryable<PreparationWithWork> Of(JourneyDb db, IQueryable<ReviewPreparation> preparations) =>
        preparations.Join(
            db.Set<Activity>().AsNoTracking(),
            one => one.ActivityId,
            did => did.Id,
            (one, did) => new PreparationWithWork { Preparation = one, Did = did }
        );
}

internal sealed class ListReviewPreparationsHandler(JourneyDb db, IAccountDirectory accounts, Cursors cursors)
    : IRequestHandler<ListReviewPreparations, Result<Page<ShownReviewPreparation>>>
{
    public static ListShape<PreparationWithWork> Shape { get; } =
        new ListShape<PreparationWithWork>(row => row.Preparation.Id, "-reviewOn")
            .With("reviewOn", row => row.Preparation.ReviewOn)
            .With("on", row => row.Did.On)
            .With("method", row => row.Preparation.Method)
            .With("minutes", row => row.Did.Minutes);

    public async Task<Result<Page<ShownReviewPreparation>>> Handle(
        ListReviewPreparations ask,
        CancellationToken cancellation
    )
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        return await Shape.Page(
            PreparationWithWork.Of(
                db,
                db.Set<ReviewPreparation>().AsNoTracking().Where(one => one.AccountId == ask.AccountId)
            ),
            ask.List,
            cursors,
            row => ShownReviewPreparation.Of(row.Preparation, row.Did),
            cancellation
        );
    }
}

internal sealed class ListReviewPreparationsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/review-preparations",
                (Guid accountId, ListAsk list) => new ListReviewPreparations(accountId, list)
            )
            .WithSummary("List how long the material of a customer's business reviews took, the newest first")
            .WithMetadata(new ListFields(ListReviewPreparationsHandler.Shape.Fields))
            .WithExample(null, new Page<ShownReviewPreparation>([ShownReviewPreparation.Example], null))
            .WithProblems(400, 401, 403, 404);
}
