namespace CsMonolith.Health.Reviews;

/// <summary>Download a pack as slides, byte for byte as it was built.</summary>
internal sealed record GetReviewPackPptx(Guid PackId) : IQuery<PackDownload>, ISensitiveQuery;

internal sealed class GetReviewPackPptxHandler(HealthDb db, PackFiles files)
    : IRequestHandler<GetReviewPackPptx, Result<PackDownload>>
{
    public async Task<Result<PackDownload>> Handle(GetReviewPackPptx ask, CancellationToken cancellationToken)
    {
        if (await files.Find(ask.PackId, cancellationToken) is not { } pack)
        {
            return PlatformErrors.NotFound("review-pack", ask.PackId);
        }

        var bytes = await db.Set<ReviewPackFile>()
            .Where(row => row.Id == pack.Id)
            .Select(row => row.Pptx)
            .SingleAsync(cancellationToken);
        return new PackDownload(PackFiles.NameOf(pack, "pptx"), bytes);
    }
}

internal sealed class GetReviewPackPptxEndpoint : IEndpoint
{
    private const string MediaType = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/review-packs/{packId}/pptx",
                (Guid packId, IMediator mediator, CancellationToken cancellation) =>
                    PackFiles.Answer(mediator, new GetReviewPackPptx(packId), MediaType, cancellation)
            )
            .Produces<string>(StatusCodes.Status200OK, MediaType)
            .WithName(nameof(GetReviewPackPptx))
            .WithSummary("Download a pack as slides; the read is audited")
            .WithDescription("The file is the one that was drawn when the pack was built, whatever has changed since.")
            .WithExample(null, "PK")
            .WithProblems(401, 403, 404);
}
