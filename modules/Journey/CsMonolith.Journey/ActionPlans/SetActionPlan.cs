using CsMonolith.Journey.Plans;
using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.ActionPlans;

/// <summary>Say what of a project the customer sees.</summary>
internal sealed record SetActionPlan(Guid ProjectId, [property: Body] ActionPlanDraft Draft, IfMatch Match)
    : ICommand<ShownActionPlan>;

/// <param name="Greeting">What the customer reads first.</param>
/// <param name="TaskIds">The tasks of this customer that they see, of either side, in this order.</param>
internal sealed record ActionPlanDraft(string? Greeting, IReadOnlyList<Guid> TaskIds);

internal sealed class SetActionPlanValidator : AbstractValidator<SetActionPlan>
{
    public SetActionPlanValidator()
    {
        RuleFor(ask => ask.Draft.Greeting).MaximumLength(2000);
        RuleFor(ask => ask.Draft.TaskIds.Count).LessThanOrEqualTo(ActionPlan.MostTasks);
    }
}

internal sealed class SetActionPlanHandler(JourneyDb db, PlanDesk desk, ActionPlanReader reader)
    : IRequestHandler<SetActionPlan, Result<ShownActionPlan>>
{
    public async Task<Result<ShownActionPlan>> Handle(SetActionPlan ask, CancellationToken cancellation)
    {
        var found = await desk.Project(ask.ProjectId, cancellation);
        if (found.Error is { } refusal)
        {
            return refusal;
        }

        var project = found.Value;
        var plan =
            await db.Set<ActionPlan>().FindAsync([project.Id], cancellation)
            ?? new ActionPlan(project.Id, project.AccountId);
        if ((ask.Match.Refuses(plan) ?? await Unfit(project.AccountId, ask.Draft.TaskIds, cancellation)) is { } unfit)
        {
            return unfit;
        }

        plan.Show(ask.Draft.Greeting, ask.Draft.TaskIds);
        if (plan.Version == 0)
        {
            db.Set<ActionPlan>().Add(plan);
        }

        await db.SaveChangesAsync(cancellation);
        return await reader.Of(project, cancellation);
    }

    private async Task<Error?> Unfit(Guid account, IReadOnlyList<Guid> tasks, CancellationToken cancellation)
    {
        Guid[] ids = [.. tasks];
        var own = await db.Set<TaskItem>()
            .Where(task => ids.Contains(task.Id) && task.AccountId == account)
            .Select(task => task.Id)
            .ToHashSetAsync(cancellation);
        var seen = new HashSet<Guid>();
        for (var at = 0; at < ids.Length; at++)
        {
            if (!own.Contains(ids[at]))
            {
                return ActionPlanErrors.NotOfAccount(at, ids[at]);
            }

            if (!seen.Add(ids[at]))
            {
                return ActionPlanErrors.TwiceOnPlan(at, ids[at]);
            }
        }

        return null;
    }
}

internal sealed class SetActionPlanEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put(
                "/success-projects/{projectId}/action-plan",
                (Guid projectId, ActionPlanDraft draft, IfMatch match) => new SetActionPlan(projectId, draft, match)
            )
            .WithSummary("Say what of a project the customer sees")
            .WithDescription(
                "Replaces the greeting and the list of tasks. Of a task the customer sees title, side, due day and state, "
                    + "never its note. If-Match carries the version read, 0 where nothing was set."
            )
            .WithExample(
                new ActionPlanDraft(ShownActionPlan.Example.Greeting, [PlanTask.Example.Id]),
                ShownActionPlan.Example
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
