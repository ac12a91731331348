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

/// <summary>
/// A snapshot as somebody sees it who works under pseudonyms: the account's is another one every month, so that neither
/// the months in which an account was there nor its phases find its rows to learn from.
/// </summary>
internal sealed record MaskedSnapshot(Guid Id, Guid AccountId, DateOnly AsOf, bool IsLive, DateTime BuiltAt);

internal sealed class ListSnapshotsHandler(
    HealthDb db,
    AccountVisibility visibility,
    RequestContext context,
    Cursors cursors,
    Pseudonyms pseudonyms
) : IRequestHandler<ListSnapshots, Result<Page<SnapshotSummary>>>
{
    public static ListShape<Snapshot> Shape { get; } =
        new ListShape<Snapshot>(row => row.Id, "-asOf,accountId")
            .With("accountId", row => row.AccountId)
            .With("asOf", row => row.AsOf)
            .With("isLive", row => row.IsLive)
            .With("phase", row => row.Phase);

    private static ListShape<MaskedSnapshot> MaskedShape { get; } =
        new ListShape<MaskedSnapshot>(row => row.Id, "-asOf")
            .With("asOf", row => row.AsOf)
            .With("isLive", row => row.IsLive);

    public async Task<Result<Page<SnapshotSummary>>> Handle(ListSnapshots ask, CancellationToken cancellationToken)
    {
        if (context.Scope == PermissionScope.Masked)
        {
            return await Masked(ask.List, cancellationToken);
        }

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

    // In memory, by pseudonym: snapshots are built account by account, so their ids are in the same order every month.
    private async Task<Result<Page<SnapshotSummary>>> Masked(ListAsk list, CancellationToken cancellation)
    {
        var ids = pseudonyms.For("snapshots");
        var months = new Dictionary<DateOnly, PurposePseudonyms>();
        var rows = await db.Set<Snapshot>()
            .Select(row => new MaskedSnapshot(row.Id, row.AccountId, row.AsOf, row.IsLive, row.BuiltAt))
            .ToListAsync(cancellation);
        return await MaskedShape.Page(
            rows.ConvertAll(Mask).AsQueryable(),
            list,
            cursors,
            row => new SnapshotSummary(row.Id, row.AccountId, row.AsOf, row.IsLive, Phase: null, row.BuiltAt),
            cancellation
        );

        MaskedSnapshot Mask(MaskedSnapshot row)
        {
            if (!months.TryGetValue(row.AsOf, out var month))
            {
                months[row.AsOf] = month = pseudonyms.For($"snapshots {row.AsOf:yyyy-MM-dd}");
            }

            return row with
            {
                Id = ids.Of(row.Id),
                AccountId = month.Of(row.AccountId),
                BuiltAt = row.BuiltAt.Date,
            };
        }
    }
}

internal sealed class ListSnapshotsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/snapshots", (ListAsk list) => new ListSnapshots(list))
            .WithSummary("List the monthly snapshots")
            .WithDescription(
                "Whoever works under pseudonyms gets no phase, and a pseudonym of the account that changes every month; the "
                    + "features are in the extracts."
            )
            .WithMetadata(new ListFields(ListSnapshotsHandler.Shape.Fields))
            .WithExample(null, new Page<SnapshotSummary>([GetSnapshotEndpoint.Example.Summary], null))
            .WithProblems(400, 401, 403);
}
