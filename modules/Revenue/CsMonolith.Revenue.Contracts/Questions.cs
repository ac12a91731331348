using CsMonolith.Kernel;

namespace CsMonolith.Revenue.Contracts;

/// <summary>What an account's subscriptions looked like at the end of a day, from facts recorded by then.</summary>
/// <param name="Mrr">Month-end MRR in the account's currency; zero where nothing is running.</param>
/// <param name="ActiveSubscriptions">Running, paid subscriptions.</param>
/// <param name="Seats">Seats of the running subscriptions, where known.</param>
/// <param name="AnnualShare">Share of running subscriptions billed yearly, or <c>null</c> without any.</param>
/// <param name="AutoRenewShare">Share that renews by itself, or <c>null</c> without any.</param>
/// <param name="ExpansionsIn90Days">Expansion movements of the last 90 days; likewise the next two.</param>
/// <param name="EndedIn180Days">Subscriptions ended in the last 180 days.</param>
/// <param name="PaidSince">First day ever paid for, or <c>null</c>.</param>
/// <param name="NextEndOn">The nearest known end of a running subscription after the day, or <c>null</c>.</param>
/// <param name="ChurnEventsSoFar">Churn events recorded so far.</param>
public sealed record RevenueAsOf(
    Guid AccountId,
    Money Mrr,
    int ActiveSubscriptions,
    int? Seats,
    double? AnnualShare,
    double? AutoRenewShare,
    int ExpansionsIn90Days,
    int ContractionsIn90Days,
    int EndedIn180Days,
    DateOnly? PaidSince,
    DateOnly? NextEndOn,
    int ChurnEventsSoFar
);

/// <summary>
/// Asks for revenue facts of accounts at the end of a day; accounts without any subscription ever are absent. Ids
/// <c>null</c> means all.
/// </summary>
/// <param name="KnownOn">
/// Takes in what was recorded later, by the end of this day, of what had taken effect by <paramref name="AsOf"/>.
/// <c>null</c> takes what was known on the day itself.
/// </param>
public sealed record RevenuesAsOf(IReadOnlyCollection<Guid>? Accounts, DateOnly AsOf, DateOnly? KnownOn = null)
    : IQuestion<IReadOnlyList<RevenueAsOf>>;

/// <summary>What counts as churn; a policy.</summary>
public enum ChurnPolicy
{
    /// <summary>The company recorded a churn event that is no reactivation.</summary>
    RecordedEvent,

    /// <summary>The account's MRR reached zero.</summary>
    MrrZero,
}

/// <summary>One account's churn.</summary>
public sealed record ChurnOn(Guid AccountId, DateOnly On, string? Reason);

/// <summary>Asks for churns that took effect from one day to another, both included, by a policy.</summary>
/// <param name="KnownOn">Only what was recorded by the end of this day; <c>null</c> takes all that is known.</param>
public sealed record ChurnsBetween(DateOnly From, DateOnly To, ChurnPolicy Policy, DateOnly? KnownOn = null)
    : IQuestion<IReadOnlyList<ChurnOn>>;

/// <summary>A term of a customer's that was to end within a horizon, and whether the customer went on.</summary>
/// <param name="AsOf">The day after which it was due, by what was known on that day.</param>
/// <param name="LastDay">The term's last day.</param>
/// <param name="WentOn">
/// On the day after, the subscription still ran for money (paused or not), or another of the customer's that took its
/// place did: one that began on that day, or within 90 days before it and of the same product.
/// </param>
public sealed record TermDue(Guid AccountId, DateOnly AsOf, DateOnly LastDay, bool WentOn);

/// <summary>
/// Asks for the terms of which the next was to begin within so many days after each of some days, as known on that day:
/// of subscriptions that carried MRR and were not cancelled. A term ends where the contract's end was known, or a
/// person stated one; else it follows from the term that was agreed, or from the year by which it is billed. It is the
/// very list of renewals. O(days × facts), facts are read once.
/// </summary>
/// <param name="KnownOn">
/// What came of them, by what was recorded by the end of this day; <c>null</c> takes all that is known.
/// </param>
public sealed record TermsDue(IReadOnlyCollection<DateOnly> AsOf, int Days, DateOnly? KnownOn = null)
    : IQuestion<IReadOnlyList<TermDue>>;

