namespace CsMonolith.Revenue.Value;

/// <summary>In what a customer is better off.</summary>
internal enum BenefitKind
{
    /// <summary>Money saved or earned.</summary>
    Price,

    /// <summary>Work done better.</summary>
    Quality,

    /// <summary>Work done sooner.</summary>
    Speed,
}

/// <summary>
/// A benefit that a customer realised, in money, with the evidence. Entries are only ever added; a wrong one is taken
/// back by another below zero.
/// </summary>
internal sealed class Benefit
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>The last day of the time in which it was realised; it counts in that day's fiscal year.</summary>
    public required DateOnly On { get; init; }

    public required BenefitKind Kind { get; init; }

    public required string Currency { get; init; }

    public required long AmountMinor { get; init; }

    public required string Evidence { get; init; }

    /// <summary>Who of the customer agreed to the figure.</summary>
    public string? ConfirmedBy { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTime RecordedAt { get; init; }
}

internal sealed class BenefitMapping : IEntityTypeConfiguration<Benefit>
{
    public void Configure(EntityTypeBuilder<Benefit> builder)
    {
        builder.ToTable("Benefits");
        builder.HasKey(benefit => benefit.Id);
        builder.Property(benefit => benefit.Kind).HasMaxLength(20);
        builder.Property(benefit => benefit.Currency).HasMaxLength(3);
        builder.Property(benefit => benefit.Evidence).HasMaxLength(2000);
        builder.Property(benefit => benefit.ConfirmedBy).HasMaxLength(200);
        builder.Property(benefit => benefit.RecordedBy).HasMaxLength(200);
        builder.HasIndex(benefit => benefit.AccountId);
    }
}

/// <summary>Record a benefit that a customer realised.</summary>
internal sealed record RecordBenefit(
    Guid AccountId,
    DateOnly On,
    BenefitKind Kind,
    Money Amount,
    string Evidence,
    string? ConfirmedBy
) : ICommand<BenefitRow>, IAboutAccount;

/// <param name="On">The last day of the time in which it was realised; it counts in that day's fiscal year.</param>
/// <param name="Amount">Below zero to take back what was recorded in error.</param>
/// <param name="Evidence">How one knows: what was measured, against what.</param>
/// <param name="ConfirmedBy">Who of the customer agreed to the figure.</param>
internal sealed record RealisedBenefit(
    DateOnly On,
    BenefitKind Kind,
    Money Amount,
    string Evidence,
    string? ConfirmedBy = null
);

internal sealed record BenefitRow(
    Guid Id,
    Guid AccountId,
    DateOnly On,
    BenefitKind Kind,
    Money Amount,
    string Evidence,
    string? ConfirmedBy,
    string RecordedBy,
    DateTime RecordedAt
)
{
    public static BenefitRow Sample { get; } =
        new(
            Samples.Movement,
            Samples.Account,
            new(2026, 9, 30),
            BenefitKind.Speed,
            Money.Of("2400000", "JPY"),
            "配車作業 月40時間減 × 時給5,000円 × 12か月",
            "物流部 山田様",
            $"person:{Samples.Person}",
            Samples.Instant
        );

    public static BenefitRow Of(Benefit one) =>
        new(
            one.Id,
            one.AccountId,
            one.On,
            one.Kind,
            new Money(one.AmountMinor, one.Currency),
            one.Evidence,
            one.ConfirmedBy,
            one.RecordedBy,
            one.RecordedAt
        );
}

internal sealed class RecordBenefitValidator : AbstractValidator<RecordBenefit>
{
    public RecordBenefitValidator()
    {
        RuleFor(ask => ask.On).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Kind).IsInEnum();
        RuleFor(ask => ask.Amount.Minor).NotEqual(0);
        RuleFor(ask => ask.Evidence).NotEmpty().MaximumLength(2000);
        RuleFor(ask => ask.ConfirmedBy).NotEmpty().MaximumLength(200).When(ask => ask.ConfirmedBy is not null);
    }
}

internal sealed class RecordBenefitHandler(RevenueDb db, KnownAccounts accounts, RequestContext context)
    : IRequestHandler<RecordBenefit, Result<BenefitRow>>
{
    public async Task<Result<BenefitRow>> Handle(RecordBenefit ask, CancellationToken cancellationToken)
    {
        if (!await accounts.Has(ask.AccountId, ask.On, cancellationToken))
        {
            return PlatformErrors.NotFound("account", ask.AccountId);
        }

        var benefit = new Benefit
        {
            Id = Guid.CreateVersion7(),
            AccountId = ask.AccountId,
            On = ask.On,
            Kind = ask.Kind,
            Currency = ask.Amount.Currency,
            AmountMinor = ask.Amount.Minor,
            Evidence = ask.Evidence,
            ConfirmedBy = ask.ConfirmedBy,
            RecordedBy = context.Caller.Actor,
            RecordedAt = db.Clock.Now,
        };
        db.Add(benefit);
        await db.SaveChangesAsync(cancellationToken);
        return BenefitRow.Of(benefit);
    }
}

internal sealed class RecordBenefitEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/benefits",
                (Guid accountId, RealisedBenefit benefit) =>
                    new RecordBenefit(
                        accountId,
                        benefit.On,
                        benefit.Kind,
                        benefit.Amount,
                        benefit.Evidence,
                        benefit.ConfirmedBy
                    )
            )
            .WithSummary("Record a benefit that a customer realised, with the evidence")
            .WithExample(
                new RealisedBenefit(
                    new(2026, 9, 30),
                    BenefitKind.Speed,
                    Money.Of("2400000", "JPY"),
                    "配車作業 月40時間減 × 時給5,000円 × 12か月",
                    "物流部 山田様"
                ),
                BenefitRow.Sample
            )
            .WithProblems(400, 401, 403, 404);
}
