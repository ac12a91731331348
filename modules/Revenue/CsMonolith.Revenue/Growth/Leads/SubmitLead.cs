using CsMonolith.Revenue.Growth.Expansion;

namespace CsMonolith.Revenue.Growth.Leads;

/// <summary>
/// Hand a qualified lead (CSQL) to sales, with the evidence for each criterion that the installation asks for.
/// </summary>
/// <param name="OpportunityId">The opportunity that it comes from.</param>
internal sealed record SubmitLead(
    Guid AccountId,
    string Summary,
    IReadOnlyList<LeadCriterion> Criteria,
    Guid? OpportunityId = null
) : ICommand<LeadRow>;

internal sealed class LeadCriterionValidator : AbstractValidator<LeadCriterion>
{
    public LeadCriterionValidator()
    {
        RuleFor(one => one.Criterion).NotEmpty().MaximumLength(50);
        RuleFor(one => one.Evidence).NotEmpty().MaximumLength(1000);
    }
}

internal sealed class SubmitLeadValidator : AbstractValidator<SubmitLead>
{
    public SubmitLeadValidator()
    {
        RuleFor(ask => ask.AccountId).NotEmpty();
        RuleFor(ask => ask.Summary).NotEmpty().MaximumLength(1000);
        RuleFor(ask => ask.Criteria.Count).InclusiveBetween(1, 20);
        RuleForEach(ask => ask.Criteria).SetValidator(new LeadCriterionValidator());
    }
}

internal sealed class SubmitLeadHandler(
    RevenueDb db,
    KnownAccounts accounts,
    TroubleReader troubles,
    RequestContext context,
    RevenueSettings settings
) : IRequestHandler<SubmitLead, Result<LeadRow>>
{
    public async Task<Result<LeadRow>> Handle(SubmitLead ask, CancellationToken cancellationToken)
    {
        if (!await accounts.Has(ask.AccountId, db.Clock.Today, cancellationToken))
        {
            return PlatformErrors.Invalid(KnownAccounts.Stranger("/accountId", ask.AccountId));
        }

        if (
            ask.OpportunityId is { } id
            && !await db.Set<ExpansionOpportunity>()
                .AnyAsync(one => one.Id == id && one.AccountId == ask.AccountId, cancellationToken)
        )
        {
            return PlatformErrors.NotFound("opportunity", id);
        }

        if (
            settings.LeadCriteria.Except(ask.Criteria.Select(one => one.Criterion), StringComparer.Ordinal).ToList() is
            { Count: > 0 } missing
        )
        {
            return GrowthErrors.CriteriaMissing(missing);
        }

        if (await troubles.Of(ask.AccountId, cancellationToken) is { Count: > 0 } signs)
        {
            return GrowthErrors.InTrouble(signs);
        }

        var lead = new SalesLead(
            Guid.CreateVersion7(),
            ask.AccountId,
            ask.OpportunityId,
            ask.Summary,
            context.Caller.Actor,
            db.Clock.Today
        )
        {
            Criteria = [.. ask.Criteria],
        };
        db.Add(lead);
        await db.SaveChangesAsync(cancellationToken);
        return LeadRow.Of(lead);
    }
}

internal sealed class SubmitLeadEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/csqls", (SubmitLead ask) => ask)
            .Creates((LeadRow submitted) => $"/v1/csqls/{submitted.Id}")
            .WithSummary("Hand a qualified lead (CSQL) to sales")
            .WithDescription(
                "Revenue:LeadCriteria names what a lead must fulfil; without it: need, budget, decision-maker, timing."
            )
            .WithExample(new SubmitLead(Samples.Account, "地図の追加を検討中", LeadRow.Sample.Criteria), LeadRow.Sample)
            .WithProblems(400, 401, 403, 404, 409);
}