/// <summary>A customer's MRR rose by its own choice.</summary>
/// <param name="By">By how much a month, above 0.</param>
public sealed record ExpansionOn(Guid AccountId, DateOnly On, Money By);

/// <summary>
/// Asks for the expansions that took effect from one day to another, both included, without what our price rise, the
/// contract's own rise or a resumption added: that is no choice of the customer's. Days of a migration are left out.
/// </summary>
/// <param name="KnownOn">Only what was recorded by the end of this day; <c>null</c> takes all that is known.</param>
public sealed record ExpansionsBetween(DateOnly From, DateOnly To, DateOnly? KnownOn = null)
    : IQuestion<IReadOnlyList<ExpansionOn>>;

/// <summary>The first day on which a customer had realised a benefit, with its evidence.</summary>
public sealed record FirstValueOn(Guid AccountId, DateOnly On);

/// <summary>
/// Asks for every customer's first benefit in the value ledger; those that were taken back do not count, and customers
/// without any are absent.
/// </summary>
/// <param name="KnownOn">Only what was recorded by the end of this day; <c>null</c> takes all that is known.</param>
public sealed record FirstValues(DateOnly? KnownOn = null) : IQuestion<IReadOnlyList<FirstValueOn>>;

/// <summary>One account's MRR at both ends of a window, as closed.</summary>
public sealed record AccountRetention(Guid AccountId, Money Start, Money End);

/// <summary>
/// Retention of accounts from the end of one month to the end of another, from closed months only: what was known at
/// each close, with adjustments left out. Compensation pays from this.
/// </summary>
/// <param name="IsClosed">Both months are closed; otherwise the list is empty.</param>
/// <param name="OpenMonth">The first month that is not closed.</param>
/// <param name="Accounts">Every account with MRR at the start.</param>
public sealed record ClosedRetention(
    bool IsClosed,
    Month? OpenMonth,
    DateTime? KnownAt,
    IReadOnlyList<AccountRetention> Accounts
);

/// <summary>
/// Asks for retention between the ends of two closed months. Start is the month whose end opens the window.
/// </summary>
public sealed record RetentionAsClosed(Month Start, Month End) : IQuestion<ClosedRetention>;

/// <summary>Whose subscription it is, and when it ran.</summary>
public sealed record SubscriptionHome(Guid AccountId, DateOnly StartsOn, DateOnly? LastPaidDay);

/// <summary>
/// Asks which account each subscription belongs to, by the subscription's external id; unknown ids are absent.
/// </summary>
public sealed record SubscriptionHomes(IReadOnlyCollection<string> ExternalIds)
    : IQuestion<IReadOnlyDictionary<string, SubscriptionHome>>;

/// <summary>A part of a deal's credit.</summary>
/// <param name="Role"><c>ae</c>, <c>cs</c> or <c>partner</c>.</param>
/// <param name="Percent">Above 0, at most 100.</param>
/// <param name="Amount">ARR of the first year; the parts of a deal add up to it.</param>
public sealed record DealCredit(string Role, Guid? PersonId, Guid? PartnerId, decimal Percent, Money Amount);

/// <summary>
/// An expansion that was won, divided by the split in force on that day; without credits where nobody divided it.
/// </summary>
public sealed record CreditedDeal(
    Guid DealId,
    Guid AccountId,
    DateOnly WonOn,
    Money Arr,
    IReadOnlyList<DealCredit> Credits
);

/// <summary>
/// Asks for the expansions that were won from one day to another, both included, with whose credit they are. Pay goes
/// by these and keeps no copy.
/// </summary>
public sealed record DealsCredited(DateOnly From, DateOnly To) : IQuestion<IReadOnlyList<CreditedDeal>>;

/// <summary>Asks for the last closed month, or <c>null</c> before the first close.</summary>
public sealed record LastClosedMonth : IQuestion<Month?>;

/// <summary>A proposal that was built for a customer.</summary>
public sealed record ProposalMade(Guid ProposalId, Guid AccountId, DateOnly On);

/// <summary>Asks for the proposals that were built from one day to another, both included, in that order.</summary>
public sealed record ProposalsMade(DateOnly From, DateOnly To) : IQuestion<IReadOnlyList<ProposalMade>>;
