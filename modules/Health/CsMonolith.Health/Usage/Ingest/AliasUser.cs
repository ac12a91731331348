namespace CsMonolith.Health.Usage.Ingest;

/// <summary>A user had another id before.</summary>
internal sealed record AliasUser(ReadOnlyMemory<byte> Body) : IStreamCall;

internal sealed class AliasUserHandler(UsageIntake intake) : IRequestHandler<AliasUser, Result<IngestedUsage>>
{
    public Task<Result<IngestedUsage>> Handle(AliasUser ask, CancellationToken cancellationToken) =>
        intake.Take(ask.Body, Call.Alias, nameof(AliasUser), cancellationToken);
}

internal sealed class AliasUserEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        IngestRoutes.Map(
            routes,
            "/alias",
            "Take in that two names are one user",
            body => new AliasUser(body),
            SegmentCall.Example(previousId: "anon-3")
        );
}
