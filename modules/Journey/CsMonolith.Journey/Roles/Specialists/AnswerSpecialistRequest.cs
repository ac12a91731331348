using CsMonolith.Journey.Roles.Chain;

namespace CsMonolith.Journey.Roles.Specialists;

/// <summary>Accept a request that was matched to oneself, or decline it with the reason.</summary>
internal sealed record AnswerSpecialistRequest(Guid RequestId, [property: Body] SpecialistAnswer Answer)
    : ICommand<ShownSpecialistRequest>;

/// <param name="Accepts">Whether one comes.</param>
/// <param name="Reason">Why not; a declined request needs one.</param>
internal sealed record SpecialistAnswer(bool Accepts, string? Reason = null);

internal sealed class AnswerSpecialistRequestValidator : AbstractValidator<AnswerSpecialistRequest>
{
    public AnswerSpecialistRequestValidator() => RuleFor(ask => ask.Answer.Reason).MaximumLength(500);
}

internal sealed class AnswerSpecialistRequestHandler(JourneyDb db, SpecialistDesk desk, RoleDesk roles)
    : IRequestHandler<AnswerSpecialistRequest, Result<ShownSpecialistRequest>>
{
    public async Task<Result<ShownSpecialistRequest>> Handle(
        AnswerSpecialistRequest ask,
        CancellationToken cancellation
    )
    {
        if (await desk.Find(ask.RequestId, cancellation) is not { } request)
        {
            return PlatformErrors.NotFound("specialist-request", ask.RequestId);
        }

        if (request.Unanswerable() is { } wrong)
        {
            return wrong;
        }

        if (!desk.IsAsked(request))
        {
            return RoleErrors.NotYours;
        }

        var names = await roles.Names(cancellation);
        if (ask.Answer.Accepts)
        {
            var chain = await RoleChain.Present(db, request.AccountId, cancellation);
            var entry = roles.Entry(
                ServiceRole.Specialist,
                request.SpecialistId!.Value,
                request.Topic,
                roles.Today,
                until: null,
                request.Id
            );
            if ((request.Accept().Error ?? Join(chain, entry)) is { } refusal)
            {
                return refusal;
            }
        }
        else
        {
            if (string.IsNullOrWhiteSpace(ask.Answer.Reason))
            {
                return RoleErrors.NoReason;
            }

            if (request.Decline(ask.Answer.Reason.Trim(), db.Clock.Now).Error is { } refusal)
            {
                return refusal;
            }

            await desk.Match(request, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        return ShownSpecialistRequest.Of(request, names);

        // Who is in the chain for the topic already goes on.
        Error? Join(RoleChain chain, ChainEntry entry) =>
            chain.Assign(db, entry, names).Error is { Code: not "journey.role-chain.twice" } refused ? refused : null;
    }
}

internal sealed class AnswerSpecialistRequestEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/specialist-requests/{requestId}/answer",
                (Guid requestId, SpecialistAnswer answer) => new AnswerSpecialistRequest(requestId, answer)
            )
            .WithSummary("Accept a request that was matched to oneself, or decline it with the reason")
            .WithDescription(
                "Who accepts joins the account's role chain as a specialist from today. A declined request is matched to "
                    + "the next one who fits."
            )
            .WithExample(
                new SpecialistAnswer(Accepts: true),
                ShownSpecialistRequest.Example with
                {
                    State = SpecialistState.Accepted,
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
