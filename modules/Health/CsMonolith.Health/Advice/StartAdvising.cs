using CsMonolith.Platform.Jobs;

namespace CsMonolith.Health.Advice;

/// <summary>Give every account's owner the best next step now, as each night does.</summary>
internal sealed record StartAdvising : ICommand<JobAccepted>;

internal sealed class StartAdvisingHandler(HealthDb db, JobScheduler scheduler)
    : IRequestHandler<StartAdvising, Result<JobAccepted>>
{
    public async Task<Result<JobAccepted>> Handle(StartAdvising ask, CancellationToken cancellationToken)
    {
        var accepted = scheduler.Enqueue(db, new GiveAdvice());
        await db.SaveChangesAsync(cancellationToken);
        return accepted;
    }
}

internal sealed class StartAdvisingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/advisings", () => new StartAdvising())
            .WithSummary("Advise the next step at every account now, as each night does")
            .WithExample(null, new JobAccepted(Guid.Parse("0199a000-0000-7000-8000-0000000000ac")))
            .WithProblems(401, 403);
}
