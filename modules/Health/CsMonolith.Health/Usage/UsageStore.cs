using System.Data;
using System.Data.Common;
using CsMonolith.Health.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace CsMonolith.Health.Usage;

/// <summary>An event on its way in, with the hash of what it says.</summary>
internal sealed record NewUse(UsageEvent Event, long Content);

/// <summary>
/// Writes usage in bulk within the context's transaction: prepared inserts on SQLite, a binary COPY to a staging table and one
/// INSERT on PostgreSQL. The change tracker would cost more than the rows.
/// </summary>
internal sealed class UsageStore(HealthDb db)
{
    private const string AddKey = "INSERT INTO health_usage_keys (hash, content) VALUES (@hash, @content) ON CONFLICT DO NOTHING";

    private const string AddEvent = """
        INSERT INTO health_usage_events (id, key_hash, account_id, subscription_external_id, day, at, feature, user_ref, department,
            count, duration_seconds, errors, is_beta, source, import_id, recorded_at, backfilled)
        VALUES (@id, @hash, @account, @subscription, @day, @at, @feature, @user, @department,
            @count, @seconds, @errors, @beta, @source, @import, @recorded, @backfilled)
        """;

    private const string MakeStaging = """
        CREATE TEMP TABLE IF NOT EXISTS usage_staging (LIKE health.usage_events, content bigint) ON COMMIT DROP;
        TRUNCATE usage_staging;
        """;

    private const string CopyToStaging = """
        COPY usage_staging (id, key_hash, account_id, subscription_external_id, day, at, feature, user_ref, department,
            count, duration_seconds, errors, is_beta, source, import_id, recorded_at, backfilled, content) FROM STDIN (FORMAT BINARY)
        """;

    private const string TakeFromStaging = """
        WITH fresh AS (
            INSERT INTO health.usage_keys (hash, content) SELECT key_hash, content FROM usage_staging ON CONFLICT DO NOTHING RETURNING hash)
        INSERT INTO health.usage_events (id, key_hash, account_id, subscription_external_id, day, at, feature, user_ref, department,
            count, duration_seconds, errors, is_beta, source, import_id, recorded_at, backfilled)
        SELECT id, key_hash, account_id, subscription_external_id, day, at, feature, user_ref, department,
            count, duration_seconds, errors, is_beta, source, import_id, recorded_at, backfilled
        FROM usage_staging JOIN fresh ON fresh.hash = usage_staging.key_hash
        """;

    private const string TakenBefore = """
        SELECT s.key_hash, k.content FROM usage_staging s JOIN health.usage_keys k ON k.hash = s.key_hash
        WHERE NOT EXISTS (SELECT 1 FROM health.usage_events e WHERE e.id = s.id)
        """;

    /// <summary>Stores the events whose key is new; each key may occur once in <paramref name="uses"/>.</summary>
    /// <returns>By key, the content of those that had been taken before: nothing of them is stored now.</returns>
    public Task<IReadOnlyDictionary<Guid, long>> Add(IReadOnlyList<NewUse> uses, CancellationToken cancellation) =>
        db.IsPostgres ? Copy(uses, cancellation) : Task.FromResult(Insert(uses));

    // Synchronous throughout: SQLite works in this process, and 100,000 awaits would be most of the time.
    private IReadOnlyDictionary<Guid, long> Insert(IReadOnlyList<NewUse> uses)
    {
        var before = new Dictionary<Guid, long>();
        using var addKey = Command(AddKey);
        using var addEvent = Command(AddEvent);
        using var content = Command("SELECT content FROM health_usage_keys WHERE hash = @hash");
        foreach (var use in uses)
        {
            var one = use.Event;
            Bind(addKey, ("@hash", one.KeyHash), ("@content", use.Content));
            if (addKey.ExecuteNonQuery() == 0)
            {
                Bind(content, ("@hash", one.KeyHash));
                before.Add(one.KeyHash, (long)content.ExecuteScalar()!);
                continue;
            }

            Bind(addEvent,
                ("@id", one.Id), ("@hash", one.KeyHash), ("@account", one.AccountId), ("@subscription", one.SubscriptionExternalId), ("@day", one.Day),
                ("@at", one.At), ("@feature", one.Feature), ("@user", one.UserRef), ("@department", one.Department), ("@count", one.Count),
                ("@seconds", one.DurationSeconds), ("@errors", one.Errors), ("@beta", one.IsBeta), ("@source", one.Source), ("@import", one.ImportId),
                ("@recorded", one.RecordedAt), ("@backfilled", one.Backfilled));
            addEvent.ExecuteNonQuery();
        }

        return before;
    }

