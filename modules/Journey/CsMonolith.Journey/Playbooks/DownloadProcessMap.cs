using System.Text;

namespace CsMonolith.Journey.Playbooks;

/// <summary>How a process map is written.</summary>
internal enum ProcessMapFormat
{
    /// <summary>A drawing: roles by phases.</summary>
    Svg,

    /// <summary>Text from which many tools draw a flow chart.</summary>
    Mermaid,

    /// <summary>A row for each step.</summary>
    Csv,
}

/// <summary>The process map as a file.</summary>
internal sealed record DownloadProcessMap(ProcessMapFormat Format, string Language) : IQuery<ProcessMapFile>;

internal sealed record ProcessMapFile(string FileName, string MediaType, byte[] Bytes);

internal sealed class DownloadProcessMapValidator : AbstractValidator<DownloadProcessMap>
{
    public DownloadProcessMapValidator()
    {
        RuleFor(ask => ask.Format).IsInEnum();
        RuleFor(ask => ask.Language).IsLanguageOfPlaybooks();
    }
}

internal sealed class DownloadProcessMapHandler(ProcessMapReader reader)
    : IRequestHandler<DownloadProcessMap, Result<ProcessMapFile>>
{
    public const string MermaidType = "text/vnd.mermaid";

    public async Task<Result<ProcessMapFile>> Handle(DownloadProcessMap ask, CancellationToken cancellation)
    {
        var map = await reader.Read(ask.Language, cancellation);
        var name = $"process-map.{ask.Language}";
        return ask.Format switch
        {
            ProcessMapFormat.Svg => new ProcessMapFile(
                $"{name}.svg",
                "image/svg+xml",
                Encoding.UTF8.GetBytes(ProcessMapSvg.Draw(map))
            ),
            ProcessMapFormat.Mermaid => new ProcessMapFile(
                $"{name}.mmd",
                MermaidType,
                Encoding.UTF8.GetBytes(ProcessMapText.Mermaid(map))
            ),
            // With a mark, since Excel takes a CSV without one for CP932.
            _ => new ProcessMapFile(
                $"{name}.csv",
                "text/csv; charset=utf-8",
                [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(ProcessMapText.Csv(map))]
            ),
        };
    }
}

internal sealed class DownloadProcessMapEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/process-map/file",
                async Task<Results<FileContentHttpResult, ProblemHttpResult>> (
                    ProcessMapFormat? format,
                    string? language,
                    IMediator mediator,
                    CancellationToken cancellation
                ) =>
                {
                    var file = await mediator.Send(
                        new DownloadProcessMap(
                            format ?? ProcessMapFormat.Svg,
                            language ?? (ProblemAnswers.InJapanese ? "ja" : "en")
                        ),
                        cancellation
                    );
                    return file.Error is { } refusal
                        ? refusal.ToProblem()
                        : TypedResults.File(file.Value.Bytes, file.Value.MediaType, file.Value.FileName);
                }
            )
            .Produces<string>(
                StatusCodes.Status200OK,
                "image/svg+xml",
                DownloadProcessMapHandler.MermaidType,
                "text/csv"
            )
            .WithName(nameof(DownloadProcessMap))
            .WithSummary("Download the process map as SVG, Mermaid or CSV")
            .WithDescription(
                "format is svg (default), mermaid or csv. The same playbooks, phases and people always give the same bytes. "
                    + "language is that of Accept-Language unless it is given."
            )
            .WithExample(null, ProcessMapSvg.Draw(ProcessMap.Example))
            .WithProblems(400, 401, 403);
}
