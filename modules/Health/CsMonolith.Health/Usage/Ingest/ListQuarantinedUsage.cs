namespace CsMonolith.Health.Usage.Ingest;

/// <summary>Which usage waits because nobody knows whose it is?</summary>
internal sealed record ListQuarantinedUsage(ListAsk List) : IQuery<Page<QuarantinedUsage>>;

/// <param name="GroupId">
/// The group as the source calls it; empty for users whose group has not been told yet: they are let go by their next
/// <c>group</c> call.
/// </param>
/// <param name="Events">How many wait.</param>
/// <param name="FirstEventAt">When the earliest of them happened.</param>
/// <param name="FirstSeenAt">When the first of them came.</param>
internal sealed record QuarantinedUsage(
    string Source,
    string GroupId,
    long Events,
    DateTime FirstEventAt,
    DateTime LastEventAt,
    DateTime FirstSeenAt,
    DateTime LastSeenAt
);

internal sealed class ListQuarantinedUsageHandler(HealthDb db, Cursors cursors)
    : IRequestHandler<ListQuarantinedUsage, Result<Page<QuarantinedUsage>>>
{
    public static ListShape<QuarantinedGroup> Shape { get; } =
        new ListShape<QuarantinedGroup>(group => group.Id, "-events")
            .With("source", group => group.Source)
            .With("groupId", group => group.GroupId)
            .With("events", group => group.Events)
            .With("firstSeenAt", group => group.FirstSeenAt)
            .With("lastSeenAt", group => group.LastSeenAt);

    public Task<Result<Page<QuarantinedUsage>>> Handle(ListQuarantinedUsage ask, CancellationToken cancellationToken) =>
        Shape.Page(db.Set<QuarantinedGroup>().AsNoTracking(), ask.List, cursors, Show, cancellationToken);

    private static QuarantinedUsage Show(QuarantinedGroup group) =>
        new(
            group.Source,
            group.GroupId,
            group.Events,
            group.FirstEventAt,
            group.LastEventAt,
            group.FirstSeenAt,
            group.LastSeenAt
        );
}

internal sealed class ListQuarantinedUsageEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/quarantined-usage", (ListAsk list) => new ListQuarantinedUsage(list))
            .WithSummary("List usage that waits because its account is unknown")
            .WithMetadata(new ListFields(ListQuarantinedUsageHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<QuarantinedUsage>(
                    [
                        new(
                            "product",
                            "acme-9",
                            128,
                            new DateTime(2026, 11, 20, 1, 0, 0, DateTimeKind.Utc),
                            new DateTime(2026, 11, 21, 8, 30, 0, DateTimeKind.Utc),
                            new DateTime(2026, 11, 20, 1, 0, 2, DateTimeKind.Utc),
                            new DateTime(2026, 11, 21, 8, 30, 1, DateTimeKind.Utc)
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403);
}
