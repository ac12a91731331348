using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Storage;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Operations.DeadLetters;

/// <summary>Give a dead letter up for good.</summary>
internal sealed record DiscardDeadLetter(Guid LetterId, string Reason) : ICommand<DeadLetterLine>;

/// <param name="Reason">Why the listener need not hear of it.</param>
internal sealed record DiscardReason(string Reason);

internal sealed class DiscardDeadLetterValidator : AbstractValidator<DiscardDeadLetter>
{
    public DiscardDeadLetterValidator() => RuleFor(ask => ask.Reason).NotEmpty().MaximumLength(500);
}

internal sealed class DiscardDeadLetterHandler(PlatformDb db)
    : IRequestHandler<DiscardDeadLetter, Result<DeadLetterLine>>
{
    public async Task<Result<DeadLetterLine>> Handle(DiscardDeadLetter ask, CancellationToken cancellationToken)
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

        letter.Discard(ask.Reason, db.Clock.Now);

        await db.SaveChangesAsync(cancellationToken);
        return DeadLetterLine.Of(letter);
    }
}

internal sealed class DiscardDeadLetterEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/dead-letters/{letterId}/discard",
                (Guid letterId, DiscardReason ask) => new DiscardDeadLetter(letterId, ask.Reason)
            )
            .WithSummary("Give a dead letter up for good")
            .WithDescription(
                "The listener never hears of it. The letter and the reason are kept for a week, the audit row for ever."
            )
            .WithExample(
                new DiscardReason("テスト用の顧客についての知らせ。"),
                DeadLetterLine.Example with
                {
                    State = DeliveryState.Discarded,
                    ClosedAt = new DateTime(2026, 11, 21, 10, 0, 0, DateTimeKind.Utc),
                    Version = 7,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
