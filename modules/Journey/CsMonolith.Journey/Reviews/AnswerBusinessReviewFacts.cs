using CsMonolith.Journey.ActionPlans;
using CsMonolith.Journey.Goals;
using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Reviews;

/// <summary>Six queries. What is internal goes into no field of the answer.</summary>
internal sealed class AnswerBusinessReviewFacts(JourneyDb db)
    : IRequestHandler<BusinessReviewFactsOf, BusinessReviewFacts>
{
    public async Task<BusinessReviewFacts> Handle(BusinessReviewFactsOf ask, CancellationToken cancellation)
    {
        var reviews = await db.Set<EffectReview>()
            .AsNoTracking()
            .Where(one => one.AccountId == ask.AccountId && one.State != EffectReviewState.Voided)
            .OrderBy(one => one.HeldOn)
            .ThenBy(one => one.Id)
            .ToListAsync(cancellation);
        var metrics = await db.Set<SuccessDefinition>()
            .Where(one => one.AccountId == ask.AccountId)
            .ToDictionaryAsync(one => one.Id, one => one.Metric, cancellation);
        return new BusinessReviewFacts(
            ask.AccountId,
            await Goal(ask, cancellation),
            await Actions(ask, cancellation),
            [
                .. reviews
                    .Where(one => one.HeldOn >= ask.From && one.HeldOn <= ask.To)
                    .SelectMany(one =>
                        one.Goals.Select(goal => new OutwardReview(
                            one.HeldOn!.Value,
                            metrics[goal.GoalId],
                            goal.Target,
                            goal.Actual,
                            goal.IsReached,
                            one.ForCustomer,
                            one.NextCheckOn
                        ))
                    ),
            ],
            reviews
                .Where(one => one.State == EffectReviewState.Planned && one.DueOn > ask.To)
                .Min(one => (DateOnly?)one.DueOn)
        );
    }

    private async Task<OutwardGoal?> Goal(BusinessReviewFactsOf ask, CancellationToken cancellation)
    {
        var goal = await db.Set<SuccessDefinition>()
            .AsNoTracking()
            .Where(one => one.AccountId == ask.AccountId && one.AgreedOn <= ask.To)
            .OrderByDescending(one => one.Number)
            .FirstOrDefaultAsync(cancellation);
        if (goal is null)
        {
            return null;
        }

        var measured = await db.Set<Attainment>()
            .AsNoTracking()
            .Where(one => one.DefinitionId == goal.Id && one.On <= ask.To)
            .OrderByDescending(one => one.On)
            .ThenByDescending(one => one.RecordedAt)
            .ThenByDescending(one => one.Id)
            .FirstOrDefaultAsync(cancellation);
        return new OutwardGoal(
            goal.Outcome,
            goal.Metric,
            goal.Baseline,
            goal.Target,
            goal.DueOn,
            measured?.Value,
            measured?.On,
            measured?.IsReached
        );
    }

    // Only what stands on an action plan is meant for the customer.
    private async Task<IReadOnlyList<OutwardAction>> Actions(BusinessReviewFactsOf ask, CancellationToken cancellation)
    {
        var plans = await db.Set<ActionPlan>()
            .AsNoTracking()
            .Where(one => one.AccountId == ask.AccountId)
            .ToListAsync(cancellation);
        var ids = plans.SelectMany(plan => plan.TaskIds).Distinct().ToArray();
        var tasks = await db.Set<TaskItem>()
            .AsNoTracking()
            .Where(task =>
                ids.Contains(task.Id)
                && (
                    task.State == TaskState.Open
                    || (task.State == TaskState.Done && task.StateSince >= ask.From && task.StateSince <= ask.To)
                )
            )
            .OrderBy(task => task.DueOn)
            .ThenBy(task => task.Id)
            .ToListAsync(cancellation);
        return
        [
            .. tasks.Select(task => new OutwardAction(
                task.Title,
                task.Side == TaskSide.Theirs,
                task.DueOn,
                task.State == TaskState.Done ? task.StateSince : null
            )),
        ];
    }
}
