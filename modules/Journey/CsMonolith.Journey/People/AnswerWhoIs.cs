using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.People;

internal sealed class AnswerWhoIs(JourneyDb db) : IRequestHandler<WhoIs, KnownPerson?>
{
    public async Task<KnownPerson?> Handle(WhoIs ask, CancellationToken cancellation)
    {
        var person = await db.Set<Person>()
            .AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == ask.PersonId, cancellation);
        return person is null || !person.IsHere(db.Clock.Today)
            ? null
            : new KnownPerson(person.Id, person.Name, person.Roles, person.IsDemo);
    }
}

internal sealed class AnswerWhoHasEmail(JourneyDb db) : IRequestHandler<WhoHasEmail, KnownPerson?>
{
    public async Task<KnownPerson?> Handle(WhoHasEmail ask, CancellationToken cancellation)
    {
        var email = Person.Normal(ask.Email);
        var person = await db.Set<Person>()
            .AsNoTracking()
            .SingleOrDefaultAsync(one => one.Email == email, cancellation);
        return person is null || !person.IsHere(db.Clock.Today)
            ? null
            : new KnownPerson(person.Id, person.Name, person.Roles, person.IsDemo);
    }
}

internal sealed class AnswerWhoMaySignIn(JourneyDb db) : IRequestHandler<WhoMaySignIn, IReadOnlyList<KnownPerson>>
{
    public async Task<IReadOnlyList<KnownPerson>> Handle(WhoMaySignIn ask, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        var people = await db.Set<Person>()
            .AsNoTracking()
            .Where(person => person.LeftOn == null || person.LeftOn > today)
            .OrderBy(person => person.Name)
            .ToListAsync(cancellation);
        return [.. people.Select(person => new KnownPerson(person.Id, person.Name, person.Roles, person.IsDemo))];
    }
}

internal sealed class AnswerOpenFirstAdmin(JourneyDb db) : IRequestHandler<OpenFirstAdmin, KnownPerson?>
{
    private static readonly Role[] EveryRole =
    [
        Role.Admin,
        Role.CsOps,
        Role.Leader,
        Role.Csm,
        Role.DataScientist,
        Role.Finance,
        Role.Auditor,
        Role.PrivacyOfficer,
    ];

    public async Task<KnownPerson?> Handle(OpenFirstAdmin ask, CancellationToken cancellation)
    {
        KnownPerson? opened = null;
        await db.Transact(
            async () =>
            {
                // Of two first sign-ins at once, the second waits here and then finds the first.
                await db.Move(AccessVersionRow.Scope, cancellation);
                if (await db.Set<Person>().AnyAsync(cancellation))
                {
                    return;
                }

                // Nobody gives themselves roles of trust, so the first person starts with those that set up everything
                // else, or with every role where they work alone.
                var admin = Person.Hire(
                    ask.Name.Trim(),
                    ask.Email,
                    ask.EveryRole ? EveryRole : [Role.Admin, Role.CsOps],
                    isDemo: false,
                    partnerId: null
                );
                db.Set<Person>().Add(admin);
                db.Set<InstallationOwner>().Add(InstallationOwner.First(admin.Id, db.Clock.Now));
                opened = new KnownPerson(admin.Id, admin.Name, admin.Roles, admin.IsDemo);
            },
            cancellation
        );
        return opened;
    }
}

internal sealed class AnswerPeopleNames(JourneyDb db) : IRequestHandler<PeopleNames, IReadOnlyDictionary<Guid, string>>
{
    // All names are read, since a query takes fewer parameters than a caller may ask for, and people are few.
    public async Task<IReadOnlyDictionary<Guid, string>> Handle(PeopleNames ask, CancellationToken cancellation)
    {
        var wanted = ask.Ids.ToHashSet();
        var names = await db.Set<Person>().Select(person => new { person.Id, person.Name }).ToListAsync(cancellation);
        return names
            .Where(person => wanted.Contains(person.Id))
            .ToDictionary(person => person.Id, person => person.Name);
    }
}

internal sealed class AnswerAddressesOf(JourneyDb db) : IRequestHandler<AddressesOf, IReadOnlyDictionary<Guid, string>>
{
    // All are read, as for their names.
    public async Task<IReadOnlyDictionary<Guid, string>> Handle(AddressesOf ask, CancellationToken cancellation)
    {
        var wanted = ask.People.ToHashSet();
        var people = await db.Set<Person>()
            .Select(person => new
            {
                person.Id,
                person.Email,
                person.Name,
            })
            .ToListAsync(cancellation);
        return people
            .Where(person => wanted.Contains(person.Id))
            .ToDictionary(person => person.Id, person => person.Email ?? person.Name);
    }
}

internal sealed class AnswerTeamMembers(JourneyDb db) : IRequestHandler<TeamMembers, IReadOnlyList<Guid>>
{
    public async Task<IReadOnlyList<Guid>> Handle(TeamMembers ask, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        if (ask.TeamId is { } id)
        {
            var team = await db.Set<Team>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellation);
            return team is null ? [] : [.. team.MembersOn(today)];
        }

        var people = await db.Set<Person>().AsNoTracking().ToListAsync(cancellation);
        return
        [
            .. people
                .Where(person => person.Roles.Contains(Role.Csm) && person.IsHere(today))
                .Select(person => person.Id),
        ];
    }
}

internal sealed class AnswerTeamsOn(JourneyDb db) : IRequestHandler<TeamsOn, IReadOnlyList<TeamOn>>
{
    public async Task<IReadOnlyList<TeamOn>> Handle(TeamsOn ask, CancellationToken cancellation)
    {
        var teams = await db.Set<Team>()
            .AsNoTracking()
            .OrderBy(team => team.Name)
            .ThenBy(team => team.Id)
            .ToListAsync(cancellation);
        return [.. teams.Select(team => new TeamOn(team.Id, team.Name, team.LeaderId, [.. team.MembersOn(ask.Day)]))];
    }
}

internal sealed class AnswerPeopleInScope(JourneyDb db) : IRequestHandler<PeopleInScope, IReadOnlySet<Guid>>
{
    public async Task<IReadOnlySet<Guid>> Handle(PeopleInScope ask, CancellationToken cancellation)
    {
        if (ask.PersonId is not { } person || ask.Scope == PermissionScope.None)
        {
            return new HashSet<Guid>();
        }

        var people = new HashSet<Guid> { person };
        if (ask.Scope == PermissionScope.Team)
        {
            var today = db.Clock.Today;
            var teams = await db.Set<Team>().AsNoTracking().ToListAsync(cancellation);
            people.UnionWith(
                teams.Where(team => team.Includes(person, today)).SelectMany(team => team.MembersOn(today))
            );
        }

        return people;
    }
}
