using CsMonolith.Journey.Onboarding;
using CsMonolith.Platform.Jobs;

namespace CsMonolith.Journey.Reviews;

/// <summary>
/// Plans the reviews that the policy asks for after each customer's first value, and lets those that nobody moved follow
/// when the day of the first value is put right.
/// </summary>
internal sealed record ScheduleEffectReviews(DateOnly Today) : IJob<ScheduledEffectReviews>;

/// <param name="Planned">How many were added.</param>
/// <param name="Moved">How many followed a first value that was put right.</param>
internal sealed record ScheduledEffectReviews(int Planned, int Moved);

internal sealed class ScheduleEffectReviewsHandler(JourneyDb db)
    : IRequestHandler<ScheduleEffectReviews, Result<ScheduledEffectReviews>>
{
    private const int AccountsInATransaction = 200;

    public async Task<Result<ScheduledEffectReviews>> Handle(ScheduleEffectReviews ask, CancellationToken cancellation)
    {
        var days = (await ReviewPolicy.Present(db, cancellation)).DaysAfterFirstValue;
        var firsts = await FirstValues(ask.Today, cancellation);
        var (planned, moved) = (0, 0);
        foreach (var lot in firsts.Chunk(AccountsInATransaction))
        {
            await db.Transact(
                async () =>
                {
                    db.ChangeTracker.Clear();
                    var ids = lot.Select(one => one.Account).ToArray();
                    var reviews = (
                        await db.Set<EffectReview>().Where(one => ids.Contains(one.AccountId)).ToListAsync(cancellation)
                    ).ToLookup(one => one.AccountId);
                    foreach (var first in lot)
                    {
                        var added = Plan(first, days, [.. reviews[first.Account]]);
                        (planned, moved) = (planned + added.Planned, moved + added.Moved);
                    }
                },
                cancellation
            );
        }

        return new ScheduledEffectReviews(planned, moved);
    }

    private (int Planned, int Moved) Plan(FirstValueDay first, IReadOnlyList<int> days, List<EffectReview> own)
    {
        var (planned, moved) = (0, 0);
        foreach (var after in days)
        {
            var due = first.On.AddDays(after);
            var there = own.Where(one => one.DaysAfter == after).ToList();
            foreach (var follows in there.Where(one => one.Follows(due)))
            {
                follows.Follow(due);
                moved++;
            }

            // A first value that is loaded with a company's history makes nothing overdue that nobody could have held.
            var isPast = due < first.LearntOn;
            var isTaken = own.Exists(one => one.State == EffectReviewState.Planned && one.DueOn == due);
            if (there.Count == 0 && !isPast && !isTaken)
            {
                own.Add(
                    EffectReview.Plan(db, first.Account, due, by: null, EffectReviewOrigin.Schedule, daysAfter: after)
                );
                planned++;
            }
        }

        return (planned, moved);
    }

    // In memory the instants of learning become days.
    private async Task<List<FirstValueDay>> FirstValues(DateOnly today, CancellationToken cancellation)
    {
        var facts = await db.StandingFacts(db.Clock.Now)
            .Where(one => one.Kind == OnboardingFactKind.FirstValue && one.On <= today)
            .Select(one => new
            {
                one.AccountId,
                one.On,
                one.RecordedAt,
            })
            .ToListAsync(cancellation);
        return
        [
            .. facts
                .GroupBy(one => one.AccountId)
                .Select(own => new FirstValueDay(
                    own.Key,
                    own.Min(one => one.On),
                    db.Clock.DayOf(own.Min(one => one.RecordedAt))
                ))
                .OrderBy(one => one.Account),
        ];
    }

    /// <param name="On">The day of the first value.</param>
    /// <param name="LearntOn">The day on which we first learnt of one.</param>
    private sealed record FirstValueDay(Guid Account, DateOnly On, DateOnly LearntOn);
}
