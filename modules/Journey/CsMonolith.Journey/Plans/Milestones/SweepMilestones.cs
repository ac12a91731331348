using CsMonolith.Journey.Projects;
using CsMonolith.Journey.Tasks;
using CsMonolith.Platform.Jobs;

namespace CsMonolith.Journey.Plans.Milestones;

/// <summary>Alarms the owners of milestones that are near or slip, before the day and once for each forecast.</summary>
internal sealed record SweepMilestones(DateOnly Today) : IJob<SweptMilestones>;

/// <param name="Alarms">How many were given.</param>
internal sealed record SweptMilestones(int Alarms);

internal sealed class SweepMilestonesHandler(JourneyDb db) : IRequestHandler<SweepMilestones, Result<SweptMilestones>>
{
    private const int MilestonesInATransaction = 200;

    public async Task<Result<SweptMilestones>> Handle(SweepMilestones ask, CancellationToken cancellation)
    {
        var open = db.Set<SuccessProject>().Where(project => project.ClosedOn == null).Select(project => project.Id);
        var due = await db.Set<Milestone>()
            .Where(one =>
                one.ActualOn == null
                && open.Contains(one.ProjectId)
                && (
                    (one.AlarmOn <= ask.Today && (one.ToldNearFor == null || one.ToldNearFor != one.ForecastOn))
                    || (one.SlipDays > 0 && (one.ToldSlipFor == null || one.ToldSlipFor != one.ForecastOn))
                )
            )
            .OrderBy(one => one.Id)
            .Select(one => one.Id)
            .ToListAsync(cancellation);
        var alarms = 0;
        foreach (var lot in due.Chunk(MilestonesInATransaction))
        {
            await db.Transact(
                async () =>
                {
                    db.ChangeTracker.Clear();
                    var milestones = await db.Set<Milestone>()
                        .Where(one => lot.Contains(one.Id))
                        .ToListAsync(cancellation);
                    var asked = await db.Set<TaskItem>()
                        .Where(task =>
                            task.Source == TaskSource.Milestone
                            && task.State == TaskState.Open
                            && task.SourceId != null
                            && lot.Contains(task.SourceId.Value)
                        )
                        .Select(task => task.SourceId!.Value)
                        .ToListAsync(cancellation);
                    alarms += milestones.Sum(one => one.Alarm(db, ask.Today, asked.Contains(one.Id)));
                },
                cancellation
            );
        }

        return new SweptMilestones(alarms);
    }
}
