using System.Text.Json;
using CsMonolith.Health.Usage.Ingest;

namespace CsMonolith.Health.Usage.Events;

/// <summary>Sums usage up by account and day, and keeps the catalogue of features. Restating is idempotent: a day's row always says what its events say.</summary>
internal sealed class UsageRollUp(HealthDb db)
{
    /// <summary>Restates the days that events were added to or taken from.</summary>
    public async Task Restate(IReadOnlyCollection<(Guid Account, DateOnly Day)> touched, CancellationToken cancellation)
    {
        // The keys travel as one JSON parameter, in the very text that SQLite keeps ids and days in.
        var json = JsonSerializer.Serialize(
            touched.Select(key => new[] { key.Account.ToString().ToUpperInvariant(), key.Day.ToString("yyyy-MM-dd") })
        );
        await (
            db.IsPostgres
                ? db.Database.ExecuteSqlAsync(
                    $"""
                    DELETE FROM health.usage_days d USING json_array_elements({json}::json) t
                    WHERE d.account_id = (t.value->>0)::uuid AND d.day = (t.value->>1)::date
                    """,
                    cancellation
                )
                : db.Database.ExecuteSqlAsync(
                    $"""
                    DELETE FROM health_usage_days WHERE (account_id, day) IN
                        (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each({json}))
                    """,
                    cancellation
                )
        );
        await (
            db.IsPostgres
                ? db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO health.usage_days (account_id, day, uses, seconds, errors, features, users, departments)
                    SELECT e.account_id, e.day, SUM(e.count), SUM(e.duration_seconds), SUM(e.errors),
                        COUNT(DISTINCT e.feature), COUNT(DISTINCT e.user_ref), COUNT(DISTINCT e.department)
                    FROM (SELECT (value->>0)::uuid AS account_id, (value->>1)::date AS day FROM json_array_elements({json}::json)) t
                    JOIN health.usage_events e ON e.account_id = t.account_id AND e.day = t.day
                    GROUP BY e.account_id, e.day
                    """,
                    cancellation
                )
                : db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO health_usage_days (account_id, day, uses, seconds, errors, features, users, departments)
                    SELECT e.account_id, e.day, SUM(e.count), SUM(e.duration_seconds), SUM(e.errors),
                        COUNT(DISTINCT e.feature), COUNT(DISTINCT e.user_ref), COUNT(DISTINCT e.department)
                    FROM json_each({json}) t
                    CROSS JOIN health_usage_events e ON e.account_id = json_extract(t.value, '$[0]') AND e.day = json_extract(t.value, '$[1]')
                    GROUP BY e.account_id, e.day
                    """,
                    cancellation
                )
        );
    }

    /// <summary>Restates every day of a stretch.</summary>
    public async Task Restate(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        await db.Set<UsageDay>().Where(day => day.Day >= from && day.Day <= to).ExecuteDeleteAsync(cancellation);
        await (
            db.IsPostgres
                ? db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO health.usage_days (account_id, day, uses, seconds, errors, features, users, departments)
                    SELECT account_id, day, SUM(count), SUM(duration_seconds), SUM(errors), COUNT(DISTINCT feature), COUNT(DISTINCT user_ref), COUNT(DISTINCT department)
                    FROM health.usage_events WHERE day BETWEEN {from} AND {to} GROUP BY account_id, day
                    """,
                    cancellation
                )
                : db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO health_usage_days (account_id, day, uses, seconds, errors, features, users, departments)
                    SELECT account_id, day, SUM(count), SUM(duration_seconds), SUM(errors), COUNT(DISTINCT feature), COUNT(DISTINCT user_ref), COUNT(DISTINCT department)
                    FROM health_usage_events WHERE day BETWEEN {from} AND {to} GROUP BY account_id, day
                    """,
                    cancellation
                )
        );
    }

    /// <summary>Restates the days that the stream brought events for since the last time, but for those that are restated anyway.</summary>
    public async Task RestateDue(CancellationToken cancellation)
    {
        // What is noted and committed is seen by what follows: every statement sees what was committed before it began.
        var due = await db.Set<DueDay>()
            .Select(row => row.Day)
            .Distinct()
            .OrderBy(day => day)
            .ToListAsync(cancellation);
        foreach (var day in due)
        {
            await db.Transact(
                async () =>
                {
                    await db.Set<DueDay>().Where(row => row.Day == day).ExecuteDeleteAsync(cancellation);
                    await Restate(day, day, cancellation);
                },
                cancellation
            );
        }
    }

    /// <summary>Notes the days and features of events whose days are summed up later.</summary>
    public async Task NoteDue(IReadOnlyCollection<UsageEvent> events, CancellationToken cancellation)
    {
        await db.Append(
            events
                .Select(one => one.Day)
                .Distinct()
                .Select(day => new DueDay { Id = Guid.CreateVersion7(), Day = day })
                .ToList(),
            cancellation
        );
        await Learn(EarliestOf(events), cancellation);
    }

    /// <summary>Since when the features of some events are known.</summary>
    public Dictionary<string, DateTime> EarliestOf(IEnumerable<UsageEvent> events) =>
        events
            .GroupBy(one => one.Feature)
            .ToDictionary(group => group.Key, group => group.Min(one => KnownFrom(one.Day, one.RecordedAt, db.Clock)));

    /// <summary>Notes since when features are known; an earlier instant wins.</summary>
    public async Task Learn(IReadOnlyDictionary<string, DateTime> knownFrom, CancellationToken cancellation)
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

    /// <summary>The instant from which an event counts: it has happened, and it is recorded.</summary>
    public static DateTime KnownFrom(DateOnly day, DateTime recordedAt, Clock clock) =>
        clock.StartOf(day) is var start && start > recordedAt ? start : recordedAt;
}
