using CsMonolith.Kernel;

namespace CsMonolith.Revenue.Contracts;

/// <summary>ARR that is due for renewal in a month, and how much of it is expected to be lost.</summary>
/// <param name="Renewals">How many are open, with a due day that is not over.</param>
/// <param name="Arr">Twelve times the MRR of these: scored, unscored and beyond the horizon together.</param>
/// <param name="AtRisk">Σ chance of churn × ARR, of renewals that the model's horizon covers.</param>
/// <param name="Low">The amount that is not reached in at most one case of twenty.</param>
/// <param name="High">The amount that is passed in at most one case of twenty.</param>
/// <param name="Level">The chance of the span from low to high, 0 to 1.</param>
/// <param name="Unscored">ARR of accounts that no model has scored; it is in no sum at risk.</param>
/// <param name="BeyondHorizon">ARR that is due after the model's horizon; it is in no sum at risk.</param>
/// <param name="KnownLosses">ARR that is lost for certain; it is in no other figure.</param>
/// <param name="Overdue">ARR of terms that are over without an outcome; it is in no other figure.</param>
/// <param name="Owners">The same by whoever looks after the accounts today, the most at risk first.</param>
public sealed record MonthAtRisk(
    Month Month,
    string Currency,
    int Renewals,
    Money Arr,
    Money AtRisk,
    Money Low,
    Money High,
    double Level,
    Money Unscored,
    Money BeyondHorizon,
    Money KnownLosses,
    Money Overdue,
    IReadOnlyList<OwnerAtRisk> Owners
);

/// <summary>One owner's part of a month.</summary>
/// <param name="OwnerId">Absent where nobody looks after the accounts.</param>
public sealed record OwnerAtRisk(Guid? OwnerId, string? OwnerName, int Renewals, Money Arr, Money AtRisk);

/// <summary>
/// Asks for the ARR at risk of some months, of the accounts that the present caller may see: by month and currency, in
/// that order. Months without a renewal are absent. The figures are those of ARR at risk for the one month.
/// </summary>
public sealed record ArrAtRiskIn(Month From, Month To) : IQuestion<IReadOnlyList<MonthAtRisk>>;

/// <summary>The next term of an account that is to be renewed and is not settled.</summary>
/// <param name="DueOn">The last day of the term that ends.</param>
/// <param name="NoticeBy">The last day on which the customer may give notice.</param>
/// <param name="Due">MRR of the term.</param>
public sealed record NextRenewal(Guid RenewalId, Guid AccountId, DateOnly DueOn, DateOnly NoticeBy, Money Due);

/// <summary>Asks for the next open renewal of accounts from today on; accounts without one are absent.</summary>
public sealed record NextRenewals(IReadOnlyCollection<Guid> Accounts)
    : IQuestion<IReadOnlyDictionary<Guid, NextRenewal>>;
