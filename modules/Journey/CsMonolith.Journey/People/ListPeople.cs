namespace CsMonolith.Journey.People;

/// <summary>Who works here?</summary>
internal sealed record ListPeople(ListAsk List) : IQuery<Page<PersonProfile>>, ISensitiveQuery;

internal sealed class ListPeopleHandler(JourneyDb db, Cursors cursors)
    : IRequestHandler<ListPeople, Result<Page<PersonProfile>>>
{
    public static ListShape<Person> Shape { get; } =
        new ListShape<Person>(person => person.Id, "name")
            .With("name", person => person.Name)
            .With("email", person => person.Email)
            .With("isDemo", person => person.IsDemo)
            .With("leftOn", person => person.LeftOn)
            .With("partnerId", person => person.PartnerId);

    public Task<Result<Page<PersonProfile>>> Handle(ListPeople ask, CancellationToken cancellation) =>
        Shape.Page(db.Set<Person>().AsNoTracking(), ask.List, cursors, PersonProfile.Of, cancellation);
}

internal sealed class ListPeopleEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/people", (ListAsk list) => new ListPeople(list))
            .WithSummary("List people")
            .WithMetadata(new ListFields(ListPeopleHandler.Shape.Fields))
            .WithExample(null, new Page<PersonProfile>([PersonProfile.Example], null))
            .WithProblems(400, 401, 403);
}
