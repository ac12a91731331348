using CsMonolith.Kernel;

namespace CsMonolith.Journey.Contracts;

/// <summary>What one person did for one account in a month.</summary>
/// <param name="PersonId">Who; <c>null</c> where it is unknown.</param>
/// <param name="AccountId"><c>null</c> for work that is for no account.</param>
/// <param name="Minutes">Those recorded; contacts without a length add none.</param>
/// <param name="WithoutGoal">Minutes that served no success goal.</param>
/// <param name="Labelled">Activities that are said to be proactive or reactive.</param>
/// <param name="Reactive">Those of them that came after the customer's call.</param>
/// <param name="Answered">Activities that answered a signal.</param>
/// <param name="LeadDays">Sum of the days from those signals to their answers.</param>
public sealed record ActivityTime(
    Month Month,
    Guid? PersonId,
    Guid? AccountId,
    long Minutes,
    long WithoutGoal,
    int Labelled,
    int Reactive,
    int Answered,
    int LeadDays
);

/// <summary>
/// Asks what was done from one day to another, both included, by month, person and account, of every account.
/// </summary>
/// <param name="KnownOn">
/// Takes in what was recorded later, by the end of this day. <c>null</c> takes what was known on the last day itself.
/// </param>
public sealed record ActivityTimesBetween(DateOnly From, DateOnly To, DateOnly? KnownOn = null)
    : IQuestion<IReadOnlyList<ActivityTime>>;
