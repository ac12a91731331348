namespace CsMonolith.Journey.Playbooks;

/// <summary>What does a playbook say, or what did it say in an earlier version?</summary>
/// <param name="Number">Which version; absent, the newest.</param>
internal sealed record GetPlaybook(Guid PlaybookId, int? Number) : IQuery<PlaybookProfile>;

internal sealed class GetPlaybookHandler(JourneyDb db, PlaybookShelf shelf)
    : IRequestHandler<GetPlaybook, Result<PlaybookProfile>>
{
    public async Task<Result<PlaybookProfile>> Handle(GetPlaybook ask, CancellationToken cancellation)
    {
        var playbook = await db.Set<Playbook>()
            .AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == ask.PlaybookId, cancellation);
        if (playbook is null)
        {
            return PlaybookErrors.NotFound(ask.PlaybookId);
        }

        var number = ask.Number ?? playbook.Number;
        return await shelf.Find(playbook.Id, number, cancellation) is { } version
            ? PlaybookProfile.Of(playbook, version)
            : PlaybookErrors.NoSuchVersion(number);
    }
}

internal sealed class GetPlaybookEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/playbooks/{playbookId}", (Guid playbookId, int? number) => new GetPlaybook(playbookId, number))
            .WithSummary("Read a playbook, its newest version or an earlier one")
            .WithExample(null, PlaybookProfile.Example)
            .WithProblems(400, 401, 403, 404);
}
