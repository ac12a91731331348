using CsMonolith.Revenue.Renewals;

namespace CsMonolith.Revenue.Growth.Leads;

/// <summary>
/// Record what became of a lead that sales took on. What was due for renewal anyway is no sourced revenue.
/// </summary>
internal sealed record SettleLead(Guid LeadId, DateOnly On, Money? Won, Money? Renewal, string? Reason, IfMatch Match)
    : ICommand<LeadRow>;

/// <param name="On">The day of the decision.</param>
/// <param name="Won">ARR of the first year of the whole deal; absent if lost.</param>
/// <param name="Renewal">What of it was due for renewal anyway; without, nothing.</param>
/// <param name="Reason">Why it was lost; always given then.</param>
internal sealed record LeadOutcome(DateOnly On, Money? Won = null, Money? Renewal = null, string? Reason = null);

internal sealed class SettleLeadValidator : AbstractValidator<SettleLead>
{
    public SettleLeadValidator()
    {
        RuleFor(ask => ask.On).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Won!.Value.Minor).GreaterThan(0).When(ask => ask.Won is not null);
        RuleFor(ask => ask.Renewal).Null().When(ask => ask.Won is null);
        RuleFor(ask => ask.Renewal!.Value.Currency)
            .Equal(ask => ask.Won!.Value.Currency)
            .When(ask => ask is { Won: not null, Renewal: not null });
        RuleFor(ask => ask.Renewal!.Value.Minor)
            .InclusiveBetween(0, long.MaxValue)
            .When(ask => ask.Renewal is not null);
        RuleFor(ask => ask.Renewal!.Value.Minor)
            .LessThanOrEqualTo(ask => ask.Won!.Value.Minor)
            .When(ask => ask is { Won: not null, Renewal: not null });
        RuleFor(ask => ask.Reason).NotEmpty().When(ask => ask.Won is null);
        RuleFor(ask => ask.Reason).MaximumLength(1000);
    }
}

internal sealed class SettleLeadHandler(RevenueDb db, AccountVisibility visibility)
    : IRequestHandler<SettleLead, Result<LeadRow>>
{
    public async Task<Result<LeadRow>> Handle(SettleLead ask, CancellationToken cancellationToken)
    {
        var lead = await db.Set<SalesLead>().SingleOrDefaultAsync(row => row.Id == ask.LeadId, cancellationToken);
        if (lead is null || !await visibility.Sees(lead.AccountId, cancellationToken))
        {
            return PlatformErrors.NotFound("csql", ask.LeadId);
        }

        if (ask.Match.Refuses(lead) is { } stale)
        {
            return stale;
        }

        if (lead.Settle(ask.Won, ask.Renewal, ask.On, ask.Reason).Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellationToken);
        return LeadRow.Of(lead);
    }
}

internal sealed class SettleLeadEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put(
                "/csqls/{leadId}/outcome",
                (Guid leadId, LeadOutcome outcome, IfMatch match) =>
                    new SettleLead(leadId, outcome.On, outcome.Won, outcome.Renewal, outcome.Reason, match)
            )
            .WithSummary("Record what became of a lead that sales took on")
            .WithDescription(
                "If-Match carries the version read. Sourced ARR is the deal less what was due for renewal anyway."
            )
            .WithExample(
                new LeadOutcome(new(2026, 12, 10), Money.Of("1800000", "JPY"), Money.Of("1200000", "JPY")),
                LeadRow.Sample with
                {
                    State = LeadState.Won,
                    AnsweredBy = $"person:{Samples.Person}",
                    AnsweredOn = new(2026, 11, 21),
                    SettledOn = new(2026, 12, 10),
                    Sourced = Money.Of("600000", "JPY"),
                    Version = 3,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
