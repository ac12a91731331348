namespace CsMonolith.Journey.Improvements;

/// <summary>Say by when a milestone of an improvement project is expected now.</summary>
internal sealed record ForecastImprovementMilestone(
    Guid ImprovementId,
    Guid MilestoneId,
    [property: Body] ImprovementForecast Forecast
) : ICommand<ShownImprovement>;

/// <param name="Why">Why it moves.</param>
internal sealed record ImprovementForecast(DateOnly On, string Why);

internal sealed class ForecastImprovementMilestoneValidator : AbstractValidator<ForecastImprovementMilestone>
{
    public ForecastImprovementMilestoneValidator()
    {
        var (first, last) = CreateImprovementValidator.Days;
        RuleFor(ask => ask.Forecast.On).InclusiveBetween(first, last);
        RuleFor(ask => ask.Forecast.Why).NotEmpty().MaximumLength(500);
    }
}

internal sealed class ForecastImprovementMilestoneHandler(JourneyDb db, ImprovementDesk desk, RequestContext context)
    : IRequestHandler<ForecastImprovementMilestone, Result<ShownImprovement>>
{
    public async Task<Result<ShownImprovement>> Handle(ForecastImprovementMilestone ask, CancellationToken cancellation)
    {
        var found = await desk.Find(ask.ImprovementId, cancellation);
        if (found.Error is { } refusal)
        {
            return refusal;
        }

        var (on, why) = ask.Forecast;
        return await desk.Keep(
            found.Value,
            found.Value.Forecast(ask.MilestoneId, on, why, context.Caller.PersonId, db.Clock.Now),
            cancellation
        );
    }
}

internal sealed class ForecastImprovementMilestoneEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/improvements/{improvementId}/milestones/{milestoneId}/forecasts",
                (Guid improvementId, Guid milestoneId, ImprovementForecast forecast) =>
                    new ForecastImprovementMilestone(improvementId, milestoneId, forecast)
            )
            .WithSummary("Say by when a milestone of an improvement project is expected now")
            .WithExample(
                new ImprovementForecast(new DateOnly(2099, 3, 20), "翻訳の確認が残っている。"),
                ShownImprovement.Example with
                {
                    Milestones = [ShownImprovement.Milestone with { ForecastOn = new DateOnly(2099, 3, 20) }],
                    Version = 3,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
