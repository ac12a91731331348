using CsMonolith.Kernel;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Operations.DeadLetters;

/// <summary>Which news did not get to whom?</summary>
internal sealed record ListDeadLetters(ListAsk List) : IQuery<Page<DeadLetterLine>>;

internal sealed class ListDeadLettersHandler(PlatformDb db, Cursors cursors)
    : IRequestHandler<ListDeadLetters, Result<Page<DeadLetterLine>>>
{
    public static ListShape<FailedDelivery> Shape { get; } =
        new ListShape<FailedDelivery>(letter => letter.Id, "-givenUpAt")
            .With("state", letter => letter.State)
            .With("news", letter => letter.Kind)
            .With("listener", letter => letter.Listener)
            .With("accountId", letter => letter.AccountId)
            .With("messageId", letter => letter.MessageId)
            .With("toldAt", letter => letter.ToldAt)
            .With("givenUpAt", letter => letter.GivenUpAt);

    public Task<Result<Page<DeadLetterLine>>> Handle(ListDeadLetters ask, CancellationToken cancellationToken) =>
        Shape.Page(
            db.Set<FailedDelivery>().AsNoTracking().Where(letter => letter.GivenUpAt != null),
            ask.List,
            cursors,
            DeadLetterLine.Of,
            cancellationToken
        );
}

internal sealed class ListDeadLettersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/dead-letters", (ListAsk list) => new ListDeadLetters(list))
            .WithMetadata(new ListFields(ListDeadLettersHandler.Shape.Fields))
            .WithSummary("List news that a listener could not take")
            .WithDescription(
                "One letter for each listener that gave up on a message, with the newest first. Those that were "
                    + "delivered or discarded since are kept for a week; filter[state][eq]=dead leaves what is to "
                    + "be done."
            )
            .WithExample(null, new Page<DeadLetterLine>([DeadLetterLine.Example], null))
            .WithProblems(400, 401, 403);
}
