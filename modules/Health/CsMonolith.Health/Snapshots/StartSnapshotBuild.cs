using CsMonolith.Platform.Jobs;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Snapshots;

/// <summary>Start building the snapshots of the months from one to another, both included.</summary>
internal sealed record StartSnapshotBuild(Month From, Month To) : ICommand<JobAccepted>;

internal sealed class StartSnapshotBuildValidator : AbstractValidator<StartSnapshotBuild>
{
    private const int MostMonths = 120;

    public StartSnapshotBuildValidator()
    {
        RuleFor(ask => ask.From.First).LessThanOrEqualTo(ask => ask.To.First);
        RuleFor(ask => ask.From.First).GreaterThan(ask => ask.To.First.AddMonths(-MostMonths));
    }
}

internal sealed class StartSnapshotBuildHandler(HealthDb db, JobScheduler scheduler, IMediator mediator)
    : IRequestHandler<StartSnapshotBuild, Result<JobAccepted>>
{
    public async Task<Result<JobAccepted>> Handle(StartSnapshotBuild ask, CancellationToken cancellationToken)
    {
        // The job asks again: a month may be opened while it waits.
        if (await SnapshotMonths.Refusal(mediator, db.Clock, ask.To, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var accepted = scheduler.Enqueue(db, new BuildSnapshots(ask.From, ask.To), JobLanes.Facts);
        await db.SaveChangesAsync(cancellationToken);
        return accepted;
    }
}

/// <summary>Which months a snapshot may be built of: those that are over and closed.</summary>
internal static class SnapshotMonths
{
    /// <summary>Why snapshots up to this month cannot be built; <c>null</c> if they can.</summary>
    public static async Task<Error?> Refusal(IMediator mediator, Clock clock, Month to, CancellationToken cancellation)
    {
        if (to.Last >= clock.Today)
        {
            return SnapshotErrors.MonthNotOver(to, clock.Today);
        }

        var closed = await mediator.Send(new LastClosedMonth(), cancellation);
        return closed is { } last && last.CompareTo(to) >= 0 ? null : SnapshotErrors.MonthNotClosed(to, closed);
    }
}

internal sealed class StartSnapshotBuildEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/snapshot-builds", (StartSnapshotBuild ask) => ask)
            .WithSummary("Build the monthly snapshots that models learn from")
            .WithDescription(
                "One snapshot per account and month end, from facts that had taken effect and were recorded by "
                    + "then. A snapshot that stands is never changed."
            )
            .WithExample(
                new StartSnapshotBuild(new Month(2024, 11), new Month(2026, 10)),
                new JobAccepted(Guid.Parse("0199a000-0000-7000-8000-0000000000aa"))
            )
            .WithProblems(400, 401, 403, 409);
}
