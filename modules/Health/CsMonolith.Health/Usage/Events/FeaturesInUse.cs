namespace CsMonolith.Health.Usage.Events;

/// <summary>
/// Keeps the list of the product's features that customers have used, each with the instant since when it is known.
/// </summary>
internal sealed class FeaturesInUse(HealthDb db)
{
    /// <summary>
    /// Adds the features that some events name. A feature that is known already keeps the earlier instant.
    /// </summary>
    public Task Learn(IReadOnlyCollection<UsageEvent> events, CancellationToken cancellation) =>
        Learn(
            events
                .GroupBy(one => one.Feature)
                .ToDictionary(
                    group => group.Key,
                    group => group.Min(one => KnownFrom(one.Day, one.RecordedAt, db.Clock))
                ),
            cancellation
        );

    /// <summary>Works out afresh since when some features are known, after events were taken back.</summary>
    public async Task Relearn(IReadOnlyCollection<string> features, CancellationToken cancellation)
    {
        await db.Set<UsedFeature>().Where(row => features.Contains(row.Feature)).ExecuteDeleteAsync(cancellation);
        var days = await db.Set<UsageEvent>()
            .Where(one => features.Contains(one.Feature))
            .GroupBy(one => new { one.Feature, one.Day })
            .Select(group => new
            {
                group.Key.Feature,
                group.Key.Day,
                Recorded = group.Min(one => one.RecordedAt),
            })
            .ToListAsync(cancellation);
        await Learn(
            days.GroupBy(row => row.Feature)
                .ToDictionary(
                    group => group.Key,
                    group => group.Min(row => KnownFrom(row.Day, row.Recorded, db.Clock))
                ),
            cancellation
        );
    }

    private async Task Learn(Dictionary<string, DateTime> knownFrom, CancellationToken cancellation)
    {
        var names = knownFrom.Keys.ToArray();
        var known = await db.Set<UsedFeature>()
            .AsNoTracking()
            .Where(row => names.Contains(row.Feature))
            .ToDictionaryAsync(row => row.Feature, row => row.KnownFrom, cancellation);
        foreach (
            var (feature, since) in knownFrom
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Where(pair => !known.TryGetValue(pair.Key, out var before) || pair.Value < before)
        )
        {
            await (
                db.IsPostgres
                    ? db.Database.ExecuteSqlAsync(
                        $"""
                        INSERT INTO health.usage_features AS f (feature, known_from) VALUES ({feature}, {since})
                        ON CONFLICT (feature) DO UPDATE SET known_from = LEAST(f.known_from, excluded.known_from)
                        """,
                        cancellation
                    )
                    : db.Database.ExecuteSqlAsync(
                        $"""
                        INSERT INTO health_usage_features AS f (feature, known_from) VALUES ({feature}, {since})
                        ON CONFLICT (feature) DO UPDATE SET known_from = MIN(f.known_from, excluded.known_from)
                        """,
                        cancellation
                    )
            );
        }
    }

    // The instant from which an event counts: it has happened, and it is recorded.
    private static DateTime KnownFrom(DateOnly day, DateTime recordedAt, Clock clock) =>
        clock.StartOf(day) is var start && start > recordedAt ? start : recordedAt;
}
