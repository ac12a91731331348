using CsMonolith.Journey.Handoffs;
using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Roles.Chain;

/// <param name="Id">Names it for its end; <c>null</c> of the CSM, who is the account's owner.</param>
/// <param name="BeforeSale">Whether the role begins before the sale.</param>
/// <param name="Holds">Whether it is theirs on the day that was asked about.</param>
/// <param name="HasLeft">Whether the person is not in service any more on that day: somebody else is needed.</param>
internal sealed record ShownRole(
    Guid? Id,
    ServiceRole Role,
    bool BeforeSale,
    Guid PersonId,
    string PersonName,
    string? Topic,
    DateOnly From,
    DateOnly? Until,
    bool Holds,
    bool HasLeft
);

/// <param name="HandedOverOn">When the CSM acknowledged the handoff from sales; <c>null</c> before.</param>
/// <param name="Vacant">Exclusive roles that nobody has on the day.</param>
/// <param name="Roles">Past, present and coming, by role and day.</param>
internal sealed record AccountRoles(
    Guid AccountId,
    DateOnly AsOf,
    DateOnly? HandedOverOn,
    IReadOnlyList<ServiceRole> Vacant,
    IReadOnlyList<ShownRole> Roles
)
{
    public static AccountRoles Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            new DateOnly(2026, 12, 1),
            new DateOnly(2026, 10, 5),
            [ServiceRole.EngagementManager, ServiceRole.TechnicalCs],
            [
                new ShownRole(
                    Guid.Parse("0199a000-0000-7000-8000-00000000ab01"),
                    ServiceRole.AccountExecutive,
                    BeforeSale: true,
                    Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                    "佐藤 美咲",
                    Topic: null,
                    new DateOnly(2026, 6, 1),
                    Until: null,
                    Holds: true,
                    HasLeft: false
                ),
            ]
        );
}

/// <summary>What the use cases of the role chain share: names, and the chain as it is shown.</summary>
internal sealed class RoleDesk(JourneyDb db, RequestContext context)
{
    public DateOnly Today => db.Clock.Today;

    /// <summary>A new entry of the caller's, made now.</summary>
    public ChainEntry Entry(
        ServiceRole role,
        Guid person,
        string? topic,
        DateOnly from,
        DateOnly? until,
        Guid? request
    ) => new(Guid.CreateVersion7(), role, person, topic, from, until, request, context.Caller.PersonId, db.Clock.Now);

    /// <summary>Everybody's names.</summary>
    public async Task<Func<Guid, string>> Names(CancellationToken cancellation)
    {
        var names = await db.Set<Person>()
            .AsNoTracking()
            .Select(person => new { person.Id, person.Name })
            .ToDictionaryAsync(person => person.Id, person => person.Name, cancellation);
        return person => names.GetValueOrDefault(person, "?");
    }

    /// <summary>Refuses a person who is not in service on a day.</summary>
    public async Task<Error?> Nobody(Guid person, DateOnly on, CancellationToken cancellation) =>
        await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == person, cancellation) is { } found
        && found.IsHere(on)
            ? null
            : JourneyErrors.NoSuchPerson(person, "/personId");

    /// <summary>The chain of an account, its owners among the roles.</summary>
    public async Task<AccountRoles> Show(Guid account, DateOnly day, CancellationToken cancellation)
    {
        var chain = await db.Set<RoleChain>().FindAsync([account], cancellation);
        var owners = await Owners
            .Standing(db, db.Set<Ownership>().AsNoTracking().Where(one => one.AccountId == account))
            .OrderBy(one => one.From)
            .ToListAsync(cancellation);
        var handedOver = await db.Set<Handoff>()
            .Where(one => one.AccountId == account && one.AcknowledgedOn <= day)
            .MinAsync(one => one.AcknowledgedOn, cancellation);
        var entries = owners
            .Index()
            .Where(one => one.Item.OwnerId is not null)
            .Select(one =>
                (
                    Id: (Guid?)null,
                    Role: ServiceRole.Csm,
                    Person: one.Item.OwnerId!.Value,
                    Topic: (string?)null,
                    one.Item.From,
                    Until: one.Index + 1 < owners.Count ? owners[one.Index + 1].From.AddDays(-1) : (DateOnly?)null
                )
            )
            .Concat(
                (chain?.Entries ?? []).Select(one =>
                    (Id: (Guid?)one.Id, one.Role, Person: one.PersonId, one.Topic, one.From, one.Until)
                )
            )
            .ToList();
        var ids = entries.Select(one => one.Person).Distinct().ToArray();
        var people = await db.Set<Person>()
            .AsNoTracking()
            .Where(person => ids.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, cancellation);
        var shown = entries
            .Select(one => new ShownRole(
                one.Id,
                one.Role,
                one.Role is ServiceRole.AccountExecutive or ServiceRole.EngagementManager,
                one.Person,
                people.GetValueOrDefault(one.Person)?.Name ?? "?",
                one.Topic,
                one.From,
                one.Until,
                one.From <= day && !(one.Until < day),
                people.GetValueOrDefault(one.Person)?.IsHere(day) == false
            ))
            .OrderBy(one => one.Role)
            .ThenByDescending(one => one.From)
            .ThenBy(one => one.PersonName, StringComparer.Ordinal)
            .ToList();
        return new AccountRoles(
            account,
            day,
            handedOver,
            [
                .. Enum.GetValues<ServiceRole>()
                    .Where(role =>
                        (role == ServiceRole.Csm || RoleChain.IsExclusive(role))
                        && !shown.Exists(one => one.Role == role && one.Holds && !one.HasLeft)
                    ),
            ],
            shown
        );
    }
}

internal sealed class AnswerRolesHeldOn(JourneyDb db) : IRequestHandler<RolesHeldOn, IReadOnlyList<RoleHeld>>
{
    private const int MostIdsInAQuery = 500;

    public async Task<IReadOnlyList<RoleHeld>> Handle(RolesHeldOn ask, CancellationToken cancellation)
    {
        var only = ask.Accounts?.ToHashSet();
        var few = only is { Count: <= MostIdsInAQuery } ? AccountScope.Of(only) : AccountScope.Everything;
        var chains = await db.Set<RoleChain>()
            .AsNoTracking()
            .Within(few, one => one.AccountId)
            .ToListAsync(cancellation);
        var owners = await db.OwnersOn(ask.Day).Within(few, one => one.AccountId).ToListAsync(cancellation);
        var people = await db.Set<Person>().AsNoTracking().ToDictionaryAsync(person => person.Id, cancellation);
        return
        [
            .. owners
                .Select(one => (one.AccountId, Role: ServiceRole.Csm, Person: one.OwnerId!.Value, Topic: (string?)null))
                .Concat(
                    from chain in chains
                    from one in chain.Entries
                    where one.Holds(ask.Day)
                    select (chain.AccountId, one.Role, Person: one.PersonId, one.Topic)
                )
                .Where(one => only?.Contains(one.AccountId) != false)
                .Select(one =>
                {
                    var person = people.GetValueOrDefault(one.Person);
                    return new RoleHeld(
                        one.AccountId,
                        one.Role,
                        one.Person,
                        person?.Name ?? "?",
                        one.Topic,
                        person?.IsHere(ask.Day) == false
                    );
                })
                .OrderBy(one => one.AccountId)
                .ThenBy(one => one.Role)
                .ThenBy(one => one.PersonName, StringComparer.Ordinal)
                .ThenBy(one => one.PersonId),
        ];
    }
}
