namespace CsMonolith.Health.Usage.Ingest;

/// <summary>Somebody looked at a screen of the product's app.</summary>
internal sealed record ViewScreen(ReadOnlyMemory<byte> Body) : IStreamCall;

internal sealed class ViewScreenHandler(UsageIntake intake) : IRequestHandler<ViewScreen, Result<IngestedUsage>>
{
    public Task<Result<IngestedUsage>> Handle(ViewScreen ask, CancellationToken cancellationToken) =>
        intake.Take(ask.Body, Call.Screen, nameof(ViewScreen), cancellationToken);
}

internal sealed class ViewScreenEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        IngestRoutes.Map(
            routes,
            "/screen",
            "Take in one screen view of an app",
            body => new ViewScreen(body),
            SegmentCall.Example(name: "Inbox", groupId: "A-1001")
        );
}
