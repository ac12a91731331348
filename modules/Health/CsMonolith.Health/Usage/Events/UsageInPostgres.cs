using Npgsql;
using NpgsqlTypes;

namespace CsMonolith.Health.Usage.Events;

/// <summary>Writes usage to PostgreSQL by binary COPY, within the connection's transaction.</summary>
internal sealed class UsageInPostgres(NpgsqlConnection connection, NpgsqlTransaction transaction)
{
    private const string BeforeKeys = "usage_keys";
    private const string CopyKeys = "COPY health.usage_keys (hash, content) FROM STDIN (FORMAT BINARY)";
    private const string AddKeys = """
        INSERT INTO health.usage_keys (hash, content)
            SELECT hash, content FROM unnest(@hashes, @contents) AS new (hash, content) ORDER BY hash
        ON CONFLICT DO NOTHING RETURNING hash
        """;

    private const string KeysBefore = "SELECT hash, content FROM health.usage_keys WHERE hash = ANY (@hashes)";
    private const string CopyEvents = """
        COPY health.usage_events (id, key_hash, account_id, subscription_external_id, day, at, feature, user_ref,
            department,
            count, duration_seconds, errors, is_beta, source, import_id, recorded_at, backfilled, properties)
                FROM STDIN (FORMAT BINARY)
        """;

    /// <summary>
    /// Stores keys for ever; each may occur once in the list. Nearly always all are new, so they are copied, at a third
    /// of the
    /// cost of an insert that looks for conflicts. Where the copy meets a known key it is undone and the insert takes
    /// its place.
    /// </summary>
    /// <returns>The keys that were stored before, each with its content hash.</returns>
    public async Task<IReadOnlyDictionary<Guid, long>> TakeKeys(
        IReadOnlyList<(Guid Hash, long Content)> keys,
        CancellationToken cancellation
    )
    {
        // In one order everywhere, so that two hosts that are sent the same do not deadlock.
        (Guid Hash, long Content)[] ordered = [.. keys.OrderBy(key => key.Hash)];
        await transaction.SaveAsync(BeforeKeys, cancellation);
        try
        {
            await Copy(ordered, cancellation);
            await transaction.ReleaseAsync(BeforeKeys, cancellation);
            return new Dictionary<Guid, long>();
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await transaction.RollbackAsync(BeforeKeys, cancellation);
            return await TakeFree(ordered, cancellation);
        }
    }

    /// <summary>Stores events whose keys are stored already.</summary>
    public async Task AddEvents(IReadOnlyList<UsageEvent> events, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(CopyEvents, cancellation);
        foreach (var one in events)
        {
            await Write(copy, one, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private async Task Copy((Guid Hash, long Content)[] keys, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(CopyKeys, cancellation);
        foreach (var (hash, content) in keys)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(hash, NpgsqlDbType.Uuid, cancellation);
            await copy.WriteAsync(content, NpgsqlDbType.Bigint, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private async Task<Dictionary<Guid, long>> TakeFree(
        (Guid Hash, long Content)[] keys,
        CancellationToken cancellation
    )
    {
        var before = keys.ToDictionary(key => key.Hash, _ => 0L);
        await using (var add = new NpgsqlCommand(AddKeys, connection, transaction))
        {
            add.Parameters.Add(new NpgsqlParameter<Guid[]>("hashes", [.. keys.Select(key => key.Hash)]));
            add.Parameters.Add(new NpgsqlParameter<long[]>("contents", [.. keys.Select(key => key.Content)]));
            await using var taken = await add.ExecuteReaderAsync(cancellation);
            while (await taken.ReadAsync(cancellation))
            {
                before.Remove(taken.GetGuid(0));
            }
        }

        await using var look = new NpgsqlCommand(KeysBefore, connection, transaction);
        look.Parameters.Add(new NpgsqlParameter<Guid[]>("hashes", [.. before.Keys]));
        await using var rows = await look.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            before[rows.GetGuid(0)] = rows.GetInt64(1);
        }

        return before;
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
