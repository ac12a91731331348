namespace CsMonolith.Journey.Improvements;

/// <summary>Close an improvement project.</summary>
internal sealed record CloseImprovement(Guid ImprovementId, [property: Body] ImprovementEnd End)
    : ICommand<ShownImprovement>;

/// <param name="On">Not before the project's start once that has come, and not after today.</param>
/// <param name="Why">What came of it, in words; the measured effect stands beside it.</param>
internal sealed record ImprovementEnd(DateOnly On, string Why);

internal sealed class CloseImprovementValidator : AbstractValidator<CloseImprovement>
{
    public CloseImprovementValidator()
    {
        var (first, last) = CreateImprovementValidator.Days;
        RuleFor(ask => ask.End.On).InclusiveBetween(first, last);
        RuleFor(ask => ask.End.Why).NotEmpty().MaximumLength(2000);
    }
}

internal sealed class CloseImprovementHandler(ImprovementDesk desk)
    : IRequestHandler<CloseImprovement, Result<ShownImprovement>>
{
    public async Task<Result<ShownImprovement>> Handle(CloseImprovement ask, CancellationToken cancellation)
    {
        var found = await desk.Find(ask.ImprovementId, cancellation);
        if (found.Error is { } refusal)
        {
            return refusal;
        }

        var (one, on) = (found.Value, ask.End.On);
        return on > desk.Today ? JourneyErrors.NotYet(on, desk.Today, "/on")
            : on < one.StartOn && one.StartOn <= desk.Today ? ImprovementErrors.ClosedBeforeStart(on, one.StartOn)
            : await desk.Keep(one, one.Close(on, ask.End.Why), cancellation);
    }
}

internal sealed class CloseImprovementEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/improvements/{improvementId}/close",
                (Guid improvementId, ImprovementEnd end) => new CloseImprovement(improvementId, end)
            )
            .WithSummary("Close an improvement project")
            .WithExample(
                new ImprovementEnd(new DateOnly(2026, 11, 30), "ひな型は標準になった。"),
                ShownImprovement.Example with
                {
                    ClosedOn = new DateOnly(2026, 11, 30),
                    ClosedWhy = "ひな型は標準になった。",
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
