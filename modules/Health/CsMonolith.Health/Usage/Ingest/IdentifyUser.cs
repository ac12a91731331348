namespace CsMonolith.Health.Usage.Ingest;

/// <summary>An anonymous visitor turns out to be a user. Traits are not stored.</summary>
internal sealed record IdentifyUser(ReadOnlyMemory<byte> Body) : IStreamCall;

internal sealed class IdentifyUserHandler(UsageIntake intake) : IRequestHandler<IdentifyUser, Result<IngestedUsage>>
{
    public Task<Result<IngestedUsage>> Handle(IdentifyUser ask, CancellationToken cancellationToken) =>
        intake.Take(ask.Body, Call.Identify, nameof(IdentifyUser), cancellationToken);
}

internal sealed class IdentifyUserEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        IngestRoutes.Map(
            routes,
            "/identify",
            "Take in who a user is",
            body => new IdentifyUser(body),
            SegmentCall.Example()
        );
}
