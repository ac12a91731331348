namespace CsMonolith.Journey.People;

/// <summary>Form a team.</summary>
internal sealed record CreateTeam(string Name, Guid LeaderId, IReadOnlyList<TeamMember>? Members = null)
    : ICommand<TeamProfile>;

/// <param name="Version">Give it back as If-Match to change the members.</param>
internal sealed record TeamProfile(Guid Id, string Name, Guid LeaderId, IReadOnlyList<TeamMember> Members, long Version)
{
    public static TeamProfile Of(Team team) => new(team.Id, team.Name, team.LeaderId, team.Members, team.Version);

    public static TeamProfile Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-000000000011"),
            "東日本チーム",
            Guid.Parse("0199a000-0000-7000-8000-000000000002"),
            [new TeamMember(PersonProfile.Example.Id, new DateOnly(2026, 4, 1))],
            Version: 1
        );
}

internal sealed class CreateTeamValidator : AbstractValidator<CreateTeam>
{
    public CreateTeamValidator()
    {
        RuleFor(ask => ask.Name).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.LeaderId).NotEmpty();
        RuleFor(ask => ask.Members!.Count)
            .LessThanOrEqualTo(SetTeamMembers.MostMembers)
            .When(ask => ask.Members is not null);
    }
}

internal sealed class CreateTeamHandler(JourneyDb db) : IRequestHandler<CreateTeam, Result<TeamProfile>>
{
    public async Task<Result<TeamProfile>> Handle(CreateTeam ask, CancellationToken cancellation)
    {
        var members = ask.Members ?? [];
        if (await db.Set<Person>().FindAsync([ask.LeaderId], cancellation) is null)
        {
            return JourneyErrors.NoSuchPerson(ask.LeaderId, "/leaderId");
        }

        if (await SetTeamMembersHandler.Stranger(db, members, cancellation) is { } stranger)
        {
            return stranger;
        }

        var team = new Team(Guid.CreateVersion7(), ask.Name, ask.LeaderId);
        if (team.Staff(members).Error is { } refusal)
        {
            return refusal;
        }

        db.Set<Team>().Add(team);
        await db.SaveChangesAsync(cancellation);
        return TeamProfile.Of(team);
    }
}

internal sealed class CreateTeamEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/teams", (CreateTeam ask) => ask)
            .Creates((TeamProfile created) => $"/v1/teams/{created.Id}")
            .WithSummary("Form a team")
            .WithExample(
                new CreateTeam(TeamProfile.Example.Name, TeamProfile.Example.LeaderId, TeamProfile.Example.Members),
                TeamProfile.Example
            )
            .WithProblems(400, 401, 403);
}
