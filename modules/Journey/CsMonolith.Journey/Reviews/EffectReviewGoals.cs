using CsMonolith.Journey.Goals;

namespace CsMonolith.Journey.Reviews;

/// <summary>Finds the goals that a review looks at, with what was measured or entered of each.</summary>
internal sealed class EffectReviewGoals(JourneyDb db)
{
    /// <summary>
    /// The success definition in force on the day. Its actual is its newest measurement of a day up to then; without one,
    /// what was entered.
    /// </summary>
    public async Task<Result<IReadOnlyList<ReviewedGoal>>> Read(
        Guid account,
        DateOnly day,
        IReadOnlyList<EnteredActual> entered,
        CancellationToken cancellation
    )
    {
        var goal = await db.Set<SuccessDefinition>()
            .AsNoTracking()
            .Where(one => one.AccountId == account && one.AgreedOn <= day)
            .OrderByDescending(one => one.Number)
            .FirstOrDefaultAsync(cancellation);
        if (goal is null)
        {
            return EffectReviewErrors.NoGoal(account, day);
        }

        if (entered.Index().FirstOrDefault(one => one.Item.GoalId != goal.Id || one.Index > 0) is { Item: { } other })
        {
            return EffectReviewErrors.GoalNotInForce(other.GoalId, day);
        }

        var measured = await db.Set<Attainment>()
            .AsNoTracking()
            .Where(one => one.DefinitionId == goal.Id && one.On <= day)
            .OrderByDescending(one => one.On)
            .ThenByDescending(one => one.RecordedAt)
            .ThenByDescending(one => one.Id)
            .FirstOrDefaultAsync(cancellation);
        var said = entered.FirstOrDefault();
        if (measured is not null && said is not null && (said.Actual is not null || said.WhyNone is not null))
        {
            return EffectReviewErrors.MeasuredAlready(goal.Metric, measured.Value, measured.On);
        }

        var actual = measured?.Value ?? said?.Actual;
        if (actual is null && string.IsNullOrWhiteSpace(said?.WhyNone))
        {
            return EffectReviewErrors.NothingSaid(goal.Metric);
        }

        return new[]
        {
            new ReviewedGoal(
                goal.Id,
                goal.Number,
                goal.Outcome,
                goal.Metric,
                goal.Baseline,
                goal.Target,
                goal.DueOn,
                actual,
                measured?.On,
                actual is { } value ? goal.IsReachedBy(value) : null,
                actual is null ? said!.WhyNone!.Trim() : null
            ),
        };
    }
}
