namespace CsMonolith.Health.Usage.Ingest;

/// <summary>Many calls at once, as SDKs send them.</summary>
internal sealed record SendUsageBatch(ReadOnlyMemory<byte> Body) : IStreamCall;

internal sealed class SendUsageBatchHandler(UsageIntake intake) : IRequestHandler<SendUsageBatch, Result<IngestedUsage>>
{
    public Task<Result<IngestedUsage>> Handle(SendUsageBatch ask, CancellationToken cancellationToken) =>
        intake.Take(ask.Body, only: null, nameof(SendUsageBatch), cancellationToken);
}

internal sealed class SendUsageBatchEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        IngestRoutes.Map(
            routes,
            "/batch",
            "Take in many calls at once",
            body => new SendUsageBatch(body),
            new SegmentBatch(
                [SegmentCall.Example("track", happened: "Report exported", groupId: "A-1001")],
                new DateTime(2026, 11, 20, 1, 0, 1, DateTimeKind.Utc)
            )
        );
}
