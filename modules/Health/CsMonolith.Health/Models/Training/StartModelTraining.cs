using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Platform.Jobs;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Models.Training;

/// <summary>Train a model on the snapshots.</summary>
/// <param name="TestFrom">First month of the test; if absent the latest that hold a quarter of the rows.</param>
internal sealed record StartModelTraining(
    string Outcome = OutcomeCatalogue.Churned,
    int HorizonDays = 90,
    int EmbargoDays = 90,
    ChurnPolicy Policy = ChurnPolicy.RecordedEvent,
    Month? TestFrom = null,
    int Seed = 1
) : ICommand<JobAccepted>;

internal sealed class StartModelTrainingValidator : AbstractValidator<StartModelTraining>
{
    public StartModelTrainingValidator()
    {
        RuleFor(ask => ask.Outcome).NotEmpty().MaximumLength(40);
        RuleFor(ask => ask.HorizonDays).InclusiveBetween(7, 730);
        RuleFor(ask => ask.EmbargoDays).InclusiveBetween(0, 730);
        RuleFor(ask => ask.Seed).InclusiveBetween(0, int.MaxValue);
    }
}

internal sealed class StartModelTrainingHandler(HealthDb db, JobScheduler scheduler)
    : IRequestHandler<StartModelTraining, Result<JobAccepted>>
{
    public async Task<Result<JobAccepted>> Handle(StartModelTraining ask, CancellationToken cancellationToken)
    {
        if (OutcomeCatalogue.Find(ask.Outcome) is null)
        {
            return OutcomeErrors.NoSuchOutcome(ask.Outcome);
        }

        var accepted = scheduler.Enqueue(
            db,
            new TrainModel(ask.Outcome, ask.HorizonDays, ask.EmbargoDays, ask.Policy, ask.TestFrom, ask.Seed)
        );
        await db.SaveChangesAsync(cancellationToken);
        return accepted;
    }
}

internal sealed class StartModelTrainingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/model-trainings", (StartModelTraining ask) => ask)
            .WithSummary("Train a model; the job's result has its version and figures")
            .WithExample(
                new StartModelTraining(
                    OutcomeCatalogue.Churned,
                    90,
                    90,
                    ChurnPolicy.RecordedEvent,
                    new Month(2026, 3),
                    1
                ),
                new JobAccepted(Guid.Parse("0199a000-0000-7000-8000-0000000000aa"))
            )
            .WithProblems(400, 401, 403);
}
