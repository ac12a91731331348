namespace CsMonolith.Journey.Playbooks;

/// <summary>Write a playbook as one readable file.</summary>
/// <param name="Number">Which version; absent, the newest.</param>
internal sealed record WritePlaybookFile(Guid PlaybookId, int? Number) : IQuery<PlaybookText>;

/// <param name="FileName">Under which it may be saved.</param>
/// <param name="Text">YAML; ReadPlaybookFile takes it.</param>
internal sealed record PlaybookText(string FileName, string Text)
{
    public static PlaybookText Example { get; } =
        new(
            "onboarding-first-success.ja.yaml",
            PlaybookFile.Write(
                new PlaybookDocument(PlaybookLine.Example.Code, PlaybookLine.Example.Language, PlaybookContent.Example)
            )
        );
}

internal sealed class WritePlaybookFileHandler(IMediator mediator)
    : IRequestHandler<WritePlaybookFile, Result<PlaybookText>>
{
    public async Task<Result<PlaybookText>> Handle(WritePlaybookFile ask, CancellationToken cancellation)
    {
        var read = await mediator.Send(new GetPlaybook(ask.PlaybookId, ask.Number), cancellation);
        if (read.Error is { } refusal)
        {
            return refusal;
        }

        var (code, language, content) = (read.Value.Code, read.Value.Language, read.Value.Content);
        return new PlaybookText(
            $"{code}.{language}.yaml",
            PlaybookFile.Write(new PlaybookDocument(code, language, content))
        );
    }
}

internal sealed class WritePlaybookFileEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/playbooks/{playbookId}/file",
                (Guid playbookId, int? number) => new WritePlaybookFile(playbookId, number)
            )
            .WithSummary("Write a playbook as one readable file (YAML)")
            .WithExample(null, PlaybookText.Example)
            .WithProblems(400, 401, 403, 404);
}
