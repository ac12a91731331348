using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.ActionPlans;

/// <summary>Whether the customer does what they set out to do: their tasks on the plan whose day has come.</summary>
/// <param name="Judged">Tasks of theirs that are done, or whose due day is over.</param>
/// <param name="OnTime">Of these, done by the due day then in force.</param>
/// <param name="Moved">Of these, with a due day that was moved at least once; a rate that rests on moves says so.</param>
/// <param name="Rate">OnTime / Judged; null where nothing is judged yet.</param>
/// <param name="Index">
/// The rate with older tasks counting less: a task weighs half as much for every <paramref name="HalfLifeDays"/> days
/// since its due day; null where nothing is judged yet.
/// </param>
internal sealed record CommitmentFigure(
    int Judged,
    int OnTime,
    int Moved,
    [property: Ratio] double? Rate,
    [property: Ratio] double? Index,
    int HalfLifeDays
)
{
    private const int HalfLife = 90;

    /// <summary>Judges tasks of the customer's side as of a day. O(tasks).</summary>
    /// <param name="tasks">Tasks on the plan; those of other sides are left out.</param>
    /// <param name="moved">Tasks whose due day was moved.</param>
    /// <param name="today">The day.</param>
    public static CommitmentFigure Of(IEnumerable<TaskItem> tasks, IReadOnlyCollection<Guid> moved, DateOnly today)
    {
        var judged = tasks
            .Where(task =>
                task.Side == TaskSide.Theirs
                && (task.State == TaskState.Done || (task.State == TaskState.Open && task.DueOn < today))
            )
            .ToList();
        var weights = judged.Sum(Weight);
        return new CommitmentFigure(
            judged.Count,
            judged.Count(IsOnTime),
            judged.Count(task => moved.Contains(task.Id)),
            judged.Count == 0 ? null : (double)judged.Count(IsOnTime) / judged.Count,
            judged.Count == 0 ? null : judged.Where(IsOnTime).Sum(Weight) / weights,
            HalfLife
        );

        double Weight(TaskItem task) =>
            Math.Pow(0.5, Math.Max(0, today.DayNumber - task.DueOn.DayNumber) / (double)HalfLife);
    }

    private static bool IsOnTime(TaskItem task) => task.State == TaskState.Done && task.StateSince <= task.DueOn;
}
