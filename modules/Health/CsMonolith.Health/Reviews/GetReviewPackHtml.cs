namespace CsMonolith.Health.Reviews;

/// <summary>Download a pack as a page that prints on A4, byte for byte as it was built.</summary>
internal sealed record GetReviewPackHtml(Guid PackId) : IQuery<PackDownload>, ISensitiveQuery;

internal sealed class GetReviewPackHtmlHandler(HealthDb db, PackFiles files)
    : IRequestHandler<GetReviewPackHtml, Result<PackDownload>>
{
    public async Task<Result<PackDownload>> Handle(GetReviewPackHtml ask, CancellationToken cancellationToken)
    {
        if (await files.Find(ask.PackId, cancellationToken) is not { } pack)
        {
            return PlatformErrors.NotFound("review-pack", ask.PackId);
        }

        var bytes = await db.Set<ReviewPackFile>()
            .Where(row => row.Id == pack.Id)
            .Select(row => row.Html)
            .SingleAsync(cancellationToken);
        return new PackDownload(PackFiles.NameOf(pack, "html"), bytes);
    }
}

internal sealed class GetReviewPackHtmlEndpoint : IEndpoint
{
    private const string MediaType = "text/html";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/review-packs/{packId}/html",
                (Guid packId, IMediator mediator, CancellationToken cancellation) =>
                    PackFiles.Answer(
                        mediator,
                        new GetReviewPackHtml(packId),
                        $"{MediaType}; charset=utf-8",
                        cancellation
                    )
            )
            .Produces<string>(StatusCodes.Status200OK, MediaType)
            .WithName(nameof(GetReviewPackHtml))
            .WithSummary("Download a pack as a page that prints on A4; the read is audited")
            .WithDescription("The file is the one that was drawn when the pack was built, whatever has changed since.")
            .WithExample(
                null,
                "<!doctype html><html lang=\"ja\"><head><meta charset=\"utf-8\"><title>株式会社青空 御中 ビジネスレビュー</title></head><body></body></html>"
            )
            .WithProblems(401, 403, 404);
}
