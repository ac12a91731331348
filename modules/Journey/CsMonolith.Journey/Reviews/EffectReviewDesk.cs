using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Reviews;

/// <summary>An effect review with what only a day tells of it.</summary>
internal sealed class EffectReviewOnDay
{
    public required EffectReview Review { get; init; }

    public bool IsOverdue { get; init; }

    public Guid? OwnerId { get; init; }

    /// <summary>
    /// Reviews that were known by the end of a day; overdue are those with an earlier due day that by then were neither
    /// held nor voided. The due day and the owner are those in force now.
    /// </summary>
    public static IQueryable<EffectReviewOnDay> Of(JourneyDb db, IQueryable<EffectReview> reviews, DateOnly day)
    {
        var (known, owners) = (db.Clock.EndOf(day), db.OwnersOn(db.Clock.Today));
        return reviews
            .Where(one => one.RecordedAt <= known)
            .Select(one => new EffectReviewOnDay
            {
                Review = one,
                IsOverdue =
                    one.DueOn < day
                    && (one.HeldOn == null || one.HeldOn > day)
                    && (one.VoidedAt == null || one.VoidedAt > known),
                OwnerId = owners
                    .Where(owned => owned.AccountId == one.AccountId)
                    .Select(owned => owned.OwnerId)
                    .FirstOrDefault(),
            });
    }
}

/// <summary>What the use cases of effect reviews share: finding one that the caller may see, and showing it.</summary>
internal sealed class EffectReviewDesk(JourneyDb db, AccountVisibility visibility, RequestContext context)
{
    public DateOnly Today => db.Clock.Today;

    public Guid? Me => context.Caller.PersonId;

    /// <summary>The review; "not found" where there is none or the caller may not see it.</summary>
    public async Task<Result<EffectReview>> Find(Guid id, CancellationToken cancellation) =>
        await db.Set<EffectReview>().FindAsync([id], cancellation) is { } review
        && await visibility.Sees(review.AccountId, cancellation)
            ? review
            : PlatformErrors.NotFound("effect-review", id);

    /// <summary>Refuses a day for which a review of the account is planned already.</summary>
    public async Task<Error?> Taken(Guid account, DateOnly day, Guid? but, CancellationToken cancellation) =>
        await db.Set<EffectReview>()
            .AnyAsync(
                one =>
                    one.AccountId == account
                    && one.DueOn == day
                    && one.State == EffectReviewState.Planned
                    && one.Id != but,
                cancellation
            )
            ? EffectReviewErrors.DayTaken(day)
            : null;

    /// <summary>Saves, and shows the review as it is then.</summary>
    public async Task<ShownEffectReview> Keep(EffectReview review, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        var owner = await db.OwnersOn(Today)
            .Where(owned => owned.AccountId == review.AccountId)
            .Select(owned => owned.OwnerId)
            .FirstOrDefaultAsync(cancellation);
        return ShownEffectReview.Of(review, Today, owner);
    }
}
