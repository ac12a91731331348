namespace CsMonolith.Revenue.Value.Acquisition;

/// <summary>Correct an acquisition cost: the new version counts, the earlier ones stay on record.</summary>
internal sealed record CorrectAcquisitionCost(Guid CostId, Money Amount, string Reason) : ICommand<AcquisitionCostRow>;

/// <param name="Amount">What it was, in the currency of the cost; 0 takes it back.</param>
/// <param name="Reason">Why, for whoever asks in a year.</param>
internal sealed record CostCorrection(Money Amount, string Reason);

internal sealed class CorrectAcquisitionCostValidator : AbstractValidator<CorrectAcquisitionCost>
{
    public CorrectAcquisitionCostValidator()
    {
        RuleFor(ask => ask.CostId).NotEmpty();
        RuleFor(ask => ask.Amount.Minor).GreaterThanOrEqualTo(0);
        RuleFor(ask => ask.Reason).NotEmpty().MaximumLength(1000);
    }
}

internal sealed class CorrectAcquisitionCostHandler(RevenueDb db, RequestContext context)
    : IRequestHandler<CorrectAcquisitionCost, Result<AcquisitionCostRow>>
{
    public async Task<Result<AcquisitionCostRow>> Handle(
        CorrectAcquisitionCost ask,
        CancellationToken cancellationToken
    )
    {
        var last = await db.Set<AcquisitionCost>()
            .AsNoTracking()
            .Where(row => row.CostId == ask.CostId)
            .OrderByDescending(row => row.Version)
            .FirstOrDefaultAsync(cancellationToken);
        if (last is null)
        {
            return PlatformErrors.NotFound("acquisition-cost", ask.CostId);
        }

        if (ask.Amount.Currency != last.Currency)
        {
            return AcquisitionErrors.OtherCurrency(ask.Amount.Currency, last.Currency);
        }

        if (ask.Amount == last.Amount)
        {
            return AcquisitionErrors.SameAmount(last.Amount);
        }

        // Of two corrections at once, one finds its version taken and is refused as a twin.
        var cost = new AcquisitionCost
        {
            Id = Guid.CreateVersion7(),
            CostId = last.CostId,
            Version = last.Version + 1,
            FirstDay = last.FirstDay,
            Currency = last.Currency,
            AmountMinor = ask.Amount.Minor,
            Note = ask.Reason,
            RecordedBy = context.Caller.Actor,
            RecordedAt = db.Clock.Now,
        };
        db.Add(cost);
        await db.SaveChangesAsync(cancellationToken);
        return AcquisitionCostRow.Of(cost);
    }
}

internal sealed class CorrectAcquisitionCostEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/acquisition-costs/{costId}/corrections",
                (Guid costId, CostCorrection correction) =>
                    new CorrectAcquisitionCost(costId, correction.Amount, correction.Reason)
            )
            .WithSummary("Correct an acquisition cost; its earlier versions stay on record")
            .WithExample(
                new CostCorrection(Money.Of("11500000", "JPY"), "請求書の訂正"),
                AcquisitionCostRow.Sample with
                {
                    Revision = 2,
                    Amount = Money.Of("11500000", "JPY"),
                    Note = "請求書の訂正",
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
