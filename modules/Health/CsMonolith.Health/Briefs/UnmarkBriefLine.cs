namespace CsMonolith.Health.Briefs;

/// <summary>Take one's own mark off a line of the brief.</summary>
internal sealed record UnmarkBriefLine(string Key) : ICommand<UnmarkedBriefLine>;

/// <param name="WasMarked">Whether there was a mark.</param>
internal sealed record UnmarkedBriefLine(string Key, bool WasMarked);

internal sealed class UnmarkBriefLineHandler(HealthDb db, RequestContext context)
    : IRequestHandler<UnmarkBriefLine, Result<UnmarkedBriefLine>>
{
    public async Task<Result<UnmarkedBriefLine>> Handle(UnmarkBriefLine ask, CancellationToken cancellationToken)
    {
        var (person, key) = (context.Caller.PersonId, ask.Key);
        var gone = await db.Set<BriefMark>()
            .Where(mark => mark.PersonId == person && mark.Key == key)
            .ExecuteDeleteAsync(cancellationToken);
        return new UnmarkedBriefLine(key, gone > 0);
    }
}

internal sealed class UnmarkBriefLineEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Delete("/brief/marks/{key}", (string key) => new UnmarkBriefLine(key))
            .WithSummary("Take one's own mark off a line of the brief")
            .WithDescription("It may be sent again: the second time there is none.")
            .WithExample(null, new UnmarkedBriefLine("help.0199a000000070008000000000000001", WasMarked: true))
            .WithProblems(401, 403);
}
