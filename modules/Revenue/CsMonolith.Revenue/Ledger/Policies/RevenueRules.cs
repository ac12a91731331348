namespace CsMonolith.Revenue.Ledger.Policies;

/// <summary>On which day a cancelled subscription stops counting; a policy.</summary>
internal enum ChurnDating
{
    /// <summary>The day after the last paid one.</summary>
    AtServiceEnd,

    /// <summary>The day of the cancellation.</summary>
    AtCancellation,

    /// <summary>The day on which notice was given.</summary>
    AtNotice,
}

/// <summary>What a pause does to MRR.</summary>
internal enum PauseRule
{
    /// <summary>
    /// MRR falls to zero as a contraction tagged pause; the customer stays, and is lost after a number of days.
    /// </summary>
    ZeroNoChurn,

    /// <summary>MRR goes on as if nothing had happened.</summary>
    KeepMrr,
}

/// <summary>Whether a customer who went over to a free plan still counts as one.</summary>
internal enum FreeDowngradeRule
{
    /// <summary>The revenue and the customer are lost.</summary>
    LogoLost,

    /// <summary>The revenue is lost, the customer stays.</summary>
    LogoStays,
}

/// <summary>What the company has decided about counting revenue, where definitions differ from firm to firm.</summary>
/// <param name="ChurnDating">
/// The day on which a cancelled subscription stops counting; decided by the rules of the day after its last paid one.
/// </param>
/// <param name="Pause">What a pause does; decided by the rules of its first day.</param>
/// <param name="PauseChurnAfterDays">Days after which a paused customer is lost.</param>
/// <param name="ReactivationWindowDays">
/// A return later than so many days after the loss is new business; without, at any distance a reactivation.
/// </param>
/// <param name="FreeDowngrade">Whether a customer on a free plan still counts as one.</param>
/// <param name="GraceDays">
/// A gap without revenue of at most so many days is joined, as when a billing system is replaced; 0 joins none.
/// </param>
/// <param name="GroupingDays">
/// Changes within so many days, the first included, are one movement of the first day. Facts carry a day, so 1 is the
/// same day.
/// </param>
/// <param name="ReportingCurrency">
/// The currency in which figures are added up; without, each currency has figures of its own.
/// </param>
/// <param name="RateMaxAgeDays">How many days before the day in question an exchange rate may be dated.</param>
/// <param name="FiscalYearStartMonth">
/// 1 to 12; the fiscal year bears the number of the calendar year in which it begins.
/// </param>
internal sealed record RevenueRules(
    ChurnDating ChurnDating,
    PauseRule Pause,
    int PauseChurnAfterDays,
    int? ReactivationWindowDays,
    FreeDowngradeRule FreeDowngrade,
    int GraceDays,
    int GroupingDays,
    string? ReportingCurrency,
    int RateMaxAgeDays,
    int FiscalYearStartMonth
)
{
    /// <summary>What holds until the company decides otherwise.</summary>
    public static RevenueRules Founding { get; } =
        new(
            ChurnDating.AtServiceEnd,
            PauseRule.ZeroNoChurn,
            PauseChurnAfterDays: 90,
            ReactivationWindowDays: null,
            FreeDowngradeRule.LogoLost,
            GraceDays: 0,
            GroupingDays: 1,
            ReportingCurrency: null,
            RateMaxAgeDays: 31,
            FiscalYearStartMonth: 4
        );
}

/// <summary>The rules of every day, as known at some instant.</summary>
/// <param name="versions">By rising day; the first holds since ever.</param>
internal sealed class RulesInForce(IReadOnlyList<(DateOnly From, RevenueRules Rules)> versions)
{
    private readonly IReadOnlyList<(DateOnly From, RevenueRules Rules)> _versions = versions;

    /// <summary>Whether the rules join gaps or group near changes on any day.</summary>
    public bool JoinsOrGroups { get; } = versions.Any(one => one.Rules.GraceDays > 0 || one.Rules.GroupingDays > 1);

    /// <summary>One set of rules for all days.</summary>
    public static RulesInForce Always(RevenueRules rules) => new([(DateOnly.MinValue, rules)]);

    /// <summary>The rules of a day.</summary>
    public RevenueRules On(DateOnly day)
    {
        for (var i = _versions.Count - 1; i > 0; i--)
        {
            if (_versions[i].From <= day)
            {
                return _versions[i].Rules;
            }
        }

        return _versions[0].Rules;
    }

    /// <summary>Whether other rules are equal on every day.</summary>
    public bool Same(RulesInForce others) => _versions.SequenceEqual(others._versions);

    /// <summary>These rules with one change that applies on every day.</summary>
    public RulesInForce With(Func<RevenueRules, RevenueRules> change) =>
        new([.. _versions.Select(one => (one.From, change(one.Rules)))]);
}
