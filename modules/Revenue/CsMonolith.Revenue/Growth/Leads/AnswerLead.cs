namespace CsMonolith.Revenue.Growth.Leads;

/// <summary>Say for sales whether a lead is taken on. Nobody answers their own.</summary>
internal sealed record AnswerLead(Guid LeadId, bool Accepted, string? Reason, IfMatch Match) : ICommand<LeadRow>;

/// <param name="Accepted">Whether sales takes it on.</param>
/// <param name="Reason">Why not; always given with a refusal.</param>
internal sealed record LeadAnswer(bool Accepted, string? Reason = null);

internal sealed class AnswerLeadValidator : AbstractValidator<AnswerLead>
{
    public AnswerLeadValidator()
    {
        RuleFor(ask => ask.Reason).NotEmpty().When(ask => !ask.Accepted);
        RuleFor(ask => ask.Reason).MaximumLength(1000);
    }
}

internal sealed class AnswerLeadHandler(RevenueDb db, AccountVisibility visibility, RequestContext context)
    : IRequestHandler<AnswerLead, Result<LeadRow>>
{
    public async Task<Result<LeadRow>> Handle(AnswerLead ask, CancellationToken cancellationToken)
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

        if (lead.Answer(ask.Accepted, ask.Reason, context.Caller.Actor, db.Clock.Today).Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellationToken);
        return LeadRow.Of(lead);
    }
}

internal sealed class AnswerLeadEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put(
                "/csqls/{leadId}/answer",
                (Guid leadId, LeadAnswer answer, IfMatch match) =>
                    new AnswerLead(leadId, answer.Accepted, answer.Reason, match)
            )
            .WithSummary("Say for sales whether a lead is taken on")
            .WithDescription("If-Match carries the version read. Nobody answers a lead of their own.")
            .WithExample(
                new LeadAnswer(Accepted: true),
                LeadRow.Sample with
                {
                    State = LeadState.Accepted,
                    AnsweredBy = $"person:{Samples.Person}",
                    AnsweredOn = new(2026, 11, 21),
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
