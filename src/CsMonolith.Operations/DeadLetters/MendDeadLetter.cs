using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Operations.DeadLetters;

/// <summary>Put right what a dead letter says. Only the listener that could not take it will see the change.</summary>
internal sealed record MendDeadLetter(Guid LetterId, JsonElement Payload, string Reason, IfMatch Match)
    : ICommand<DeadLetter>;

/// <param name="Payload">The whole news, in the form that its kind has.</param>
/// <param name="Reason">Why it is right to change it.</param>
internal sealed record MendedPayload(JsonElement Payload, string Reason);

internal sealed class MendDeadLetterValidator : AbstractValidator<MendDeadLetter>
{
    private const int LongestPayload = 1_000_000;

    public MendDeadLetterValidator()
    {
        RuleFor(ask => ask.Reason).NotEmpty().MaximumLength(500);
        RuleFor(ask => ask.Payload.GetRawText())
            .MaximumLength(LongestPayload)
            .OverridePropertyName("payload")
            .When(ask => ask.Payload.ValueKind != JsonValueKind.Undefined);
        RuleFor(ask => ask.Payload.ValueKind).Equal(JsonValueKind.Object).OverridePropertyName("payload");
    }
}

internal sealed class MendDeadLetterHandler(PlatformDb db, IEnumerable<Reaction> reactions)
    : IRequestHandler<MendDeadLetter, Result<DeadLetter>>
{
    public async Task<Result<DeadLetter>> Handle(MendDeadLetter ask, CancellationToken cancellationToken)
    {
        if (
            await db.Set<FailedDelivery>()
                .SingleOrDefaultAsync(one => one.Id == ask.LetterId && one.GivenUpAt != null, cancellationToken)
            is not { } letter
        )
        {
            return PlatformErrors.NotFound("dead-letter", ask.LetterId);
        }

        if (ask.Match.Refuses(letter) is { } stale)
        {
            return stale;
        }

        if (Refuses(letter, ask.Payload) is { } wrong)
        {
            return wrong;
        }

        if (letter.State != DeliveryState.Dead)
        {
            return DeadLetterErrors.NotDead(letter);
        }

        letter.Mend(ask.Payload.GetRawText(), ask.Reason, db.Clock.Now);

        await db.SaveChangesAsync(cancellationToken);
        return DeadLetter.Of(letter);
    }

    // The same reading that the listener's delivery begins with.
    private Error? Refuses(FailedDelivery letter, JsonElement payload)
    {
        if (
            reactions.FirstOrDefault(reaction =>
                reaction.Name == letter.Listener && Reaction.NameOf(reaction.News) == letter.Kind
            )
            is not { } listener
        )
        {
            return DeadLetterErrors.NoListener(letter);
        }

        try
        {
            var news = (IEvent)payload.Deserialize(listener.News, Wire.Json)!;
            return news.AccountId == letter.AccountId ? null : DeadLetterErrors.OtherAccount(letter);
        }
        catch (Exception unreadable)
            when (unreadable is JsonException or ArgumentException or FormatException or NotSupportedException)
        {
            return DeadLetterErrors.Unreadable(letter.Kind, unreadable);
        }
    }
}

internal sealed class MendDeadLetterEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put(
                "/dead-letters/{letterId}/payload",
                (Guid letterId, MendedPayload mended, IfMatch match) =>
                    new MendDeadLetter(letterId, mended.Payload, mended.Reason, match)
            )
            .ShowsVersion((DeadLetter letter) => letter.Letter.Version)
            .WithSummary("Put right what a dead letter says")
            .WithDescription(
                "The whole payload, which must be readable as that kind of news and stay about the same account. "
                    + "What was told first is kept beside it. Replay the letter afterwards."
            )
            .WithExample(
                new MendedPayload(DeadLetter.Example.Payload, "通貨コードの誤り(JPX)を JPY に直した。"),
                DeadLetter.Example with
                {
                    Letter = DeadLetterLine.Example with { Version = 7 },
                    OriginalPayload = DeadLetter.Example.Payload,
                    MendedAt = new DateTime(2026, 11, 21, 10, 0, 0, DateTimeKind.Utc),
                    Reason = "通貨コードの誤り(JPX)を JPY に直した。",
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
