namespace CsMonolith.Journey.People;

/// <summary>Say who is in a team, from when until when.</summary>
internal sealed record SetTeamMembers(Guid TeamId, [property: Body] TeamRoster Roster, IfMatch Match)
    : ICommand<TeamProfile>
{
    public const int MostMembers = 200;
}

/// <param name="Members">All of them, past ones included: what is left out is forgotten.</param>
internal sealed record TeamRoster(IReadOnlyList<TeamMember> Members);

internal sealed class SetTeamMembersValidator : AbstractValidator<SetTeamMembers>
{
    public SetTeamMembersValidator() =>
        RuleFor(ask => ask.Roster.Members.Count).LessThanOrEqualTo(SetTeamMembers.MostMembers);
}

internal sealed class SetTeamMembersHandler(JourneyDb db) : IRequestHandler<SetTeamMembers, Result<TeamProfile>>
{
    public async Task<Result<TeamProfile>> Handle(SetTeamMembers ask, CancellationToken cancellation)
    {
        if (await db.Set<Team>().FindAsync([ask.TeamId], cancellation) is not { } team)
        {
            return PlatformErrors.NotFound("team", ask.TeamId);
        }

        if (
            (
                ask.Match.Refuses(team)
                ?? await Stranger(db, ask.Roster.Members, cancellation)
                ?? team.Staff(ask.Roster.Members).Error
            ) is
            { } refusal
        )
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return TeamProfile.Of(team);
    }

    /// <summary>The refusal for the first member who is not a known person; <c>null</c> if all are known.</summary>
    public static async Task<Error?> Stranger(
        JourneyDb db,
        IReadOnlyList<TeamMember> members,
        CancellationToken cancellation
    )
    {
        var ids = members.Select(member => member.PersonId).Distinct().ToArray();
        var known = await db.Set<Person>()
            .Where(person => ids.Contains(person.Id))
            .Select(person => person.Id)
            .ToListAsync(cancellation);
        var at = members.ToList().FindIndex(member => !known.Contains(member.PersonId));
        return at < 0 ? null : JourneyErrors.NoSuchPerson(members[at].PersonId, $"/members/{at}/personId");
    }
}

internal sealed class SetTeamMembersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put(
                "/teams/{teamId}/members",
                (Guid teamId, TeamRoster roster, IfMatch match) => new SetTeamMembers(teamId, roster, match)
            )
            .WithSummary("Say who is in a team, from when until when")
            .WithExample(new TeamRoster(TeamProfile.Example.Members), TeamProfile.Example with { Version = 2 })
            .WithProblems(400, 401, 403, 404, 412, 428);
}
