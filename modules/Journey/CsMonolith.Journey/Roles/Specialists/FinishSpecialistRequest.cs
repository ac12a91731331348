using CsMonolith.Journey.Roles.Chain;

namespace CsMonolith.Journey.Roles.Specialists;

/// <summary>Say that a specialist has helped.</summary>
internal sealed record FinishSpecialistRequest(Guid RequestId) : ICommand<ShownSpecialistRequest>;

internal sealed class FinishSpecialistRequestHandler(JourneyDb db, SpecialistDesk desk, RoleDesk roles)
    : IRequestHandler<FinishSpecialistRequest, Result<ShownSpecialistRequest>>
{
    public async Task<Result<ShownSpecialistRequest>> Handle(
        FinishSpecialistRequest ask,
        CancellationToken cancellation
    )
    {
        if (await desk.Find(ask.RequestId, cancellation) is not { } request)
        {
            return PlatformErrors.NotFound("specialist-request", ask.RequestId);
        }

        var names = await roles.Names(cancellation);
        if (request.Finish(db, roles.Today, request.SpecialistId is { } who ? names(who) : "?").Error is { } refusal)
        {
            return refusal;
        }

        var chain = await RoleChain.Present(db, request.AccountId, cancellation);
        if (chain.Entries.FirstOrDefault(one => one.RequestId == request.Id && one.Until is null) is { } entry)
        {
            chain.End(db, entry.Id, roles.Today, names);
        }

        await db.SaveChangesAsync(cancellation);
        return ShownSpecialistRequest.Of(request, names);
    }
}

internal sealed class FinishSpecialistRequestEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/specialist-requests/{requestId}/done", (Guid requestId) => new FinishSpecialistRequest(requestId))
            .WithSummary("Say that a specialist has helped")
            .WithDescription("It ends the role that the specialist took for it.")
            .WithExample(
                null,
                ShownSpecialistRequest.Example with
                {
                    State = SpecialistState.Done,
                    DoneOn = new DateOnly(2026, 12, 10),
                    Version = 3,
                }
            )
            .WithProblems(401, 403, 404, 409);
}
