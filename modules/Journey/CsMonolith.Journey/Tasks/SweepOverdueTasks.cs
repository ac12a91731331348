using CsMonolith.Platform.Jobs;

namespace CsMonolith.Journey.Tasks;

/// <summary>Tells of every open task whose due day has passed, once for each due day.</summary>
internal sealed record SweepOverdueTasks(DateOnly Today) : IJob<SweptTasks>;

/// <param name="Told">How many had become overdue.</param>
internal sealed record SweptTasks(int Told);

internal sealed class SweepOverdueTasksHandler(JourneyDb db) : IRequestHandler<SweepOverdueTasks, Result<SweptTasks>>
{
    private const int TasksInATransaction = 500;

    public async Task<Result<SweptTasks>> Handle(SweepOverdueTasks ask, CancellationToken cancellation)
    {
        var late = await db.Set<TaskItem>()
            .Where(task =>
                task.State == TaskState.Open
                && task.DueOn < ask.Today
                && (task.ToldDueOn == null || task.ToldDueOn != task.DueOn)
            )
            .OrderBy(task => task.Id)
            .Select(task => task.Id)
            .ToListAsync(cancellation);
        var told = 0;
        foreach (var lot in late.Chunk(TasksInATransaction))
        {
            await db.Transact(
                async () =>
                {
                    db.ChangeTracker.Clear();
                    var tasks = await db.Set<TaskItem>().Where(task => lot.Contains(task.Id)).ToListAsync(cancellation);
                    told += tasks.Count(task => task.TellOverdue(db, ask.Today));
                },
                cancellation
            );
        }

        return new SweptTasks(told);
    }
}
