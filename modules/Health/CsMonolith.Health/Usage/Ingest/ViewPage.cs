namespace CsMonolith.Health.Usage.Ingest;

/// <summary>Somebody looked at a page of the product.</summary>
internal sealed record ViewPage(ReadOnlyMemory<byte> Body) : IStreamCall;

internal sealed class ViewPageHandler(UsageIntake intake) : IRequestHandler<ViewPage, Result<IngestedUsage>>
{
    public Task<Result<IngestedUsage>> Handle(ViewPage ask, CancellationToken cancellationToken) =>
        intake.Take(ask.Body, Call.Page, nameof(ViewPage), cancellationToken);
}

internal sealed class ViewPageEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        IngestRoutes.Map(
            routes,
            "/page",
            "Take in one page view",
            body => new ViewPage(body),
            SegmentCall.Example(name: "Dashboard", groupId: "A-1001")
        );
}
