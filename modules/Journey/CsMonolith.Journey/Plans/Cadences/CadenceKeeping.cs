using CsMonolith.Journey.Activities;

namespace CsMonolith.Journey.Plans.Cadences;

/// <summary>A contact with the customer, as far as it keeps a cadence.</summary>
internal sealed record ContactMade(DateOnly On, ContactChannel Channel, IReadOnlyList<string> With);

/// <summary>An interval of a cadence, both days included.</summary>
internal sealed record CadenceInterval(DateOnly From, DateOnly To);

/// <summary>How a cadence was kept.</summary>
/// <param name="Judged">Intervals that are over, of the last 365 days.</param>
/// <param name="Missed">Those of them without a contact, the oldest first.</param>
/// <param name="LastOn">The last contact that kept it.</param>
internal sealed record CadenceKept(int Judged, IReadOnlyList<CadenceInterval> Missed, DateOnly? LastOn);

/// <summary>Finds the intervals of cadences in which nobody was in touch.</summary>
internal static class CadenceKeeping
{
    /// <summary>How far back intervals are judged.</summary>
    public const int DaysBack = 365;

    /// <summary>The longest interval that may be agreed.</summary>
    public const int LongestInterval = 365;

    /// <summary>
    /// Intervals follow each other from the first day on. One is judged once it is over: its last day lies at or before
    /// the given day and before the end of the cadence. It is kept by one contact by the cadence's way, with somebody
    /// whose
    /// name or department is among the group's; with no names given, with anybody.
    /// </summary>
    /// <param name="cadence">The cadence.</param>
    /// <param name="contacts">Contacts of its account.</param>
    /// <param name="asOf">The last day that is over.</param>
    /// <param name="ended">The last day of the cadence, if that has come.</param>
    public static CadenceKept Of(Cadence cadence, IEnumerable<ContactMade> contacts, DateOnly asOf, DateOnly? ended)
    {
        var days = contacts
            .Where(contact => contact.On >= cadence.FirstOn && contact.On <= asOf && Keeps(cadence, contact))
            .Select(contact => contact.On.DayNumber - cadence.FirstOn.DayNumber)
            .ToList();
        var kept = days.Select(day => day / cadence.EveryDays).ToHashSet();
        var last = (ended is { } end && end < asOf ? end : asOf).DayNumber - cadence.FirstOn.DayNumber;
        var over = last < 0 ? 0 : (last + 1) / cadence.EveryDays;
        var first = Math.Max(
            0,
            Up(asOf.DayNumber - DaysBack + 1 - cadence.FirstOn.DayNumber - cadence.EveryDays + 1, cadence.EveryDays)
        );
        return new CadenceKept(
            Math.Max(0, over - first),
            [
                .. Enumerable
                    .Range(first, Math.Max(0, over - first))
                    .Where(interval => !kept.Contains(interval))
                    .Select(interval => cadence.FirstOn.AddDays(interval * cadence.EveryDays))
                    .Select(from => new CadenceInterval(from, from.AddDays(cadence.EveryDays - 1))),
            ],
            days.Count == 0 ? null : cadence.FirstOn.AddDays(days.Max())
        );
    }

    /// <summary>Reads the contacts that cadences are held against. One query, whatever the number of
    /// accounts.</summary>
    /// <param name="accounts">Which accounts; <c>null</c> for all.</param>
    public static async Task<ILookup<Guid, ContactMade>> Contacts(
        JourneyDb db,
        IReadOnlyCollection<Guid>? accounts,
        DateOnly asOf,
        DateTime known,
        CancellationToken cancellation
    )
    {
        const int mostIdsInAQuery = 500;
        var from = asOf.AddDays(-DaysBack - LongestInterval);
        var only = accounts?.ToHashSet();
        var rows = await db.Set<Activity>()
            .AsNoTracking()
            .Where(one =>
                one.AccountId != null
                && one.Channel != null
                && one.On >= from
                && one.On <= asOf
                && one.RecordedAt <= known
            )
            .Within(
                only is { Count: <= mostIdsInAQuery } ? new AccountScope(All: false, only) : AccountScope.Everything,
                one => one.AccountId!.Value
            )
            .Select(one => new
            {
                one.AccountId,
                one.On,
                one.Channel,
                one.With,
            })
            .ToListAsync(cancellation);
        return rows.Where(row => only?.Contains(row.AccountId!.Value) != false)
            .ToLookup(row => row.AccountId!.Value, row => new ContactMade(row.On, row.Channel!.Value, row.With));
    }

    private static bool Keeps(Cadence cadence, ContactMade contact) =>
        (cadence.Channel is null || cadence.Channel == contact.Channel)
        && (
            cadence.People.Count == 0
            || contact.With.Any(with =>
                cadence.People.Any(name => with.Contains(name, StringComparison.OrdinalIgnoreCase))
            )
        );

    // The first interval that begins no earlier than it must to end within the time that is judged.
    private static int Up(int days, int interval) => (int)Math.Ceiling(days / (double)interval);
}
