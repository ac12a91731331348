using CsMonolith.Journey.Roles.Chain;

namespace CsMonolith.Journey.Roles.Specialists;

/// <summary>Ask for somebody who knows a topic to help with an account.</summary>
internal sealed record RequestSpecialist(Guid AccountId, [property: Body] SpecialistNeed Need)
    : ICommand<ShownSpecialistRequest>,
        IAboutAccount;

internal sealed class RequestSpecialistValidator : AbstractValidator<RequestSpecialist>
{
    public RequestSpecialistValidator()
    {
        RuleFor(ask => ask.Need.Topic).NotEmpty().MaximumLength(60);
        RuleFor(ask => ask.Need.Language).MaximumLength(10);
        RuleFor(ask => ask.Need.Region).MaximumLength(60);
        RuleFor(ask => ask.Need.Text).NotEmpty().MaximumLength(2000);
        RuleFor(ask => ask.Need.WantedBy).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
    }
}

internal sealed class RequestSpecialistHandler(
    JourneyDb db,
    IAccountDirectory accounts,
    SpecialistDesk desk,
    RoleDesk roles,
    RequestContext context
) : IRequestHandler<RequestSpecialist, Result<ShownSpecialistRequest>>
{
    public async Task<Result<ShownSpecialistRequest>> Handle(RequestSpecialist ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        if (ask.Need.WantedBy < db.Clock.Today)
        {
            return RoleErrors.WantedInThePast(ask.Need.WantedBy, db.Clock.Today);
        }

        var request = SpecialistRequest.Ask(ask.AccountId, ask.Need, context.Caller.PersonId, db.Clock.Now);
        await desk.Match(request, cancellation);
        db.Set<SpecialistRequest>().Add(request);
        await db.SaveChangesAsync(cancellation);
        return ShownSpecialistRequest.Of(request, await roles.Names(cancellation));
    }
}

internal sealed class RequestSpecialistEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/specialist-requests",
                (Guid accountId, SpecialistNeed need) => new RequestSpecialist(accountId, need)
            )
            .WithSummary("Ask for somebody who knows a topic to help with an account")
            .WithDescription(
                "It is matched at once to whoever knows the topic, speaks the language, works in the region and has the "
                    + "fewest open requests; where nobody does, it waits as unmatched."
            )
            .WithExample(
                new SpecialistNeed(
                    ShownSpecialistRequest.Example.Topic,
                    ShownSpecialistRequest.Example.Language,
                    ShownSpecialistRequest.Example.Region,
                    ShownSpecialistRequest.Example.Need,
                    ShownSpecialistRequest.Example.WantedBy
                ),
                ShownSpecialistRequest.Example
            )
            .WithProblems(400, 401, 403, 404);
}
