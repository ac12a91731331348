using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Problems;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace CsMonolith.Platform.Bulk;

/// <summary>Hangs bulk calls on the web.</summary>
public static class BulkEndpoints
{
    /// <summary>Maps a bulk call: 207 with an outcome per item, or one problem for them all.</summary>
    public static RouteHandlerBuilder MapBulk<TBulk, TItem, TAnswer>(
        this IEndpointRouteBuilder routes,
        string pattern,
        Func<BulkAsk<TItem>, TBulk> order
    )
        where TBulk : IBulk<TItem, TAnswer> =>
        routes
            .MapPost(
                pattern,
                async Task<Results<JsonHttpResult<BulkAnswer<TAnswer>>, ProblemHttpResult>> (
                    BulkAsk<TItem> bulk,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var done = await mediator.Send(order(bulk), cancellation);
                    return done.Error is { } refusal
                        ? refusal.ToProblem()
                        : TypedResults.Json(done.Value, statusCode: StatusCodes.Status207MultiStatus);
                }
            )
            .Accepts<BulkBody<TItem>>("application/json")
            .Produces<BulkAnswer<TAnswer>>(StatusCodes.Status207MultiStatus)
            .WithDescription(
                "At most 1,000 items in one transaction. Each has an outcome of its own, in the order of the "
                    + "request: one that is refused changes nothing for the others. "
                    + "With atomic=true all take effect or, if one is refused, none: errors then names every item "
                    + "at fault."
            )
            .WithProblems(400, 401, 403, 413, 415);
}
