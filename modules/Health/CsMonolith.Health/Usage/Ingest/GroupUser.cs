namespace CsMonolith.Health.Usage.Ingest;

/// <summary>A user belongs to a group: their use counts for its account from now on.</summary>
internal sealed record GroupUser(ReadOnlyMemory<byte> Body) : IStreamCall;

internal sealed class GroupUserHandler(UsageIntake intake) : IRequestHandler<GroupUser, Result<IngestedUsage>>
{
    public Task<Result<IngestedUsage>> Handle(GroupUser ask, CancellationToken cancellationToken) =>
        intake.Take(ask.Body, Call.Group, nameof(GroupUser), cancellationToken);
}

internal sealed class GroupUserEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        IngestRoutes.Map(
            routes,
            "/group",
            "Take in which group a user belongs to",
            body => new GroupUser(body),
            SegmentCall.Example(groupId: "A-1001")
        );
}
