namespace CsMonolith.Journey.Plans.Risks;

/// <summary>Rate a risk anew.</summary>
internal sealed record RateProjectRisk(Guid RiskId, [property: Body] NewRiskRating Rating) : ICommand<ShownRisk>;

/// <param name="Probability">1 (hardly) to 5 (nearly certain).</param>
/// <param name="Impact">1 (slight) to 5 (the project fails).</param>
/// <param name="Why">What has changed.</param>
internal sealed record NewRiskRating(int Probability, int Impact, string Why);

internal sealed class RateProjectRiskValidator : AbstractValidator<RateProjectRisk>
{
    public RateProjectRiskValidator()
    {
        RuleFor(ask => ask.Rating.Probability).InclusiveBetween(1, 5);
        RuleFor(ask => ask.Rating.Impact).InclusiveBetween(1, 5);
        RuleFor(ask => ask.Rating.Why).NotEmpty().MaximumLength(1000);
    }
}

internal sealed class RateProjectRiskHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<RateProjectRisk, Result<ShownRisk>>
{
    public async Task<Result<ShownRisk>> Handle(RateProjectRisk ask, CancellationToken cancellation)
    {
        var found = await desk.Item<ProjectRisk>(ask.RiskId, "risk", cancellation);
        var (probability, impact, why) = ask.Rating;
        if (
            (found.Error ?? found.Value.Rate(new RiskRating(probability, impact, why, desk.Me, desk.Now)).Error) is
            { } refusal
        )
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return await RiskTasks.Show(db, found.Value, cancellation);
    }
}

internal sealed class RateProjectRiskEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/project-risks/{riskId}/ratings",
                (Guid riskId, NewRiskRating rating) => new RateProjectRisk(riskId, rating)
            )
            .WithSummary("Rate a risk anew")
            .WithDescription("The former rating stays in its history.")
            .WithExample(
                new NewRiskRating(2, 5, "後任が決まったため"),
                ShownRisk.Example with
                {
                    Probability = 2,
                    Score = 10,
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
