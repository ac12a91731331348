namespace CsMonolith.Journey.Stakeholders;

/// <summary>An account's people as they stood on a day, from what was known by an instant.</summary>
/// <param name="Present">Those who had an entry and had not left.</param>
internal sealed record AccountMap(IReadOnlyList<StakeholderStanding> Present, InitiativeLevel? Level)
{
    public static AccountMap Empty { get; } = new([], Level: null);

    public int InTouch => Present.Count(one => one.InTouch);

    /// <summary>At most one living relation: if that person leaves, nobody there knows us.</summary>
    public bool IsSingleThreaded => InTouch <= 1;

    public bool IsSponsorless => Present.All(one => one.Role != StakeholderRole.Sponsor);
}

/// <summary>Reads the maps of accounts as they were. Two queries, whatever the number of accounts.</summary>
internal static class MapReader
{
    private const int MostIdsInAQuery = 500;

    public static async Task<IReadOnlyDictionary<Guid, AccountMap>> Read(
        JourneyDb db,
        IReadOnlyCollection<Guid>? accounts,
        DateOnly day,
        DateTime known,
        CancellationToken cancellation
    )
    {
        var only = accounts?.ToHashSet();
        var few = only is { Count: <= MostIdsInAQuery } ? new AccountScope(All: false, only) : AccountScope.Everything;
        var standings = await db.Set<StakeholderStanding>()
            .AsNoTracking()
            .Where(one => one.From <= day && one.RecordedAt <= known)
            .Within(few, one => one.AccountId)
            .ToListAsync(cancellation);
        var reaches = (
            await db.Set<InitiativeReach>()
                .AsNoTracking()
                .Where(one => one.From <= day && one.RecordedAt <= known)
                .Within(few, one => one.AccountId)
                .ToListAsync(cancellation)
        )
            .GroupBy(one => one.AccountId)
            .ToDictionary(own => own.Key, own => own.MaxBy(one => (one.From, one.RecordedAt, one.Id))!.Level);
        var present = standings
            .GroupBy(one => one.StakeholderId)
            .Select(own => own.MaxBy(one => (one.From, one.RecordedAt, one.Id))!)
            .Where(one => !one.HasLeft)
            .ToLookup(one => one.AccountId);
        return standings
            .Select(one => one.AccountId)
            .Concat(reaches.Keys)
            .Distinct()
            .Where(account => only?.Contains(account) != false)
            .ToDictionary(
                account => account,
                account => new AccountMap(
                    [.. present[account].OrderByDescending(one => one.Influence).ThenBy(one => one.StakeholderId)],
                    reaches.TryGetValue(account, out var level) ? level : null
                )
            );
    }
}
