using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Retention;

/// <summary>One account's MRR over a window of months, in one currency and in minor units.</summary>
/// <param name="Start">MRR at the end of the last day before the window.</param>
/// <param name="End">MRR at the end of the window's last day, inclusive.</param>
/// <param name="PaidBefore">Whether it had paid before the window, and a return inside it is no new business.</param>
internal readonly record struct AccountWindow(
    Purse Purse,
    long Start,
    long End,
    long New,
    long Reactivation,
    long Expansion,
    long Contraction,
    long Churn,
    bool PaidBefore
)
{
    /// <summary>Whether it is a customer at the start: it pays, or a policy keeps it as one.</summary>
    public bool StandsAtStart { get; init; } = Start > 0;

    /// <summary>Whether it is a customer at the end.</summary>
    public bool StandsAtEnd { get; init; } = End > 0;

    /// <summary>The movements that carry a tag which figures show apart.</summary>
    public TaggedSizes Tagged { get; init; }

    /// <summary>Whether there is anything to say.</summary>
    public bool IsEmpty =>
        !StandsAtStart
        && !StandsAtEnd
        && Start == 0
        && End == 0
        && New == 0
        && Reactivation == 0
        && Expansion == 0
        && Contraction == 0
        && Churn == 0;
}

/// <summary>Sizes of movements that carry a tag, whole, in minor units; a movement with two tags is in both.</summary>
internal readonly record struct TaggedSizes(long PriceRise, long Escalator, long Pause, long FreeDowngrade)
{
    public static TaggedSizes operator +(TaggedSizes one, TaggedSizes other) =>
        new(
            one.PriceRise + other.PriceRise,
            one.Escalator + other.Escalator,
            one.Pause + other.Pause,
            one.FreeDowngrade + other.FreeDowngrade
        );

    /// <summary>Of one movement.</summary>
    public static TaggedSizes Of(MovementTags tags, long size) =>
        new(
            In(tags, MovementTags.PriceRise, size),
            In(tags, MovementTags.Escalator, size),
            In(tags, MovementTags.Pause, size),
            In(tags, MovementTags.FreeDowngrade, size)
        );

    private static long In(MovementTags tags, MovementTags tag, long size) =>
        (tags & tag) != MovementTags.None ? size : 0;
}

/// <summary>Tells an account's window between two months, in one currency.</summary>
internal interface IWindowed
{
    Purse Purse { get; }

    /// <summary>The window from the first day of one month to the last day of another.</summary>
    AccountWindow Between(DateOnly first, DateOnly last);

    /// <summary>Adds each month's window to the sums of that month.</summary>
    /// <param name="totals">One for each month.</param>
    /// <param name="months">One after another, at least one.</param>
    void AddTo(ReadOnlySpan<RetentionTotals> totals, ReadOnlySpan<(DateOnly First, DateOnly Last)> months);
}
