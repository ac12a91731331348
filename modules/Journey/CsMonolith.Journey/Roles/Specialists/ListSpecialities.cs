using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Roles.Specialists;

/// <summary>Who knows what, and who has how much to do?</summary>
internal sealed record ListSpecialities(ListAsk List) : IQuery<Page<ShownSpeciality>>;

internal sealed class ListSpecialitiesHandler(JourneyDb db, Cursors cursors)
    : IRequestHandler<ListSpecialities, Result<Page<ShownSpeciality>>>
{
    public static ListShape<ShownSpeciality> Shape { get; } =
        new ListShape<ShownSpeciality>(row => row.PersonId, "personName")
            .With("personId", row => row.PersonId)
            .With("personName", row => row.PersonName)
            .With("openRequests", row => row.OpenRequests);

    public async Task<Result<Page<ShownSpeciality>>> Handle(ListSpecialities ask, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        var open = await SpecialistRequest.OpenOf(db, cancellation);
        var known = await (
            from one in db.Set<Speciality>().AsNoTracking()
            join person in db.Set<Person>().AsNoTracking() on one.PersonId equals person.Id
            where person.LeftOn == null || person.LeftOn > today
            select new { one, person.Name }
        ).ToListAsync(cancellation);
        return await Shape.Page(
            known
                .Select(row => ShownSpeciality.Of(row.one, row.Name, open.GetValueOrDefault(row.one.PersonId)))
                .AsQueryable(),
            ask.List,
            cursors,
            row => row,
            cancellation
        );
    }
}

internal sealed class ListSpecialitiesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/specialities", (ListAsk list) => new ListSpecialities(list))
            .WithSummary("List who knows what, with the requests that each has open")
            .WithMetadata(new ListFields(ListSpecialitiesHandler.Shape.Fields))
            .WithExample(null, new Page<ShownSpeciality>([ShownSpeciality.Example], null))
            .WithProblems(400, 401, 403);
}
