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

/// <summary>Have a dead letter tried once more, by the listener that could not take it.</summary>
internal sealed record ReplayDeadLetter(Guid LetterId) : ICommand<DeadLetterLine>;

internal sealed class ReplayDeadLetterHandler(PlatformDb db) : IRequestHandler<ReplayDeadLetter, Result<DeadLetterLine>>
{
    public async Task<Result<DeadLetterLine>> Handle(ReplayDeadLetter ask, CancellationToken cancellationToken)
    {
        if (
            await db.Set<FailedDelivery>()
                .SingleOrDefaultAsync(one => one.Id == ask.LetterId && one.GivenUpAt != null, cancellationToken)
            is not { } letter
        )
        {
            return PlatformErrors.NotFound("dead-letter", ask.LetterId);
        }

        if (letter.State != DeliveryState.Dead)
        {
            return DeadLetterErrors.NotDead(letter);
        }

        letter.Replay();

        await db.SaveChangesAsync(cancellationToken);
        return DeadLetterLine.Of(letter);
    }
}

internal sealed class ReplayDeadLetterEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/dead-letters/{letterId}/replay",
                async Task<Results<Accepted<DeadLetterLine>, ProblemHttpResult>> (
                    Guid letterId,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var letter = await mediator.Send(new ReplayDeadLetter(letterId), cancellation);
                    return letter.Error is { } refusal
                        ? refusal.ToProblem()
                        : TypedResults.Accepted($"/v1/dead-letters/{letterId}", letter.Value);
                }
            )
            .WithName(nameof(ReplayDeadLetter))
            .WithSummary("Have a dead letter tried once more")
            .WithDescription(
                "One try, within seconds; the letter is then delivered or dead again with the new reason. Other "
                    + "listeners of the message do not get it again."
            )
            .WithExample(null, DeadLetterLine.Example with { State = DeliveryState.Replaying, Version = 7 })
            .WithProblems(401, 403, 404, 409);
}
