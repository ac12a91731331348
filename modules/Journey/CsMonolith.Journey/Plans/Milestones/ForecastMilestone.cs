namespace CsMonolith.Journey.Plans.Milestones;

/// <summary>Move the day on which a milestone is expected, and say why.</summary>
internal sealed record ForecastMilestone(Guid MilestoneId, [property: Body] NewForecast Forecast)
    : ICommand<ShownMilestone>;

/// <param name="On">The day that is expected now.</param>
/// <param name="Why">It stays in the milestone's history, with who and when.</param>
internal sealed record NewForecast(DateOnly On, string Why);

internal sealed class ForecastMilestoneValidator : AbstractValidator<ForecastMilestone>
{
    public ForecastMilestoneValidator() => RuleFor(ask => ask.Forecast.Why).NotEmpty().MaximumLength(2000);
}

internal sealed class ForecastMilestoneHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<ForecastMilestone, Result<ShownMilestone>>
{
    public async Task<Result<ShownMilestone>> Handle(ForecastMilestone ask, CancellationToken cancellation)
    {
        var found = await desk.Item<Milestone>(ask.MilestoneId, "milestone", cancellation);
        if (
            (
                found.Error
                ?? await desk.OutsideProject(found.Value.ProjectId, ask.Forecast.On, "/on", cancellation)
                ?? found.Value.Forecast(ask.Forecast.On, ask.Forecast.Why, desk.Me, desk.Now).Error
            ) is
            { } refusal
        )
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return ShownMilestone.Of(found.Value, desk.Today);
    }
}

internal sealed class ForecastMilestoneEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/milestones/{milestoneId}/forecasts",
                (Guid milestoneId, NewForecast forecast) => new ForecastMilestone(milestoneId, forecast)
            )
            .WithSummary("Move the day on which a milestone is expected, and say why")
            .WithDescription(
                "The baseline stays; the slip is reckoned from it. The earlier day stays in the history, so it needs no "
                    + "If-Match."
            )
            .WithExample(
                new NewForecast(new DateOnly(2027, 1, 22), "先方のデータ整備が1週間延びたため"),
                ShownMilestone.Example with
                {
                    BaselineOn = new DateOnly(2027, 1, 15),
                    ForecastOn = new DateOnly(2027, 1, 22),
                    SlipDays = 7,
                    Moves =
                    [
                        new ForecastMove(
                            new DateOnly(2027, 1, 15),
                            new DateOnly(2027, 1, 22),
                            "先方のデータ整備が1週間延びたため",
                            ShownMilestone.Example.OwnerId,
                            new DateTime(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc)
                        ),
                    ],
                    Version = 3,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
