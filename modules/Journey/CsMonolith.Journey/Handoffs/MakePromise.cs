using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Handoffs;

/// <summary>Write down what a customer was promised.</summary>
internal sealed record MakePromise(Guid AccountId, [property: Body] GivenPromise Promise)
    : ICommand<PromiseProfile>,
        IAboutAccount;

internal sealed class MakePromiseValidator : AbstractValidator<MakePromise>
{
    public MakePromiseValidator() => RuleFor(ask => ask.Promise).SetValidator(new GivenPromiseValidator());
}

internal sealed class MakePromiseHandler(
    JourneyDb db,
    IAccountDirectory accounts,
    ProjectPeople people,
    RequestContext context
) : IRequestHandler<MakePromise, Result<PromiseProfile>>
{
    public async Task<Result<PromiseProfile>> Handle(MakePromise ask, CancellationToken cancellation)
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        if (ask.Promise.MadeOn > db.Clock.Today)
        {
            return JourneyErrors.NotYet(ask.Promise.MadeOn, db.Clock.Today, "/madeOn");
        }

        if (ask.Promise.OwnerId is { } owner && await people.FirstUnknown([owner], cancellation) is { } unknown)
        {
            return JourneyErrors.NoSuchPerson(unknown, "/ownerId");
        }

        var promise = PromiseMade.Record(db, ask.AccountId, handoff: null, ask.Promise, context.Caller.PersonId);
        await db.SaveChangesAsync(cancellation);
        return PromiseProfile.Of(promise);
    }
}

internal sealed class MakePromiseEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/promises",
                (Guid accountId, GivenPromise promise) => new MakePromise(accountId, promise)
            )
            .Creates((PromiseProfile promise, RouteValueDictionary _) => $"/v1/promises/{promise.Id}")
            .WithSummary("Write down what a customer was promised")
            .WithDescription(
                "Says whether the product does it today, will, or will not. What is not there is an open gap until it "
                    + "comes or is settled with the customer; a kickoff waits for somebody to own each."
            )
            .WithExample(
                new GivenPromise(
                    PromiseProfile.Example.What,
                    PromiseProfile.Example.MadeOn,
                    PromiseAvailability.Planned,
                    PromiseProfile.Example.MadeTo,
                    PromiseProfile.Example.AvailableFrom,
                    PromiseProfile.Example.Gap,
                    PromiseProfile.Example.OwnerId
                ),
                PromiseProfile.Example with
                {
                    HandoffId = null,
                }
            )
            .WithProblems(400, 401, 403, 404);
}
