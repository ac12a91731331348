namespace CsMonolith.Journey.Playbooks;

/// <summary>How far is a playbook at a customer?</summary>
internal sealed record GetPlaybookRun(Guid RunId) : IQuery<RunProfile>;

internal sealed class GetPlaybookRunHandler(
    JourneyDb db,
    AccountVisibility visibility,
    PlaybookShelf shelf,
    RunReader reader
) : IRequestHandler<GetPlaybookRun, Result<RunProfile>>
{
    public async Task<Result<RunProfile>> Handle(GetPlaybookRun ask, CancellationToken cancellation)
    {
        var run = await db.Set<PlaybookRun>()
            .AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == ask.RunId, cancellation);
        if (run is null || !await visibility.Sees(run.AccountId, cancellation))
        {
            return PlatformErrors.NotFound("playbook-run", ask.RunId);
        }

        var content = (await shelf.Find(run.PlaybookId, run.Number, cancellation))!.Content;
        return await reader.Show(run, content, cancellation);
    }
}

internal sealed class GetPlaybookRunEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/playbook-runs/{runId}", (Guid runId) => new GetPlaybookRun(runId))
            .WithSummary("Read how far a playbook is at a customer")
            .WithExample(null, RunProfile.Example)
            .WithProblems(401, 403, 404);
}
