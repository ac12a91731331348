using CsMonolith.Platform.Storage;
using Microsoft.Data.Sqlite;

namespace CsMonolith.Health.Usage.Events;

/// <summary>
/// Writes usage to SQLite row by row and synchronously: an await for each row would cost more than the row.
/// </summary>
internal sealed class UsageInSqlite(SqliteConnection connection)
{
    private const string AddKey = "INSERT INTO health_usage_keys (hash, content) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private const string AddEvent = """
        INSERT INTO health_usage_events (id, key_hash, account_id, subscription_external_id, day, at, feature, user_ref, department,
            count, duration_seconds, errors, is_beta, source, import_id, recorded_at, backfilled, properties)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    /// <summary>Stores keys for ever; each may occur once in the list.</summary>
    /// <returns>The keys that were stored before, each with its content hash.</returns>
    public IReadOnlyDictionary<Guid, long> TakeKeys(IReadOnlyList<(Guid Hash, long Content)> keys)
    {
        var before = new Dictionary<Guid, long>();
        using var add = new SqliteStatement(connection, AddKey);
        using var look = new SqliteStatement(connection, "SELECT content FROM health_usage_keys WHERE hash = ?");
        foreach (var (hash, content) in keys)
        {
            if (add.Bind(hash).Bind(content).Run() == 0)
            {
                before.Add(hash, look.Bind(hash).Ask()!.Value);
            }
        }

        return before;
    }

    /// <summary>Stores events whose keys are stored already.</summary>
    public void AddEvents(IReadOnlyList<UsageEvent> events)
    {
        using var add = new SqliteStatement(connection, AddEvent);
        foreach (var one in events)
        {
            add.Bind(one.Id)
                .Bind(one.KeyHash)
                .Bind(one.AccountId)
                .Bind(one.SubscriptionExternalId)
                .Bind(one.Day)
                .Bind(one.At)
                .Bind(one.Feature)
                .Bind(one.UserRef)
                .Bind(one.Department)
                .Bind(one.Count)
                .Bind(one.DurationSeconds)
                .Bind(one.Errors)
                .Bind(one.IsBeta)
                .Bind(one.Source)
                .Bind(one.ImportId)
                .Bind(one.RecordedAt)
                .Bind(one.Backfilled)
                .Bind(one.Properties)
                .Run();
        }
    }
}
