using System.Linq.Expressions;
using CsMonolith.Journey.Goals;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Tasks;

/// <summary>What the use cases of tasks share: finding a task that the caller may see, and noting its events.</summary>
internal sealed class TaskDesk(
    JourneyDb db,
    WorkSight sight,
    NameablePeople people,
    GoalDirectory goals,
    RequestContext context
)
{
    /// <summary>Today.</summary>
    public DateOnly Today => db.Clock.Today;

    /// <summary>The task, or <c>null</c> where there is none or the caller may not see it.</summary>
    public async Task<TaskItem?> Find(Guid id, CancellationToken cancellation) =>
        await db.Set<TaskItem>().FindAsync([id], cancellation) is { } task
        && await sight.Sees(task.AccountId, task.PersonId, cancellation)
            ? task
            : null;

    /// <summary>A remark of the caller's, made now.</summary>
    public TaskRemark Remark(string? text, string? link = null) =>
        new(text, link, context.Caller.PersonId, db.Clock.Now);

    /// <summary>Refuses people and goals that do not belong to the account.</summary>
    public async Task<Error?> Refuses(Guid? account, TaskWords words, CancellationToken cancellation)
    {
        if (
            words.PersonId is { } person
            && (account is not null || context.Caller.PersonId is not null)
            && !await people.HasInService(person, account, cancellation)
        )
        {
            return JourneyErrors.NoSuchPerson(person, "/personId");
        }

        if (account is null && !await sight.Sees(account: null, words.PersonId, cancellation))
        {
            return JourneyErrors.NotYourWork(words.PersonId);
        }

        return await goals.Refuses(words.GoalId, account, cancellation);
    }

    /// <summary>Notes an event and saves; a done task gets its line on the timeline.</summary>
    public async Task<ShownTask> Keep(TaskItem task, TaskEvent told, CancellationToken cancellation)
    {
        db.Set<TaskEvent>().Add(told);
        if (told.Kind == TaskEventKind.Done && task.AccountId is { } account)
        {
            db.Set<TimelineEntry>()
                .Add(
                    TimelineEntry.Own(
                        db,
                        account,
                        told.On,
                        TaskItem.DoneLine,
                        told.Id,
                        $"Task done ({TaskWording.En(task.Side)}): {task.Title}",
                        $"タスク完了({TaskWording.Ja(task.Side)}): {task.Title}"
                    )
                );
        }

        await db.SaveChangesAsync(cancellation);
        return ShownTask.Of(task, Today);
    }

    /// <summary>
    /// Drops the open ones of some tasks with what is open beneath them, since what they came from was taken back; the
    /// caller saves.
    /// </summary>
    public async Task Drop(Expression<Func<TaskItem, bool>> which, string why, CancellationToken cancellation)
    {
        var first = await db.Set<TaskItem>()
            .Where(which)
            .Select(task => new { task.Id, task.RootId })
            .ToListAsync(cancellation);
        var trees = first.Select(task => task.RootId).Distinct().ToArray();
        var open = await db.Set<TaskItem>()
            .Where(task => task.State == TaskState.Open && trees.Contains(task.RootId))
            .OrderBy(task => task.Depth)
            .ToListAsync(cancellation);
        var (fallen, ids) = (new Stack<TaskItem>(), first.Select(task => task.Id).ToHashSet());
        foreach (var task in open)
        {
            if (ids.Contains(task.Id) || (task.ParentId is { } above && ids.Contains(above)))
            {
                ids.Add(task.Id);
                fallen.Push(task);
            }
        }

        // The deepest first: nothing is closed over an open subtask.
        foreach (var task in fallen)
        {
            db.Set<TaskEvent>().Add(task.Drop(Today, Remark(why)).Value);
            (await ParentOf(task, cancellation))?.SubtaskClosed();
        }
    }

    /// <summary>The task's parent, to be told what becomes of it; <c>null</c> at the top of a tree.</summary>
    public async Task<TaskItem?> ParentOf(TaskItem task, CancellationToken cancellation) =>
        task.ParentId is { } parent ? await db.Set<TaskItem>().FindAsync([parent], cancellation) : null;
}
