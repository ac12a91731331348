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

    /// <summary>The named parts of the movements, signed.</summary>
    public PartSizes Parts { get; init; }

    /// <summary>As closed: what was learnt meanwhile raised months closed before, 0 or more; 0 when restated.</summary>
    public long AdjustedUp { get; init; }

    /// <summary>The same for what lowered them, 0 or more.</summary>
    public long AdjustedDown { get; init; }

    /// <summary>Every loss on the way, though the account grew in the same window.</summary>
    public Int128 Losses => (Int128)Contraction + Churn + AdjustedDown;

    /// <summary>What was lost to zero; an adjustment is, where the account has nothing at the end.</summary>
    public Int128 LostWhole => (Int128)Churn + (End == 0 ? AdjustedDown : 0);

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
