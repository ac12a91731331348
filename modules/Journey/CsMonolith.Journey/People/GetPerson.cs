namespace CsMonolith.Journey.People;

/// <summary>Who is that?</summary>
internal sealed record GetPerson(Guid PersonId) : IQuery<PersonProfile>;

internal sealed class GetPersonHandler(JourneyDb db) : IRequestHandler<GetPerson, Result<PersonProfile>>
{
    public async Task<Result<PersonProfile>> Handle(GetPerson ask, CancellationToken cancellation)
    {
        var person = await db.Set<Person>()
            .AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == ask.PersonId, cancellation);
        return person is null ? PlatformErrors.NotFound("person", ask.PersonId) : PersonProfile.Of(person);
    }
}

internal sealed class GetPersonEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/people/{personId}", (Guid personId) => new GetPerson(personId))
            .WithSummary("Read a person")
            .WithExample(null, PersonProfile.Example)
            .WithProblems(401, 403, 404);
}
