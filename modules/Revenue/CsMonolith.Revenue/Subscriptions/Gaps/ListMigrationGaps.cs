namespace CsMonolith.Revenue.Subscriptions.Gaps;

/// <summary>Every declared migration.</summary>
internal sealed record ListMigrationGaps(ListAsk List) : IQuery<Page<MigrationGapRow>>;

/// <param name="FromSubscriptionId">The subscription that ended.</param>
/// <param name="ToSubscriptionId">The subscription that took its place.</param>
/// <param name="FirstDay">The first day of the gap.</param>
/// <param name="LastDay">The last day of the gap, inclusive.</param>
/// <param name="VoidedAt">When it was taken back; absent while it holds.</param>
internal sealed record MigrationGapRow(
    Guid Id,
    Guid AccountId,
    Guid FromSubscriptionId,
    Guid ToSubscriptionId,
    DateOnly FirstDay,
    DateOnly LastDay,
    string Reason,
    string RecordedBy,
    DateTime RecordedAt,
    DateTime? VoidedAt,
    string? VoidedBy,
    string? VoidReason
)
{
    public static MigrationGapRow Sample { get; } =
        new(
            Samples.Gap,
            Samples.Account,
            Samples.Subscription,
            Samples.OtherSubscription,
            new(2026, 4, 1),
            new(2026, 4, 30),
            "請求システムの移行",
            $"person:{Samples.Person}",
            Samples.Instant,
            null,
            null,
            null
        );

    public static MigrationGapRow Of(MigrationGap gap) =>
        new(
            gap.Id,
            gap.AccountId,
            gap.FromSubscriptionId,
            gap.ToSubscriptionId,
            gap.FirstDay,
            gap.LastDay,
            gap.Reason,
            gap.RecordedBy,
            gap.RecordedAt,
            gap.VoidedAt,
            gap.VoidedBy,
            gap.VoidReason
        );
}

internal sealed class ListMigrationGapsHandler(RevenueDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListMigrationGaps, Result<Page<MigrationGapRow>>>
{
    public static ListShape<MigrationGap> Shape { get; } =
        new ListShape<MigrationGap>(row => row.Id, "-recordedAt")
            .With("recordedAt", row => row.RecordedAt)
            .With("accountId", row => row.AccountId)
            .With("firstDay", row => row.FirstDay)
            .With("voidedAt", row => row.VoidedAt);

    public async Task<Result<Page<MigrationGapRow>>> Handle(ListMigrationGaps ask, CancellationToken cancellationToken)
    {
        var rows = db.Set<MigrationGap>()
            .AsNoTracking()
            .Within(await visibility.Accounts(cancellationToken), row => row.AccountId);
        return await Shape.Page(rows, ask.List, cursors, MigrationGapRow.Of, cancellationToken);
    }
}

internal sealed class ListMigrationGapsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/migration-gaps", (ListAsk list) => new ListMigrationGaps(list))
            .WithSummary("List gaps that were declared migrations, the latest first")
            .WithMetadata(new ListFields(ListMigrationGapsHandler.Shape.Fields))
            .WithExample(null, new Page<MigrationGapRow>([MigrationGapRow.Sample], NextCursor: null))
            .WithProblems(400, 401, 403);
}
