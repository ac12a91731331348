namespace CsMonolith.Revenue.Value.Acquisition;

/// <summary>Record what winning customers cost in a month. A month may have several: they are added up.</summary>
/// <param name="Amount">0 or more; 0 says that nothing was spent.</param>
internal sealed record RecordAcquisitionCost(Month Month, Money Amount, string? Note = null)
    : ICommand<AcquisitionCostRow>;

internal sealed class RecordAcquisitionCostValidator : AbstractValidator<RecordAcquisitionCost>
{
    public RecordAcquisitionCostValidator()
    {
        RuleFor(ask => ask.Amount.Minor).GreaterThanOrEqualTo(0);
        RuleFor(ask => ask.Note).MaximumLength(1000);
    }
}

internal sealed class RecordAcquisitionCostHandler(RevenueDb db, RequestContext context)
    : IRequestHandler<RecordAcquisitionCost, Result<AcquisitionCostRow>>
{
    public async Task<Result<AcquisitionCostRow>> Handle(RecordAcquisitionCost ask, CancellationToken cancellationToken)
    {
        if (ask.Month.First > db.Clock.Today)
        {
            return AcquisitionErrors.MonthAhead(ask.Month, Month.Of(db.Clock.Today));
        }

        var id = Guid.CreateVersion7();
        var cost = new AcquisitionCost
        {
            Id = id,
            CostId = id,
            Version = 1,
            FirstDay = ask.Month.First,
            Currency = ask.Amount.Currency,
            AmountMinor = ask.Amount.Minor,
            Note = ask.Note,
            RecordedBy = context.Caller.Actor,
            RecordedAt = db.Clock.Now,
        };
        db.Add(cost);
        await db.SaveChangesAsync(cancellationToken);
        return AcquisitionCostRow.Of(cost);
    }
}

internal sealed class RecordAcquisitionCostEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/acquisition-costs", (RecordAcquisitionCost ask) => ask)
            .WithSummary("Record what winning customers cost in a month")
            .WithDescription("Sales and marketing, fully loaded. Payback and unit economics are worked out from it.")
            .WithExample(
                new RecordAcquisitionCost(new(2026, 10), Money.Of("12000000", "JPY"), "広告費・営業人件費"),
                AcquisitionCostRow.Sample
            )
            .WithProblems(400, 401, 403);
}
