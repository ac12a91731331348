using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Roles.Chain;

/// <summary>Who has which role where today, and where has somebody left?</summary>
internal sealed record ListRoles(ListAsk List) : IQuery<Page<RoleLine>>;

/// <param name="Id">Names the assignment.</param>
/// <param name="HasLeft">Whether the person is not in service any more: somebody else is needed.</param>
internal sealed record RoleLine(
    Guid Id,
    Guid AccountId,
    ServiceRole Role,
    Guid PersonId,
    string PersonName,
    string? Topic,
    DateOnly From,
    DateOnly? Until,
    bool HasLeft
);

internal sealed class ListRolesHandler(JourneyDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListRoles, Result<Page<RoleLine>>>
{
    public static ListShape<RoleLine> Shape { get; } =
        new ListShape<RoleLine>(row => row.Id, "-from")
            .With("accountId", row => row.AccountId)
            .With("role", row => row.Role)
            .With("personId", row => row.PersonId)
            .With("from", row => row.From)
            .With("until", row => row.Until)
            .With("hasLeft", row => row.HasLeft);

    public async Task<Result<Page<RoleLine>>> Handle(ListRoles ask, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        var chains = await db.Set<RoleChain>()
            .AsNoTracking()
            .Within(await visibility.Accounts(cancellation), one => one.AccountId)
            .ToListAsync(cancellation);
        var people = await db.Set<Person>().AsNoTracking().ToDictionaryAsync(person => person.Id, cancellation);
        return await Shape.Page(
            (
                from chain in chains
                from one in chain.Entries
                where one.Holds(today)
                let person = people.GetValueOrDefault(one.PersonId)
                select new RoleLine(
                    one.Id,
                    chain.AccountId,
                    one.Role,
                    one.PersonId,
                    person?.Name ?? "?",
                    one.Topic,
                    one.From,
                    one.Until,
                    person?.IsHere(today) == false
                )
            ).AsQueryable(),
            ask.List,
            cursors,
            row => row,
            cancellation
        );
    }
}

internal sealed class ListRolesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/account-roles", (ListAsk list) => new ListRoles(list))
            .WithSummary("List who has which role at which account today")
            .WithDescription("Without the CSMs, who are the accounts' owners. Filter by hasLeft to find roles to fill.")
            .WithMetadata(new ListFields(ListRolesHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<RoleLine>(
                    [
                        new RoleLine(
                            AccountRoles.Example.Roles[0].Id!.Value,
                            AccountRoles.Example.AccountId,
                            ServiceRole.AccountExecutive,
                            AccountRoles.Example.Roles[0].PersonId,
                            AccountRoles.Example.Roles[0].PersonName,
                            Topic: null,
                            AccountRoles.Example.Roles[0].From,
                            Until: null,
                            HasLeft: false
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403);
}
