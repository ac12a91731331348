using CsMonolith.Journey.Contracts;

namespace CsMonolith.Revenue.Value.Profit;

/// <summary>
/// What a team cost in a month. Entries are only ever added; a wrong one is taken back by another below zero.
/// </summary>
internal sealed class ServingCost
{
    public required Guid Id { get; init; }

    public required Guid TeamId { get; init; }

    public required Month Month { get; init; }

    public required string Currency { get; init; }

    public required long AmountMinor { get; init; }

    public string? Note { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTime RecordedAt { get; init; }
}

internal sealed class ServingCostMapping : IEntityTypeConfiguration<ServingCost>
{
    public void Configure(EntityTypeBuilder<ServingCost> builder)
    {
        builder.ToTable("ServingCosts");
        builder.HasKey(cost => cost.Id);
        builder.Property(cost => cost.Month).HasMaxLength(7);
        builder.Property(cost => cost.Currency).HasMaxLength(3);
        builder.Property(cost => cost.Note).HasMaxLength(1000);
        builder.Property(cost => cost.RecordedBy).HasMaxLength(200);
        builder.HasIndex(cost => cost.Month);
    }
}

/// <summary>Record what a customer-success team cost in a month: pay, tools, travel.</summary>
/// <param name="Amount">Below zero to take back what was recorded in error.</param>
internal sealed record RecordServingCost(Guid TeamId, Month Month, Money Amount, string? Note = null)
    : ICommand<ServingCostRow>;

internal sealed record ServingCostRow(
    Guid Id,
    Guid TeamId,
    Month Month,
    Money Amount,
    string? Note,
    string RecordedBy,
    DateTime RecordedAt
);

internal sealed class RecordServingCostValidator : AbstractValidator<RecordServingCost>
{
    public RecordServingCostValidator()
    {
        RuleFor(ask => ask.TeamId).NotEmpty();
        RuleFor(ask => ask.Amount.Minor).NotEqual(0);
        RuleFor(ask => ask.Note).MaximumLength(1000);
    }
}

internal sealed class RecordServingCostHandler(RevenueDb db, IMediator mediator, RequestContext context)
    : IRequestHandler<RecordServingCost, Result<ServingCostRow>>
{
    public async Task<Result<ServingCostRow>> Handle(RecordServingCost ask, CancellationToken cancellationToken)
    {
        if ((await mediator.Send(new TeamsOn(db.Clock.Today), cancellationToken)).All(team => team.Id != ask.TeamId))
        {
            return PlatformErrors.NotFound("team", ask.TeamId);
        }

        var cost = new ServingCost
        {
            Id = Guid.CreateVersion7(),
            TeamId = ask.TeamId,
            Month = ask.Month,
            Currency = ask.Amount.Currency,
            AmountMinor = ask.Amount.Minor,
            Note = ask.Note,
            RecordedBy = context.Caller.Actor,
            RecordedAt = db.Clock.Now,
        };
        db.Add(cost);
        await db.SaveChangesAsync(cancellationToken);
        return new ServingCostRow(
            cost.Id,
            cost.TeamId,
            cost.Month,
            ask.Amount,
            cost.Note,
            cost.RecordedBy,
            cost.RecordedAt
        );
    }
}

internal sealed class RecordServingCostEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/serving-costs", (RecordServingCost ask) => ask)
            .WithSummary("Record what a customer-success team cost in a month")
            .WithExample(
                new RecordServingCost(Samples.Team, new(2026, 10), Money.Of("2500000", "JPY"), "人件費・ツール費"),
                new ServingCostRow(
                    Samples.Movement,
                    Samples.Team,
                    new(2026, 10),
                    Money.Of("2500000", "JPY"),
                    "人件費・ツール費",
                    $"person:{Samples.Person}",
                    Samples.Instant
                )
            )
            .WithProblems(400, 401, 403, 404);
}
