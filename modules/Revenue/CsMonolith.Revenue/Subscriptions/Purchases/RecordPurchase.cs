namespace CsMonolith.Revenue.Subscriptions.Purchases;

/// <summary>
/// Something bought once: training, set-up, a report. It stands beside MRR and never inside it. Purchases are only ever
/// added.
/// </summary>
internal sealed class Purchase
{
    public required Guid Id { get; init; }

    public required string ExternalId { get; init; }

    public required Guid AccountId { get; init; }

    public required string Product { get; init; }

    public required DateOnly On { get; init; }

    public required string Currency { get; init; }

    public required long AmountMinor { get; init; }

    public required DateTime RecordedAt { get; init; }

    public Money Amount => new(AmountMinor, Currency);
}

internal sealed class PurchaseMapping : IEntityTypeConfiguration<Purchase>
{
    public void Configure(EntityTypeBuilder<Purchase> builder)
    {
        builder.ToTable("Purchases");
        builder.HasKey(purchase => purchase.Id);
        builder.Ignore(purchase => purchase.Amount);
        builder.Property(purchase => purchase.ExternalId).HasMaxLength(100);
        builder.Property(purchase => purchase.Product).HasMaxLength(100);
        builder.Property(purchase => purchase.Currency).HasMaxLength(3);
        builder.HasIndex(purchase => purchase.ExternalId).IsUnique();
        builder.HasIndex(purchase => purchase.AccountId);
    }
}

/// <summary>Record something that a customer bought once.</summary>
/// <param name="ExternalId">The number in the system that it comes from; without, its own id takes the place.</param>
internal sealed record RecordPurchase(string? ExternalId, Guid AccountId, string Product, DateOnly On, Money Amount)
    : ICommand<PurchaseRow>;

internal sealed class RecordPurchaseValidator : AbstractValidator<RecordPurchase>
{
    public RecordPurchaseValidator()
    {
        RuleFor(ask => ask.ExternalId).Length(1, 100);
        RuleFor(ask => ask.AccountId).NotEmpty();
        RuleFor(ask => ask.Product).NotEmpty().MaximumLength(100);
        RuleFor(ask => ask.On).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Amount.Minor).GreaterThanOrEqualTo(0);
    }
}

internal sealed class RecordPurchaseHandler(RevenueDb db, KnownAccounts accounts, RequestContext context)
    : IRequestHandler<RecordPurchase, Result<PurchaseRow>>
{
    public async Task<Result<PurchaseRow>> Handle(RecordPurchase ask, CancellationToken cancellationToken)
    {
        if (!await accounts.Has(ask.AccountId, ask.On, cancellationToken))
        {
            return PlatformErrors.Invalid(KnownAccounts.Stranger("/accountId", ask.AccountId));
        }

        if (ask.ExternalId is not null && context.Scope != PermissionScope.All)
        {
            return PlatformErrors.NumberNotYours;
        }

        if (
            ask.ExternalId is { } number
            && await db.Set<Purchase>().AnyAsync(row => row.ExternalId == number, cancellationToken)
        )
        {
            return SubscriptionErrors.ExternalIdTaken(number);
        }

        var id = Guid.CreateVersion7();
        var purchase = new Purchase
        {
            Id = id,
            ExternalId = ask.ExternalId ?? id.ToString(),
            AccountId = ask.AccountId,
            Product = ask.Product,
            On = ask.On,
            Currency = ask.Amount.Currency,
            AmountMinor = ask.Amount.Minor,
            RecordedAt = db.Clock.Now,
        };
        db.Add(purchase);
        await db.SaveChangesAsync(cancellationToken);
        return PurchaseRow.Of(purchase);
    }
}

internal sealed class RecordPurchaseEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/purchases", (RecordPurchase ask) => ask)
            .WithSummary("Record something that a customer bought once, beside MRR")
            .WithExample(
                new RecordPurchase(
                    "P-2026-0007",
                    Samples.Account,
                    "管理者研修",
                    new(2026, 9, 15),
                    Money.Of("150000", "JPY")
                ),
                PurchaseRow.Sample
            )
            .WithProblems(400, 401, 403, 404, 409);
}
