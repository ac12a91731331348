using CsMonolith.Kernel;

namespace CsMonolith.Journey.Contracts;

/// <summary>A task's due day passed and it is not done; told once for each due day.</summary>
/// <param name="Account"><c>null</c> for work that is for no account.</param>
/// <param name="PersonId">Who of ours does it, or follows it up.</param>
/// <param name="IsTheirs">Whether the customer has to do it.</param>
public sealed record TaskFellOverdue(Guid TaskId, Guid? Account, Guid? PersonId, bool IsTheirs, DateOnly DueOn) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}

/// <summary>A task was done.</summary>
/// <param name="Account"><c>null</c> for work that is for no account.</param>
/// <param name="PersonId">Who of ours did it, or followed it up.</param>
/// <param name="IsTheirs">Whether the customer did it.</param>
/// <param name="DueOn">The due day then in force.</param>
public sealed record TaskFinished(
    Guid TaskId,
    Guid? Account,
    Guid? PersonId,
    bool IsTheirs,
    DateOnly On,
    DateOnly DueOn
) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}

/// <summary>
/// An account's tasks at the end of a day. The commitment rate (顧客コミットメント) is <paramref name="TheirsOnTime"/> over
/// <paramref name="TheirsJudged"/>, and undefined while nothing is judged.
/// </summary>
/// <param name="Open">Not done and not dropped, on either side.</param>
/// <param name="Overdue">Open, with a due day that had passed.</param>
/// <param name="TheirsOpen">Open, and the customer's to do.</param>
/// <param name="TheirsOverdue">Those of them whose due day had passed.</param>
/// <param name="TheirsJudged">The customer's tasks that were done, or whose promised day had passed; without those
/// dropped.</param>
/// <param name="TheirsOnTime">Those of them that were done by the promised day. A due day that was moved after it had
/// passed is not the promised one.</param>
public sealed record AccountTasksAsOf(
    Guid AccountId,
    int Open,
    int Overdue,
    int TheirsOpen,
    int TheirsOverdue,
    int TheirsJudged,
    int TheirsOnTime
);

/// <summary>
/// Asks what accounts' tasks were like at the end of a day, from what had taken effect and was recorded by then.
/// Accounts without tasks are absent.
/// </summary>
/// <param name="Accounts">Which accounts; <c>null</c> for all.</param>
/// <param name="AsOf">The day.</param>
/// <param name="KnownOn">
/// Takes in what was recorded later, by the end of this day. <c>null</c> takes what was known on the day itself.
/// </param>
public sealed record TasksAsOf(IReadOnlyCollection<Guid>? Accounts, DateOnly AsOf, DateOnly? KnownOn = null)
    : IQuestion<IReadOnlyList<AccountTasksAsOf>>;
