namespace CsMonolith.Health.Patterns;

/// <summary>Finds the runs whose patterns are listed: the newest mining here, and all that was published.</summary>
internal static class PatternRuns
{
    /// <summary>The runs that were listed at an instant, by id.</summary>
    public static async Task<Dictionary<Guid, PatternRun>> RunsBy(
        this HealthDb db,
        DateTime instant,
        CancellationToken cancellation
    )
    {
        var newest = await db.Set<PatternRun>()
            .Where(run => run.Origin == PatternOrigin.Mined && run.At <= instant)
            .OrderByDescending(run => run.At)
            .ThenByDescending(run => run.Id)
            .Select(run => (Guid?)run.Id)
            .FirstOrDefaultAsync(cancellation);
        return await db.Set<PatternRun>()
            .AsNoTracking()
            .Where(run => run.Origin == PatternOrigin.Published && run.At <= instant || run.Id == newest)
            .ToDictionaryAsync(run => run.Id, cancellation);
    }

    /// <summary>The patterns of some runs.</summary>
    public static IQueryable<Pattern> PatternsOf(this HealthDb db, Dictionary<Guid, PatternRun> runs)
    {
        var ids = runs.Keys.ToArray();
        return db.Set<Pattern>().AsNoTracking().Where(row => ids.Contains(row.RunId));
    }
}
