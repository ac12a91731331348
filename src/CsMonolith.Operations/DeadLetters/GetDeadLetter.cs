using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Operations.DeadLetters;

/// <summary>What does a dead letter say, and why could it not be taken?</summary>
internal sealed record GetDeadLetter(Guid LetterId) : IQuery<DeadLetter>, ISensitiveQuery;

internal sealed class GetDeadLetterHandler(PlatformDb db) : IRequestHandler<GetDeadLetter, Result<DeadLetter>>
{
    public async Task<Result<DeadLetter>> Handle(GetDeadLetter ask, CancellationToken cancellationToken) =>
        await db.Set<FailedDelivery>()
            .AsNoTracking()
            .SingleOrDefaultAsync(letter => letter.Id == ask.LetterId && letter.GivenUpAt != null, cancellationToken)
            is { } letter
            ? DeadLetter.Of(letter)
            : PlatformErrors.NotFound("dead-letter", ask.LetterId);
}

internal sealed class GetDeadLetterEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/dead-letters/{letterId}", (Guid letterId) => new GetDeadLetter(letterId))
            .ShowsVersion((DeadLetter letter) => letter.Letter.Version)
            .WithSummary("Read a dead letter")
            .WithDescription("It may tell of a person, so each reading leaves an audit row.")
            .WithExample(null, DeadLetter.Example)
            .WithProblems(401, 403, 404);
}
