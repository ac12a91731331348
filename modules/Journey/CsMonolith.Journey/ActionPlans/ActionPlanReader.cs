using CsMonolith.Journey.Projects;
using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.ActionPlans;

/// <summary>Reads an action plan whole.</summary>
internal sealed class ActionPlanReader(JourneyDb db)
{
    private const int Newest = 50;

    /// <summary>The plan as we see it. Nine queries, each bounded.</summary>
    public async Task<ShownActionPlan> Of(SuccessProject project, CancellationToken cancellation)
    {
        var (id, today) = (project.Id, db.Clock.Today);
        var plan = await db.Set<ActionPlan>()
            .AsNoTracking()
            .FirstOrDefaultAsync(one => one.ProjectId == id, cancellation);
        var tasks = await Tasks(plan, cancellation);
        var moved = await Moved([.. tasks.Select(task => task.Id)], cancellation);
        var checks = await db.Set<ConfidenceCheck>()
            .AsNoTracking()
            .Where(one => one.ProjectId == id)
            .OrderByDescending(one => one.On)
            .ThenByDescending(one => one.Id)
            .Take(Newest)
            .ToListAsync(cancellation);
        return new ShownActionPlan(
            id,
            project.AccountId,
            plan?.Greeting,
            [.. tasks.Select(task => PlanTask.Of(task, moved.Contains(task.Id), today))],
            await Intents(id, cancellation),
            CommitmentFigure.Of(tasks, moved, today),
            [.. checks.Select(ShownCheck.Of)],
            [.. Enum.GetValues<SponsorSide>().Select(side => new NextCheck(side, Next(side)))],
            [
                .. (
                    await db.Set<PlanLink>()
                        .AsNoTracking()
                        .Where(one => one.ProjectId == id)
                        .OrderByDescending(one => one.Id)
                        .Take(Newest)
                        .ToListAsync(cancellation)
                ).Select(one => ShownPlanLink.Of(one, today)),
            ],
            await db.Set<PlanVisit>()
                .Where(one => one.ProjectId == id)
                .OrderByDescending(one => one.At)
                .ThenByDescending(one => one.Id)
                .Take(Newest)
                .Select(one => new ShownVisit(one.LinkId, one.Kind, one.At, one.TaskId))
                .ToListAsync(cancellation),
            plan?.Version ?? 0
        );

        DateOnly Next(SponsorSide side) =>
            checks.Find(one => one.Side == side)?.On.AddDays(ConfidenceCheck.EveryDays) ?? today;
    }

    /// <summary>The tasks of a plan in its order; those that were dropped are left out.</summary>
    public async Task<IReadOnlyList<TaskItem>> Tasks(ActionPlan? plan, CancellationToken cancellation)
    {
        Guid[] ids = [.. plan?.TaskIds ?? []];
        var found = await db.Set<TaskItem>()
            .AsNoTracking()
            .Where(task => ids.Contains(task.Id) && task.State != TaskState.Dropped)
            .ToDictionaryAsync(task => task.Id, cancellation);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    /// <summary>What the customer set out to do, the newest first; at most 50.</summary>
    public async Task<IReadOnlyList<ShownIntent>> Intents(Guid project, CancellationToken cancellation) =>
        [
            .. (
                await db.Set<CustomerIntent>()
                    .AsNoTracking()
                    .Where(one => one.ProjectId == project)
                    .OrderByDescending(one => one.SaidOn)
                    .ThenByDescending(one => one.Id)
                    .Take(Newest)
                    .ToListAsync(cancellation)
            ).Select(ShownIntent.Of),
        ];

    private async Task<HashSet<Guid>> Moved(Guid[] tasks, CancellationToken cancellation) =>
        [
            .. await db.Set<TaskEvent>()
                .Where(one => tasks.Contains(one.TaskId) && one.Kind == TaskEventKind.Moved)
                .Select(one => one.TaskId)
                .Distinct()
                .ToListAsync(cancellation),
        ];
}
