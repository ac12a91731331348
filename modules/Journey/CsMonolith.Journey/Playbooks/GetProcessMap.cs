namespace CsMonolith.Journey.Playbooks;

/// <summary>Who does what in which phase, and where is that unclear?</summary>
internal sealed record GetProcessMap(string Language) : IQuery<ProcessMap>;

internal sealed class GetProcessMapValidator : AbstractValidator<GetProcessMap>
{
    public GetProcessMapValidator() => RuleFor(ask => ask.Language).IsLanguageOfPlaybooks();
}

internal sealed class GetProcessMapHandler(ProcessMapReader reader) : IRequestHandler<GetProcessMap, Result<ProcessMap>>
{
    public async Task<Result<ProcessMap>> Handle(GetProcessMap ask, CancellationToken cancellation) =>
        await reader.Read(ask.Language, cancellation);
}

internal sealed class GetProcessMapEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/process-map",
                (string? language) => new GetProcessMap(language ?? (ProblemAnswers.InJapanese ? "ja" : "en"))
            )
            .WithSummary("Show who does what in which phase, by the playbooks in force")
            .WithDescription(
                "Steps of ours without a role, and steps with a role that nobody in service holds, come first: a process is "
                    + "made clear before people are appointed. language is that of Accept-Language unless it is given."
            )
            .WithExample(null, ProcessMap.Example)
            .WithProblems(400, 401, 403);
}
