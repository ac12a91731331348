namespace CsMonolith.Journey.People;

/// <summary>Who is in a team, and who leads it?</summary>
internal sealed record GetTeam(Guid TeamId) : IQuery<TeamProfile>;

internal sealed class GetTeamHandler(JourneyDb db) : IRequestHandler<GetTeam, Result<TeamProfile>>
{
    public async Task<Result<TeamProfile>> Handle(GetTeam ask, CancellationToken cancellation)
    {
        var team = await db.Set<Team>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == ask.TeamId, cancellation);
        return team is null ? PlatformErrors.NotFound("team", ask.TeamId) : TeamProfile.Of(team);
    }
}

internal sealed class GetTeamEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/teams/{teamId}", (Guid teamId) => new GetTeam(teamId))
            .WithSummary("Read a team")
            .WithExample(null, TeamProfile.Example)
            .WithProblems(401, 403, 404);
}
