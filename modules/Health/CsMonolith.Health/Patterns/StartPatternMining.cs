using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Platform.Jobs;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Patterns;

/// <summary>Mine phase × factor patterns from the labelled snapshots.</summary>
internal sealed record StartPatternMining(
    string Outcome = OutcomeCatalogue.Churned,
    int HorizonDays = 90,
    ChurnPolicy Policy = ChurnPolicy.RecordedEvent,
    int Seed = 1
) : ICommand<JobAccepted>;

internal sealed class StartPatternMiningValidator : AbstractValidator<StartPatternMining>
{
    public StartPatternMiningValidator()
    {
        RuleFor(ask => ask.Outcome).NotEmpty().MaximumLength(40);
        RuleFor(ask => ask.HorizonDays).InclusiveBetween(7, 730);
        RuleFor(ask => ask.Seed).InclusiveBetween(0, int.MaxValue);
    }
}

internal sealed class StartPatternMiningHandler(HealthDb db, JobScheduler scheduler)
    : IRequestHandler<StartPatternMining, Result<JobAccepted>>
{
    public async Task<Result<JobAccepted>> Handle(StartPatternMining ask, CancellationToken cancellationToken)
    {
        if (OutcomeCatalogue.Find(ask.Outcome) is null)
        {
            return OutcomeErrors.NoSuchOutcome(ask.Outcome);
        }

        var accepted = scheduler.Enqueue(db, new MinePatterns(ask.Outcome, ask.HorizonDays, ask.Policy, ask.Seed));
        await db.SaveChangesAsync(cancellationToken);
        return accepted;
    }
}

internal sealed class StartPatternMiningEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/pattern-minings", (StartPatternMining ask) => ask)
            .WithSummary("Mine which factor in which phase goes with staying")
            .WithExample(new StartPatternMining(), new JobAccepted(Guid.Parse("0199a000-0000-7000-8000-0000000000ac")))
            .WithProblems(400, 401, 403);
}
