using CsMonolith.Platform.Jobs;

namespace CsMonolith.Health.Scores;

/// <summary>Score every live account with the champion.</summary>
/// <param name="AsOf">Take each account's newest snapshot by this day; today if absent.</param>
internal sealed record StartScoring(DateOnly? AsOf = null) : ICommand<JobAccepted>;

internal sealed class StartScoringHandler(HealthDb db, JobScheduler scheduler)
    : IRequestHandler<StartScoring, Result<JobAccepted>>
{
    public async Task<Result<JobAccepted>> Handle(StartScoring ask, CancellationToken cancellationToken)
    {
        var accepted = scheduler.Enqueue(db, new ScoreAccounts(ask.AsOf));
        await db.SaveChangesAsync(cancellationToken);
        return accepted;
    }
}

internal sealed class StartScoringEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/scorings", (StartScoring ask) => ask)
            .WithSummary("Score every live account with the champion")
            .WithExample(
                new StartScoring(new DateOnly(2026, 10, 31)),
                new JobAccepted(Guid.Parse("0199a000-0000-7000-8000-0000000000ab"))
            )
            .WithProblems(400, 401, 403);
}
