using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.People;

internal sealed class AnswerWhoIs(JourneyDb db) : IRequestHandler<WhoIs, KnownPerson?>
{
    public async Task<KnownPerson?> Handle(WhoIs ask, CancellationToken cancellationToken)
    {
        var person = await db
            .People.AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == ask.PersonId, cancellationToken);
        return person is null || !person.IsHere(db.Clock.Today)
            ? null
            : new KnownPerson(person.Id, person.Name, person.Roles, person.IsDemo);
    }
}

internal sealed class AnswerWhoHasEmail(JourneyDb db) : IRequestHandler<WhoHasEmail, KnownPerson?>
{
    public async Task<KnownPerson?> Handle(WhoHasEmail ask, CancellationToken cancellationToken)
    {
        var email = Person.Normal(ask.Email);
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(one => one.Email == email, cancellationToken);
        return person is null || !person.IsHere(db.Clock.Today)
            ? null
            : new KnownPerson(person.Id, person.Name, person.Roles, person.IsDemo);
    }
}

internal sealed class AnswerWhoMaySignIn(JourneyDb db) : IRequestHandler<WhoMaySignIn, IReadOnlyList<KnownPerson>>
{
    public async Task<IReadOnlyList<KnownPerson>> Handle(WhoMaySignIn ask, CancellationToken cancellationToken)
    {
        var today = db.Clock.Today;
        var people = await db
            .People.AsNoTracking()
            .Where(person => person.LeftOn == null || person.LeftOn > today)
            .OrderBy(person => person.Name)
            .ToListAsync(cancellationToken);
        return [.. people.Select(person => new KnownPerson(person.Id, person.Name, person.Roles, person.IsDemo))];
    }
}

internal sealed class AnswerOpenFirstAdmin(JourneyDb db) : IRequestHandler<OpenFirstAdmin, KnownPerson?>
{
    public async Task<KnownPerson?> Handle(OpenFirstAdmin ask, CancellationToken cancellationToken)
    {
        KnownPerson? opened = null;
        await db.Transact(
            async () =>
            {
                // Two first sign-ins at once: the second waits here and then finds the first.
                await db.Move(AccessVersionRow.Scope, cancellationToken);
                if (await db.People.AnyAsync(cancellationToken))
                {
                    return;
                }

                // Nobody gives themselves roles, so the first person starts with those that set up everything else.
                var admin = Person.Hire(
                    ask.Name.Trim(),
                    ask.Email,
                    [Role.Admin, Role.CsOps],
                    isDemo: false,
                    partnerId: null
                );
                db.People.Add(admin);
                opened = new KnownPerson(admin.Id, admin.Name, admin.Roles, admin.IsDemo);
            },
            cancellationToken
        );
        return opened;
    }
}

internal sealed class AnswerPeopleNames(JourneyDb db) : IRequestHandler<PeopleNames, IReadOnlyDictionary<Guid, string>>
{
    // A company has fewer people than a query has parameters; those asked for are picked here.
    public async Task<IReadOnlyDictionary<Guid, string>> Handle(PeopleNames ask, CancellationToken cancellationToken)
    {
        var wanted = ask.Ids.ToHashSet();
        var names = await db.People.Select(person => new { person.Id, person.Name }).ToListAsync(cancellationToken);
        return names
            .Where(person => wanted.Contains(person.Id))
            .ToDictionary(person => person.Id, person => person.Name);
    }
}

internal sealed class AnswerTeamMembers(JourneyDb db) : IRequestHandler<TeamMembers, IReadOnlyList<Guid>>
{
    public async Task<IReadOnlyList<Guid>> Handle(TeamMembers ask, CancellationToken cancellationToken)
    {
        var today = db.Clock.Today;
        if (ask.TeamId is { } id)
        {
            var team = await db.Teams.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
            return team is null ? [] : [.. team.MembersOn(today)];
        }

        var people = await db.People.AsNoTracking().ToListAsync(cancellationToken);
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
    public async Task<IReadOnlyList<TeamOn>> Handle(TeamsOn ask, CancellationToken cancellationToken)
    {
        var teams = await db
            .Teams.AsNoTracking()
            .OrderBy(team => team.Name)
            .ThenBy(team => team.Id)
            .ToListAsync(cancellationToken);
        return [.. teams.Select(team => new TeamOn(team.Id, team.Name, team.LeaderId, [.. team.MembersOn(ask.Day)]))];
    }
}

internal sealed class AnswerPeopleInScope(JourneyDb db) : IRequestHandler<PeopleInScope, IReadOnlySet<Guid>>
{
    public async Task<IReadOnlySet<Guid>> Handle(PeopleInScope ask, CancellationToken cancellationToken)
    {
        if (ask.PersonId is not { } person || ask.Scope == PermissionScope.None)
        {
            return new HashSet<Guid>();
        }

        var people = new HashSet<Guid> { person };
        if (ask.Scope == PermissionScope.Team)
        {
            var today = db.Clock.Today;
            var teams = await db.Teams.AsNoTracking().ToListAsync(cancellationToken);
            people.UnionWith(
                teams.Where(team => team.Includes(person, today)).SelectMany(team => team.MembersOn(today))
            );
        }

        return people;
    }
}
