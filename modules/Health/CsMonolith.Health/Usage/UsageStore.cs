using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace CsMonolith.Health.Usage;

/// <summary>An event on its way in, with the hash of what it says.</summary>
internal sealed record NewUse(UsageEvent Event, long Content);

/// <summary>
/// Writes usage in bulk within the context's transaction: prepared inserts on SQLite, arrays and a binary COPY on PostgreSQL. The change
/// tracker would cost more than the rows.
/// </summary>
internal sealed class UsageStore(HealthDb db)
{
    private const string AddKey = "INSERT INTO health_usage_keys (hash, content) VALUES (@hash, @content) ON CONFLICT DO NOTHING";

    private const string AddEvent = """
        INSERT INTO health_usage_events (id, key_hash, account_id, subscription_external_id, day, at, feature, user_ref, department,
            count, duration_seconds, errors, is_beta, source, import_id, recorded_at, backfilled, properties)
        VALUES (@id, @hash, @account, @subscription, @day, @at, @feature, @user, @department,
            @count, @seconds, @errors, @beta, @source, @import, @recorded, @backfilled, @properties)
        """;

    // In one order everywhere, so that two hosts that are sent the same never wait for each other crosswise.
    private const string AddKeys = """
        INSERT INTO health.usage_keys (hash, content) SELECT hash, content FROM unnest(@hashes, @contents) AS new (hash, content) ORDER BY hash
        ON CONFLICT DO NOTHING RETURNING hash
        """;

    private const string CopyEvents = """
        COPY health.usage_events (id, key_hash, account_id, subscription_external_id, day, at, feature, user_ref, department,
            count, duration_seconds, errors, is_beta, source, import_id, recorded_at, backfilled, properties) FROM STDIN (FORMAT BINARY)
        """;

    /// <summary>Stores the events whose key is new; each key may occur once in <paramref name="uses"/>.</summary>
    /// <returns>By key, the content of those that had been taken before: nothing of them is stored now.</returns>
    public async Task<IReadOnlyDictionary<Guid, long>> Add(IReadOnlyList<NewUse> uses, CancellationToken cancellation)
    {
        var before = await TakeKeys([.. uses.Select(use => (use.Event.KeyHash, use.Content))], cancellation);
        await AddEvents([.. uses.Where(use => !before.ContainsKey(use.Event.KeyHash)).Select(use => use.Event)], cancellation);
        return before;
    }

    /// <summary>Takes keys, each of which may occur once, for ever.</summary>
    /// <returns>By key, the content of those that had been taken before.</returns>
    public Task<IReadOnlyDictionary<Guid, long>> TakeKeys(IReadOnlyList<(Guid Hash, long Content)> keys, CancellationToken cancellation) =>
        db.IsPostgres ? TakeInArrays(keys, cancellation) : Task.FromResult(TakeOneByOne(keys));

    /// <summary>Stores events whose keys are taken.</summary>
    public async Task AddEvents(IReadOnlyList<UsageEvent> events, CancellationToken cancellation)
    {
        if (events.Count == 0)
        {
            return;
        }

        if (!db.IsPostgres)
        {
            Insert(events);
            db.Weigh(events.Count);
            return;
        }

        await using var copy = await Npgsql.BeginBinaryImportAsync(CopyEvents, cancellation);
        foreach (var one in events)
        {
            await Write(copy, one, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private NpgsqlConnection Npgsql => (NpgsqlConnection)db.Database.GetDbConnection();

    private async Task<IReadOnlyDictionary<Guid, long>> TakeInArrays(IReadOnlyList<(Guid Hash, long Content)> keys, CancellationToken cancellation)
    {
        var before = keys.ToDictionary(key => key.Hash, _ => 0L);
        await using (var add = new NpgsqlCommand(AddKeys, Npgsql))
        {
            add.Parameters.Add(new NpgsqlParameter<Guid[]>("hashes", [.. keys.Select(key => key.Hash)]));
            add.Parameters.Add(new NpgsqlParameter<long[]>("contents", [.. keys.Select(key => key.Content)]));
            await using var taken = await add.ExecuteReaderAsync(cancellation);
            while (await taken.ReadAsync(cancellation))
            {
                before.Remove(taken.GetGuid(0));
            }
        }

        if (before.Count > 0)
        {
            var hashes = before.Keys.ToArray();
            foreach (var key in await db.Set<UsageKey>().AsNoTracking().Where(key => hashes.Contains(key.Hash)).ToListAsync(cancellation))
            {
                before[key.Hash] = key.Content;
            }
        }

        return before;
    }

    // Synchronous throughout: SQLite works in this process, and 100,000 awaits would be most of the time.
    private IReadOnlyDictionary<Guid, long> TakeOneByOne(IReadOnlyList<(Guid Hash, long Content)> keys)
    {
        var before = new Dictionary<Guid, long>();
        using var add = Command(AddKey);
        using var look = Command("SELECT content FROM health_usage_keys WHERE hash = @hash");
        foreach (var key in keys)
        {
            Bind(add, ("@hash", key.Hash), ("@content", key.Content));
            if (add.ExecuteNonQuery() == 0)
            {
                Bind(look, ("@hash", key.Hash));
                before.Add(key.Hash, (long)look.ExecuteScalar()!);
            }
        }

        return before;
    }

    private void Insert(IReadOnlyList<UsageEvent> events)
    {
        using var add = Command(AddEvent);
        foreach (var one in events)
        {
            Bind(add,
                ("@id", one.Id), ("@hash", one.KeyHash), ("@account", one.AccountId), ("@subscription", one.SubscriptionExternalId), ("@day", one.Day),
                ("@at", one.At), ("@feature", one.Feature), ("@user", one.UserRef), ("@department", one.Department), ("@count", one.Count),
                ("@seconds", one.DurationSeconds), ("@errors", one.Errors), ("@beta", one.IsBeta), ("@source", one.Source), ("@import", one.ImportId),
                ("@recorded", one.RecordedAt), ("@backfilled", one.Backfilled), ("@properties", one.Properties));
            add.ExecuteNonQuery();
        }
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

    private static async Task Write(NpgsqlBinaryImporter copy, UsageEvent one, CancellationToken cancellation)
    {
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
        await copy.WriteAsync(one.Properties, NpgsqlDbType.Text, cancellation);
    }
}
