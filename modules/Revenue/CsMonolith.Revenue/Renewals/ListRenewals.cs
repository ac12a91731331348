namespace CsMonolith.Revenue.Renewals;

/// <summary>The renewals that the caller may see: due list and calendar in one.</summary>
internal sealed record ListRenewals(ListAsk List) : IQuery<Page<RenewalRow>>;

/// <param name="Due">MRR of the term that ends.</param>
/// <param name="NoticeBy">The last day on which the customer may give notice.</param>
/// <param name="SixMonthsBefore">The first checkpoint.</param>
/// <param name="ThreeMonthsBefore">The second checkpoint.</param>
/// <param name="SettledOn">When it was decided or, where the contract itself decided it, when that was known.</param>
/// <param name="IsByContract">
/// Whether the contract settled it, and no person: it was cancelled, voided, replaced, or ran on by itself.
/// </param>
/// <param name="Renewed">MRR of the next term; zero if lost, absent while open or withdrawn.</param>
internal sealed record RenewalRow(
    Guid Id,
    Guid AccountId,
    Guid SubscriptionId,
    DateOnly DueOn,
    Money Due,
    int TermMonths,
    DateOnly NoticeBy,
    DateOnly SixMonthsBefore,
    DateOnly ThreeMonthsBefore,
    RenewalStage Stage,
    DateOnly? SettledOn,
    Money? Renewed,
    string? Reason,
    long Version,
    bool IsByContract = false
)
{
    public static RenewalRow Sample { get; } =
        new(
            Samples.Renewal,
            Samples.Account,
            Samples.Subscription,
            new(2027, 3, 31),
            Money.Of("120000", "JPY"),
            12,
            new(2027, 3, 1),
            new(2026, 9, 30),
            new(2026, 12, 31),
            RenewalStage.Open,
            null,
            null,
            null,
            Version: 1
        );

    public static RenewalRow Of(Renewal renewal) =>
        new(
            renewal.Id,
            renewal.AccountId,
            renewal.SubscriptionId,
            renewal.DueOn,
            renewal.Due,
            renewal.TermMonths,
            renewal.NoticeBy,
            renewal.Checkpoint(monthsBefore: 6),
            renewal.Checkpoint(monthsBefore: 3),
            renewal.Stage,
            renewal.SettledOn,
            renewal.RenewedMinor is { } minor ? new Money(minor, renewal.Currency) : null,
            renewal.Reason,
            renewal.Version,
            renewal.IsByContract
        );
}

internal sealed class ListRenewalsHandler(RevenueDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListRenewals, Result<Page<RenewalRow>>>
{
    public static ListShape<Renewal> Shape { get; } =
        new ListShape<Renewal>(row => row.Id, "dueOn")
            .With("dueOn", row => row.DueOn)
            .With("noticeBy", row => row.NoticeBy)
            .With("accountId", row => row.AccountId)
            .With("subscriptionId", row => row.SubscriptionId)
            .With("stage", row => row.Stage)
            .With("settledOn", row => row.SettledOn)
            .With("currency", row => row.Currency);

    public async Task<Result<Page<RenewalRow>>> Handle(ListRenewals ask, CancellationToken cancellationToken)
    {
        var scope = await visibility.Accounts(cancellationToken);
        return await Shape.Page(
            db.Set<Renewal>().AsNoTracking().Within(scope, row => row.AccountId),
            ask.List,
            cursors,
            RenewalRow.Of,
            cancellationToken
        );
    }
}

internal sealed class ListRenewalsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/renewals", (ListAsk list) => new ListRenewals(list))
            .WithSummary("List renewals by rising due day, with those that are settled: filter by stage or dueOn")
            .WithMetadata(new ListFields(ListRenewalsHandler.Shape.Fields))
            .WithExample(null, new Page<RenewalRow>([RenewalRow.Sample], NextCursor: null))
            .WithProblems(400, 401, 403);
}
