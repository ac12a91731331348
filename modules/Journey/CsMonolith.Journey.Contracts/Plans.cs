using CsMonolith.Kernel;

namespace CsMonolith.Journey.Contracts;

/// <summary>Of what a milestone's owner is alarmed.</summary>
public enum MilestoneAlarmKind
{
    /// <summary>Its day is near, or has passed, and it has not been reached.</summary>
    Near,

    /// <summary>It is expected after its baseline.</summary>
    Slips,
}

/// <summary>The owner of a milestone was alarmed, before its day; told once for each forecast and kind.</summary>
/// <param name="ForecastOn">The day that is expected.</param>
/// <param name="SlipDays">Days from the baseline to that day; <c>null</c> without a baseline.</param>
public sealed record MilestoneAlarmed(
    Guid MilestoneId,
    Guid ProjectId,
    Guid Account,
    Guid OwnerId,
    MilestoneAlarmKind Kind,
    DateOnly ForecastOn,
    int? SlipDays
) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}

/// <summary>
/// How the agreed contacts with an account's groups of people were kept, up to the end of a day. An interval is judged
/// once it is over; it is missed where nobody of ours was in touch with the group in it.
/// </summary>
/// <param name="Cadences">Agreed contacts in force on the day.</param>
/// <param name="Judged">Their intervals that were over, of the last 365 days.</param>
/// <param name="Missed">Those of them in which nobody was in touch.</param>
public sealed record AccountCadencesAsOf(Guid AccountId, int Cadences, int Judged, int Missed);

/// <summary>
/// Asks how the agreed contacts with accounts were kept, from what had taken effect and was recorded by the end of a
/// day. Accounts without any in force are absent.
/// </summary>
/// <param name="Accounts">Which accounts; <c>null</c> for all.</param>
/// <param name="AsOf">The day.</param>
/// <param name="KnownOn">
/// Takes in what was recorded later, by the end of this day. <c>null</c> takes what was known on the day itself.
/// </param>
public sealed record CadencesAsOf(IReadOnlyCollection<Guid>? Accounts, DateOnly AsOf, DateOnly? KnownOn = null)
    : IQuestion<IReadOnlyList<AccountCadencesAsOf>>;
