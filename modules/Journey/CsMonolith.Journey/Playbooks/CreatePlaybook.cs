namespace CsMonolith.Journey.Playbooks;

/// <summary>Create a playbook with its first version.</summary>
/// <param name="Code">Its name, lower case; with the language no two are the same.</param>
/// <param name="Language">The language that it is written in: ja or en.</param>
internal sealed record CreatePlaybook(string Code, string Language, PlaybookContent Content)
    : ICommand<PlaybookProfile>;

internal sealed class CreatePlaybookValidator : AbstractValidator<CreatePlaybook>
{
    public CreatePlaybookValidator()
    {
        RuleFor(ask => ask.Code).NotEmpty().MaximumLength(60).Matches(PlaybookContentValidator.Code);
        RuleFor(ask => ask.Language).IsLanguageOfPlaybooks();
        RuleFor(ask => ask.Content).SetValidator(new PlaybookContentValidator());
    }
}

internal sealed class CreatePlaybookHandler(PlaybookShelf shelf)
    : IRequestHandler<CreatePlaybook, Result<PlaybookProfile>>
{
    public Task<Result<PlaybookProfile>> Handle(CreatePlaybook ask, CancellationToken cancellation) =>
        shelf.Add(ask.Code, ask.Language, ask.Content, cancellation);
}

internal sealed class CreatePlaybookEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/playbooks", (CreatePlaybook ask) => ask)
            .Creates((PlaybookProfile playbook) => $"/v1/playbooks/{playbook.Id}")
            .WithSummary("Create a playbook with its first version")
            .WithDescription(
                "Variants for a region, language or decision style reach the same outcome by other steps; the first variant "
                    + "is for everybody else. At most 10 variants of 50 steps."
            )
            .WithExample(
                new CreatePlaybook("first-success", "ja", PlaybookContent.Example),
                PlaybookProfile.Example with
                {
                    Code = "first-success",
                }
            )
            .WithProblems(400, 401, 403, 409);
}
