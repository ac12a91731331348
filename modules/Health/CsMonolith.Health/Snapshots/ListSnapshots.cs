namespace CsMonolith.Health.Snapshots;

/// <summary>Which snapshots are there?</summary>
internal sealed record ListSnapshots(ListAsk List) : IQuery<Page<SnapshotSummary>>;

internal sealed record SnapshotSummary(
    Guid Id,
    Guid AccountId,
    DateOnly AsOf,
    bool IsLive,
    string? Phase,
    DateTime BuiltAt
);

internal sealed class ListSnapshotsHandler(HealthDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListSnapshots, Result<Page<SnapshotSummary>>>
{
    public static ListShape<Snapshot> Shape { get; } =
        new ListShape<Snapshot>(row => row.Id, "-asOf,accountId")
            .With("accountId", row => row.AccountId)
            .With("asOf", row => row.AsOf)
            .With("isLive", row => row.IsLive)
            .With("phase", row => row.Phase);

    public async Task<Result<Page<SnapshotSummary>>> Handle(ListSnapshots ask, CancellationToken cancellationToken)
    {
        var rows = db.Set<Snapshot>()
            .AsNoTracking()
            .Within(await visibility.Accounts(cancellationToken), row => row.AccountId);
        return await Shape.Page(
            rows,
            ask.List,
            cursors,
            row => new SnapshotSummary(row.Id, row.AccountId, row.AsOf, row.IsLive, row.Phase, row.BuiltAt),
            cancellationToken
        );
    }
}

internal sealed class ListSnapshotsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/snapshots", (ListAsk list) => new ListSnapshots(list))
            .WithSummary("List the monthly snapshots")
            .WithMetadata(new ListFields(ListSnapshotsHandler.Shape.FieldNames))
            .WithExample(null, new Page<SnapshotSummary>([GetSnapshotEndpoint.Example.Summary], null))
            .WithProblems(400, 401, 403);
}
