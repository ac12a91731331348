namespace CsMonolith.Revenue.Ledger.Merges;

/// <summary>Every merge of customers.</summary>
internal sealed record ListAccountMerges(ListAsk List) : IQuery<Page<AccountMergeRow>>;

/// <param name="SurvivorId">The customer under whom both stand.</param>
/// <param name="AbsorbedId">The customer who has no figures of its own any more.</param>
/// <param name="On">The day of the merger.</param>
/// <param name="VoidedAt">When it was taken back; absent while it holds.</param>
internal sealed record AccountMergeRow(
    Guid Id,
    Guid SurvivorId,
    Guid AbsorbedId,
    DateOnly On,
    string Reason,
    string RecordedBy,
    DateTime RecordedAt,
    DateTime? VoidedAt,
    string? VoidedBy,
    string? VoidReason
)
{
    public static AccountMergeRow Sample { get; } =
        new(
            Samples.Merge,
            Samples.Account,
            Samples.OtherAccount,
            new(2026, 10, 1),
            "親会社による吸収合併",
            $"person:{Samples.Person}",
            Samples.Instant,
            null,
            null,
            null
        );

    public static AccountMergeRow Of(AccountMerge merge) =>
        new(
            merge.Id,
            merge.SurvivorId,
            merge.AbsorbedId,
            merge.On,
            merge.Reason,
            merge.RecordedBy,
            merge.RecordedAt,
            merge.VoidedAt,
            merge.VoidedBy,
            merge.VoidReason
        );
}

internal sealed class ListAccountMergesHandler(RevenueDb db, Cursors cursors)
    : IRequestHandler<ListAccountMerges, Result<Page<AccountMergeRow>>>
{
    public static ListShape<AccountMerge> Shape { get; } =
        new ListShape<AccountMerge>(row => row.Id, "-recordedAt")
            .With("recordedAt", row => row.RecordedAt)
            .With("on", row => row.On)
            .With("survivorId", row => row.SurvivorId)
            .With("absorbedId", row => row.AbsorbedId)
            .With("voidedAt", row => row.VoidedAt);

    public async Task<Result<Page<AccountMergeRow>>> Handle(
        ListAccountMerges ask,
        CancellationToken cancellationToken
    ) =>
        await Shape.Page(
            db.Set<AccountMerge>().AsNoTracking(),
            ask.List,
            cursors,
            AccountMergeRow.Of,
            cancellationToken
        );
}

internal sealed class ListAccountMergesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/account-merges", (ListAsk list) => new ListAccountMerges(list))
            .WithSummary("List merges of customers, the latest first")
            .WithMetadata(new ListFields(ListAccountMergesHandler.Shape.Fields))
            .WithExample(null, new Page<AccountMergeRow>([AccountMergeRow.Sample], NextCursor: null))
            .WithProblems(400, 401, 403);
}
