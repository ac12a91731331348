using CsMonolith.Revenue.Ledger.Facts;

namespace CsMonolith.Revenue.Ledger.Histories;

/// <summary>One account's MRR over a window of months, in one currency and in minor units.</summary>
/// <param name="Start">MRR at the end of the last day before the window.</param>
/// <param name="End">MRR at the end of the window's last day, inclusive.</param>
/// <param name="PaidBefore">Whether it had paid before the window, and a return inside it is no new business.</param>
internal readonly record struct AccountWindow(
    AccountCurrency AccountCurrency,
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
    /// <summary>Whether the account is a customer at the start: it pays, or a policy keeps it as one.</summary>
    public bool StandsAtStart { get; init; } = Start > 0;

    /// <summary>Whether the account is a customer at the end.</summary>
    public bool StandsAtEnd { get; init; } = End > 0;

    /// <summary>The movements that carry a tag which figures show apart.</summary>
    public TaggedSizes Tagged { get; init; }

    /// <summary>Whether every figure of the window is zero.</summary>
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

/// <summary>Movements that carry a tag, whole; one with two tags is in both.</summary>
/// <param name="PriceRise">Our own rise of the price, inside expansion.</param>
/// <param name="Escalator">Rises that the contract itself provides for, inside expansion.</param>
/// <param name="Pause">Pauses and resumptions, inside contraction and expansion.</param>
/// <param name="FreeDowngrade">Changes to a free plan, inside churn or contraction.</param>
internal sealed record TaggedMovements(Money PriceRise, Money Escalator, Money Pause, Money FreeDowngrade);

/// <summary>An account's MRR in one currency, of which windows can be taken.</summary>
internal interface IWindowed
{
    AccountCurrency AccountCurrency { get; }

    /// <summary>The window from the first day of one month to the last day of another.</summary>
    AccountWindow Between(DateOnly first, DateOnly last);

    /// <summary>Adds each month's window to the sums of that month.</summary>
    /// <param name="totals">One for each month.</param>
    /// <param name="months">One after another, at least one.</param>
    void AddTo<TTotals>(ReadOnlySpan<TTotals> totals, ReadOnlySpan<(DateOnly First, DateOnly Last)> months)
        where TTotals : class, IWindowTotals;
}

/// <summary>Sums that windows of accounts are added to.</summary>
internal interface IWindowTotals
{
    /// <summary>Adds an account's window.</summary>
    void Add(in AccountWindow account);

    /// <summary>Adds an account of which nothing moved in the window.</summary>
    /// <param name="minor">What it carries at the start and at the end.</param>
    /// <param name="stands">Whether it is a customer.</param>
    void AddUnmoved(long minor, bool stands);
}
