namespace CsMonolith.Journey.Playbooks;

/// <summary>Begin with a starter playbook: it becomes one of the company's own, to be changed like any other.</summary>
internal sealed record AdoptStarterPlaybook(string Code, string Language) : ICommand<PlaybookProfile>;

internal sealed class AdoptStarterPlaybookValidator : AbstractValidator<AdoptStarterPlaybook>
{
    public AdoptStarterPlaybookValidator()
    {
        RuleFor(ask => ask.Code).NotEmpty().MaximumLength(60);
        RuleFor(ask => ask.Language).IsLanguageOfPlaybooks();
    }
}

internal sealed class AdoptStarterPlaybookHandler(PlaybookShelf shelf)
    : IRequestHandler<AdoptStarterPlaybook, Result<PlaybookProfile>>
{
    public async Task<Result<PlaybookProfile>> Handle(AdoptStarterPlaybook ask, CancellationToken cancellation) =>
        StarterPlaybooks.Find(ask.Code, ask.Language) is { } starter
            ? await shelf.Add(starter.Code, starter.Language, starter.Content, cancellation)
            : PlaybookErrors.NoSuchStarter(ask.Code, ask.Language);
}

internal sealed class AdoptStarterPlaybookEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/starter-playbooks/adoptions", (AdoptStarterPlaybook ask) => ask)
            .Creates((PlaybookProfile playbook) => $"/v1/playbooks/{playbook.Id}")
            .WithSummary("Begin with a starter playbook")
            .WithExample(
                new AdoptStarterPlaybook(PlaybookLine.Example.Code, PlaybookLine.Example.Language),
                PlaybookProfile.Example
            )
            .WithProblems(400, 401, 403, 409);
}
