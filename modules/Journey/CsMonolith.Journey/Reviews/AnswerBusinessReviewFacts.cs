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
            await Goal(ask, reviews, cancellation),
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

    private async Task<OutwardGoal?> Goal(
        BusinessReviewFactsOf ask,
        IReadOnlyList<EffectReview> reviews,
        CancellationToken cancellation
    )
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
        var entered = Entered(goal.Id, ask.To, reviews);
        return entered is { } later && (measured is null || later.On > measured.On)
            ? Of(later.Goal.Actual, later.On, later.Goal.IsReached)
            : Of(measured?.Value, measured?.On, measured?.IsReached);

        OutwardGoal Of(double? actual, DateOnly? on, bool? isReached) =>
            new(goal.Outcome, goal.Metric, goal.Baseline, goal.Target, goal.DueOn, actual, on, isReached);
    }

    // The newest actual that nobody measured but a review was told of.
    private static (ReviewedGoal Goal, DateOnly On)? Entered(
        Guid goal,
        DateOnly to,
        IEnumerable<EffectReview> reviews
    ) =>
        reviews
            .Where(one => one.HeldOn <= to)
            .SelectMany(one => one.Goals.Select(told => (Goal: told, On: one.HeldOn!.Value)))
            .Where(told => told.Goal.GoalId == goal && told.Goal is { Actual: not null, MeasuredOn: null })
            .Select(told => ((ReviewedGoal Goal, DateOnly On)?)told)
            .MaxBy(told => told!.Value.On);

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
