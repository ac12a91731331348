namespace CsMonolith.Health.Snapshots;

/// <summary>Finds the newest snapshots.</summary>
internal static class NewestSnapshots
{
    /// <summary>Each account's newest snapshot by a day, of accounts that were live in it.</summary>
    public static Task<List<Snapshot>> NewestLive(this HealthDb db, DateOnly by, CancellationToken cancellation)
    {
        var newest = db.Set<Snapshot>()
            .Where(row => row.AsOf <= by)
            .GroupBy(row => row.AccountId)
            .Select(rows => new { AccountId = rows.Key, AsOf = rows.Max(row => row.AsOf) });
        return db.Set<Snapshot>()
            .AsNoTracking()
            .Join(newest, row => new { row.AccountId, row.AsOf }, last => last, (row, last) => row)
            .Where(row => row.IsLive)
            .OrderBy(row => row.AccountId)
            .ToListAsync(cancellation);
    }
}
