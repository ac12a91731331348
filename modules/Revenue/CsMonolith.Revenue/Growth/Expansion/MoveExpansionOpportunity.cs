namespace CsMonolith.Revenue.Growth.Expansion;

/// <summary>Move an opportunity on: the customer has our proposal, or it came to an end.</summary>
internal sealed record MoveExpansionOpportunity(
    Guid OpportunityId,
    OpportunityStage Stage,
    DateOnly? On,
    Money? Won,
    string? Reason,
    IfMatch Match
) : ICommand<ExpansionOpportunityRow>;

/// <param name="Stage">proposed, won, lost or rejected.</param>
/// <param name="On">The day of the decision; with an end only.</param>
/// <param name="Won">
/// ARR of the first year that was agreed, without anything that was due for renewal anyway; if won, and only then.
/// </param>
/// <param name="Reason">Why it was lost or rejected; always given then.</param>
internal sealed record OpportunityMove(
    OpportunityStage Stage,
    DateOnly? On = null,
    Money? Won = null,
    string? Reason = null
);

internal sealed class MoveExpansionOpportunityValidator : AbstractValidator<MoveExpansionOpportunity>
{
    public MoveExpansionOpportunityValidator()
    {
        RuleFor(ask => ask.Stage)
            .Must(stage =>
                stage
                    is OpportunityStage.Proposed
                        or OpportunityStage.Won
                        or OpportunityStage.Lost
                        or OpportunityStage.Rejected
            )
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "proposed、won、lost、rejected のいずれかを指定してください。"
                    : "Use proposed, won, lost or rejected."
            );
        RuleFor(ask => ask.On).Null().When(ask => ask.Stage == OpportunityStage.Proposed);
        RuleFor(ask => ask.On).NotNull().When(ask => ask.Stage != OpportunityStage.Proposed);
        RuleFor(ask => ask.On).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Won).NotNull().When(ask => ask.Stage == OpportunityStage.Won);
        RuleFor(ask => ask.Won).Null().When(ask => ask.Stage != OpportunityStage.Won);
        RuleFor(ask => ask.Won!.Value.Minor).GreaterThan(0).When(ask => ask.Won is not null);
        RuleFor(ask => ask.Reason)
            .NotEmpty()
            .When(ask => ask.Stage is OpportunityStage.Lost or OpportunityStage.Rejected);
        RuleFor(ask => ask.Reason).MaximumLength(1000);
    }
}

internal sealed class MoveExpansionOpportunityHandler(RevenueDb db, AccountVisibility visibility)
    : IRequestHandler<MoveExpansionOpportunity, Result<ExpansionOpportunityRow>>
{
    public async Task<Result<ExpansionOpportunityRow>> Handle(
        MoveExpansionOpportunity ask,
        CancellationToken cancellationToken
    )
    {
        var opportunity = await db.Set<ExpansionOpportunity>()
            .SingleOrDefaultAsync(row => row.Id == ask.OpportunityId, cancellationToken);
        if (opportunity is null || !await visibility.Sees(opportunity.AccountId, cancellationToken))
        {
            return PlatformErrors.NotFound("opportunity", ask.OpportunityId);
        }

        if (ask.Match.Refuses(opportunity) is { } stale)
        {
            return stale;
        }

        var moved =
            ask.Stage == OpportunityStage.Proposed
                ? opportunity.Propose()
                : opportunity.Close(ask.Stage, ask.Won, ask.On!.Value, ask.Reason);
        if (moved.Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellationToken);
        return ExpansionOpportunityRow.Of(opportunity);
    }
}

internal sealed class MoveExpansionOpportunityEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put(
                "/expansion-opportunities/{opportunityId}/stage",
                (Guid opportunityId, OpportunityMove move, IfMatch match) =>
                    new MoveExpansionOpportunity(opportunityId, move.Stage, move.On, move.Won, move.Reason, match)
            )
            .WithSummary("Move an opportunity on, or note how it ended")
            .WithDescription(
                "If-Match carries the version read. Winning changes no subscription: record what was bought there."
            )
            .WithExample(
                new OpportunityMove(OpportunityStage.Won, new(2026, 11, 25), Money.Of("600000", "JPY")),
                ExpansionOpportunityRow.Sample with
                {
                    Stage = OpportunityStage.Won,
                    ClosedOn = new(2026, 11, 25),
                    Won = Money.Of("600000", "JPY"),
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
