namespace CsMonolith.Health.Usage.Ingest;

/// <summary>Somebody used a feature of the product.</summary>
internal sealed record TrackUse(ReadOnlyMemory<byte> Body) : IStreamCall;

internal sealed class TrackUseHandler(UsageIntake intake) : IRequestHandler<TrackUse, Result<IngestedUsage>>
{
    public Task<Result<IngestedUsage>> Handle(TrackUse ask, CancellationToken cancellationToken) =>
        intake.Take(ask.Body, Call.Track, nameof(TrackUse), cancellationToken);
}

internal sealed class TrackUseEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        IngestRoutes.Map(
            routes,
            "/track",
            "Take in one use of a feature",
            body => new TrackUse(body),
            SegmentCall.Example(happened: "Report exported", groupId: "A-1001")
        );
}
