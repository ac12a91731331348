using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Plans.Risks;

/// <summary>Counts the tasks that are open against risks.</summary>
internal static class RiskTasks
{
    /// <summary>Open tasks by risk; a risk without any is absent.</summary>
    public static async Task<IReadOnlyDictionary<Guid, int>> Open(
        JourneyDb db,
        IReadOnlyCollection<Guid> risks,
        CancellationToken cancellation
    )
    {
        var ids = risks.ToArray();
        return await db.Set<TaskItem>()
            .Where(task =>
                task.Source == TaskSource.Risk
                && task.State == TaskState.Open
                && task.SourceId != null
                && ids.Contains(task.SourceId.Value)
            )
            .GroupBy(task => task.SourceId!.Value)
            .Select(own => new { own.Key, Count = own.Count() })
            .ToDictionaryAsync(own => own.Key, own => own.Count, cancellation);
    }

    /// <summary>One risk with its open tasks.</summary>
    public static async Task<ShownRisk> Show(JourneyDb db, ProjectRisk risk, CancellationToken cancellation) =>
        ShownRisk.Of(risk, (await Open(db, [risk.Id], cancellation)).GetValueOrDefault(risk.Id));
}
