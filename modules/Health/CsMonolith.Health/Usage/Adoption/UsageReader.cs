using CsMonolith.Health.Usage.Events;

namespace CsMonolith.Health.Usage.Adoption;

/// <summary>What an account used within a stretch of days.</summary>
/// <param name="ActiveUserDays">
/// Users times the days on which they used anything; a day whose users are not named counts as one.
/// </param>
/// <param name="Features">Distinct features.</param>
/// <param name="Users">Distinct named users.</param>
/// <param name="Departments">Distinct named departments.</param>
internal sealed record UseWithin(
    long Uses,
    long Seconds,
    long Errors,
    int ActiveUserDays,
    int Features,
    int Users,
    int Departments
)
{
    public static UseWithin None { get; } = new(0, 0, 0, 0, 0, 0, 0);
}

/// <summary>One account's use as known at the end of a day.</summary>
/// <param name="LastUse">The last day of use.</param>
/// <param name="Recent">The 30 days to that day.</param>
/// <param name="UsesBefore">Uses in the 30 days before those.</param>
/// <param name="Earlier">The 30 days that ended 90 days before.</param>
/// <param name="NamesUsers">Whether its usage has ever named a user.</param>
internal sealed record AccountUse(
    DateOnly? LastUse,
    UseWithin Recent,
    long UsesBefore,
    UseWithin Earlier,
    bool NamesUsers
)
{
    public static AccountUse None { get; } = new(null, UseWithin.None, 0, UseWithin.None, NamesUsers: false);
}

/// <summary>Use as known at the end of a day, of every account that had any by then.</summary>
/// <param name="FeaturesKnown">Features in the catalogue on that day.</param>
internal sealed record UseAsOf(DateOnly AsOf, int FeaturesKnown, IReadOnlyDictionary<Guid, AccountUse> Accounts)
{
    /// <summary>The account's use; none for an account without any event.</summary>
    public AccountUse Of(Guid account) => Accounts.GetValueOrDefault(account) ?? AccountUse.None;
}

/// <summary>
/// Reads use at a point in time: from the events that had happened by the end of a day and were recorded by then.
/// </summary>
internal sealed class UsageReader(HealthDb db)
{
    /// <summary>Days of a window of use.</summary>
    public const int Window = 30;

    /// <summary>Days between the end of a window and the end of the earlier one that it is compared with.</summary>
    public const int Back = 90;

    /// <summary>Reads some accounts in five queries.</summary>
    /// <param name="accounts">Which.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <param name="knownOn">
    /// Takes in events of then that were recorded later, by the end of this day; the catalogue stays as it was.
    /// </param>
    public async Task<UseAsOf> Read(
        AccountScope accounts,
        DateOnly asOf,
        CancellationToken cancellation,
        DateOnly? knownOn = null
    )
    {
        var (then, knownBy) = (db.Clock.EndOf(asOf), db.Clock.EndOf(knownOn ?? asOf));
        var known = db.Set<UsageEvent>()
            .AsNoTracking()
            .Within(accounts, one => one.AccountId)
            .Where(one => one.Day <= asOf && one.RecordedAt <= knownBy);
        var features = await db.Set<UsedFeature>().CountAsync(row => row.KnownFrom <= then, cancellation);
        var last = await known
            .GroupBy(one => one.AccountId)
            .Select(group => new
            {
                group.Key,
                Day = group.Max(one => one.Day),
                NamesUsers = group.Max(one => one.UserRef) != null,
            })
            .ToListAsync(cancellation);

        var recent = await Within(known, asOf, cancellation);
        var before = await Days(known, asOf.AddDays(1 - (2 * Window)), asOf.AddDays(-Window))
            .GroupBy(one => one.AccountId)
            .Select(group => new { group.Key, Uses = group.Sum(one => one.Count) })
            .ToDictionaryAsync(row => row.Key, row => row.Uses, cancellation);
        var earlier = await Within(known, asOf.AddDays(-Back), cancellation);
        return new UseAsOf(
            asOf,
            features,
            last.ToDictionary(
                row => row.Key,
                row => new AccountUse(
                    row.Day,
                    recent.GetValueOrDefault(row.Key, UseWithin.None),
                    before.GetValueOrDefault(row.Key),
                    earlier.GetValueOrDefault(row.Key, UseWithin.None),
                    row.NamesUsers
                )
            )
        );
    }

    private static IQueryable<UsageEvent> Days(IQueryable<UsageEvent> events, DateOnly from, DateOnly to) =>
        events.Where(one => one.Day >= from && one.Day <= to);

    private static async Task<Dictionary<Guid, UseWithin>> Within(
        IQueryable<UsageEvent> known,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var window = Days(known, to.AddDays(1 - Window), to);
        var userDays = await window
            .GroupBy(one => new { one.AccountId, one.Day })
            .Select(group => new
            {
                group.Key.AccountId,
                Users = group.Where(one => one.UserRef != null).Select(one => one.UserRef).Distinct().Count(),
            })
            .GroupBy(row => row.AccountId)
            .Select(group => new { group.Key, Days = group.Sum(row => row.Users == 0 ? 1 : row.Users) })
            .ToDictionaryAsync(row => row.Key, row => row.Days, cancellation);
        return await window
            .GroupBy(one => one.AccountId)
            .Select(group => new
            {
                group.Key,
                Uses = group.Sum(one => one.Count),
                Seconds = group.Sum(one => one.DurationSeconds),
                Errors = group.Sum(one => one.Errors),
                Features = group.Select(one => one.Feature).Distinct().Count(),
                Users = group.Where(one => one.UserRef != null).Select(one => one.UserRef).Distinct().Count(),
                Departments = group
                    .Where(one => one.Department != null)
                    .Select(one => one.Department)
                    .Distinct()
                    .Count(),
            })
            .ToDictionaryAsync(
                row => row.Key,
                row => new UseWithin(
                    row.Uses,
                    row.Seconds,
                    row.Errors,
                    userDays[row.Key],
                    row.Features,
                    row.Users,
                    row.Departments
                ),
                cancellation
            );
    }
}