    private SqliteCommand Command(string sql) => new(sql, (SqliteConnection)db.Database.GetDbConnection(), (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction());

    private static void Bind(SqliteCommand command, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (command.Parameters.Count == 0)
        {
            foreach (var (name, _) in values)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        }
    }

    private async Task<IReadOnlyDictionary<Guid, long>> Copy(IReadOnlyList<NewUse> uses, CancellationToken cancellation)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using (var make = new NpgsqlCommand(MakeStaging, connection))
        {
            await make.ExecuteNonQueryAsync(cancellation);
        }

        await using (var copy = await connection.BeginBinaryImportAsync(CopyToStaging, cancellation))
        {
            foreach (var use in uses)
            {
                await Write(copy, use, cancellation);
            }

            await copy.CompleteAsync(cancellation);
        }

        await using (var take = new NpgsqlCommand(TakeFromStaging, connection))
        {
            await take.ExecuteNonQueryAsync(cancellation);
        }

        var before = new Dictionary<Guid, long>();
        await using var look = new NpgsqlCommand(TakenBefore, connection);
        await using var rows = await look.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            before.Add(rows.GetGuid(0), rows.GetInt64(1));
        }

        return before;
    }

    private static async Task Write(NpgsqlBinaryImporter copy, NewUse use, CancellationToken cancellation)
    {
        var one = use.Event;
        await copy.StartRowAsync(cancellation);
        await copy.WriteAsync(one.Id, NpgsqlDbType.Uuid, cancellation);
        await copy.WriteAsync(one.KeyHash, NpgsqlDbType.Uuid, cancellation);
        await copy.WriteAsync(one.AccountId, NpgsqlDbType.Uuid, cancellation);
        await copy.WriteAsync(one.SubscriptionExternalId, NpgsqlDbType.Text, cancellation);
        await copy.WriteAsync(one.Day, NpgsqlDbType.Date, cancellation);
        await copy.WriteAsync(one.At, NpgsqlDbType.TimestampTz, cancellation);
        await copy.WriteAsync(one.Feature, NpgsqlDbType.Text, cancellation);
        await copy.WriteAsync(one.UserRef, NpgsqlDbType.Text, cancellation);
        await copy.WriteAsync(one.Department, NpgsqlDbType.Text, cancellation);
        await copy.WriteAsync(one.Count, NpgsqlDbType.Bigint, cancellation);
        await copy.WriteAsync(one.DurationSeconds, NpgsqlDbType.Bigint, cancellation);
        await copy.WriteAsync(one.Errors, NpgsqlDbType.Bigint, cancellation);
        await copy.WriteAsync(one.IsBeta, NpgsqlDbType.Boolean, cancellation);
        await copy.WriteAsync(one.Source, NpgsqlDbType.Text, cancellation);
        await copy.WriteAsync(one.ImportId, NpgsqlDbType.Uuid, cancellation);
        await copy.WriteAsync(one.RecordedAt, NpgsqlDbType.TimestampTz, cancellation);
        await copy.WriteAsync(one.Backfilled, NpgsqlDbType.Boolean, cancellation);
        await copy.WriteAsync(use.Content, NpgsqlDbType.Bigint, cancellation);
    }
}
