namespace CsMonolith.Journey.Playbooks;

/// <summary>Publish a new version of a playbook.</summary>
internal sealed record PublishPlaybook(Guid PlaybookId, [property: Body] NextVersion Next, IfMatch Match)
    : ICommand<PlaybookProfile>;

/// <param name="Content">All of it.</param>
/// <param name="Why">Why it changes; those who run it read it.</param>
internal sealed record NextVersion(PlaybookContent Content, string Why);

internal sealed class PublishPlaybookValidator : AbstractValidator<PublishPlaybook>
{
    public PublishPlaybookValidator()
    {
        RuleFor(ask => ask.Next.Content).SetValidator(new PlaybookContentValidator());
        RuleFor(ask => ask.Next.Why).NotEmpty().MaximumLength(1000);
    }
}

internal sealed class PublishPlaybookHandler(JourneyDb db, PlaybookShelf shelf)
    : IRequestHandler<PublishPlaybook, Result<PlaybookProfile>>
{
    public async Task<Result<PlaybookProfile>> Handle(PublishPlaybook ask, CancellationToken cancellation)
    {
        var playbook = await db.Set<Playbook>().FindAsync([ask.PlaybookId], cancellation);
        return playbook is null ? PlaybookErrors.NotFound(ask.PlaybookId)
            : ask.Match.Refuses(playbook) is { } stale ? stale
            : await shelf.Publish(playbook, ask.Next.Content, ask.Next.Why, cancellation);
    }
}

internal sealed class PublishPlaybookEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/playbooks/{playbookId}/versions",
                (Guid playbookId, NextVersion next, IfMatch match) => new PublishPlaybook(playbookId, next, match)
            )
            .WithSummary("Publish a new version of a playbook")
            .WithDescription(
                "Runs that go on keep the version with which they began. If-Match carries the version read."
            )
            .WithExample(
                new NextVersion(PlaybookContent.Example, "利用者を決める時期を早めた"),
                PlaybookProfile.Example with
                {
                    Number = 2,
                    Newest = 2,
                    Why = "利用者を決める時期を早めた",
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
