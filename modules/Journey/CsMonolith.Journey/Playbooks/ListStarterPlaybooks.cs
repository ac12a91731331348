namespace CsMonolith.Journey.Playbooks;

/// <summary>With which playbooks can we begin?</summary>
/// <param name="Language">ja or en.</param>
internal sealed record ListStarterPlaybooks(string Language) : IQuery<StarterShelf>;

/// <param name="Items">By code.</param>
internal sealed record StarterShelf(IReadOnlyList<StarterPlaybook> Items);

/// <param name="Steps">Steps of its first variant.</param>
/// <param name="PlaybookId">The playbook here that has its code; <c>null</c> where it was not taken yet.</param>
internal sealed record StarterPlaybook(
    string Code,
    string Language,
    string Title,
    string Phase,
    string Outcome,
    int Variants,
    int Steps,
    Guid? PlaybookId
);

internal sealed class ListStarterPlaybooksValidator : AbstractValidator<ListStarterPlaybooks>
{
    public ListStarterPlaybooksValidator() => RuleFor(ask => ask.Language).IsLanguageOfPlaybooks();
}

internal sealed class ListStarterPlaybooksHandler(JourneyDb db)
    : IRequestHandler<ListStarterPlaybooks, Result<StarterShelf>>
{
    public async Task<Result<StarterShelf>> Handle(ListStarterPlaybooks ask, CancellationToken cancellation)
    {
        var taken = await db.Set<Playbook>()
            .Where(one => one.Language == ask.Language)
            .ToDictionaryAsync(one => one.Code, one => one.Id, cancellation);
        return new StarterShelf([
            .. StarterPlaybooks
                .All.Where(one => one.Language == ask.Language)
                .Select(one => new StarterPlaybook(
                    one.Code,
                    one.Language,
                    one.Content.Title,
                    one.Content.Phase,
                    one.Content.Outcome,
                    one.Content.Variants.Count,
                    one.Content.Variants[0].Steps.Count,
                    taken.TryGetValue(one.Code, out var id) ? id : null
                )),
        ]);
    }
}

internal sealed class ListStarterPlaybooksEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/starter-playbooks", (string language) => new ListStarterPlaybooks(language))
            .WithSummary("List the playbooks that an installation can begin with")
            .WithQueryExample(("language", "ja"))
            .WithExample(
                null,
                new StarterShelf([
                    new StarterPlaybook(
                        PlaybookLine.Example.Code,
                        PlaybookLine.Example.Language,
                        PlaybookLine.Example.Title,
                        PlaybookLine.Example.Phase,
                        PlaybookContent.Example.Outcome,
                        Variants: 1,
                        Steps: 6,
                        PlaybookId: null
                    ),
                ])
            )
            .WithProblems(400, 401, 403);
}
