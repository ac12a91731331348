using System.Data.Common;
using System.Diagnostics;
using CsMonolith.Bench.Company;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace CsMonolith.Bench.Ingest;

/// <summary>
/// Writes the rows that the host has just stored once more, as fast as the database allows: one connection, one
/// transaction, no checks.
/// </summary>
internal sealed class IngestFloor(Database database)
{
    private const string Columns =
        "id, key_hash, account_id, subscription_external_id, day, at, feature, user_ref, department, count, "
        + "duration_seconds, errors, is_beta, source, import_id, recorded_at, backfilled, properties";
    private const int ColumnCount = 18;

    private static readonly NpgsqlDbType[] Types =
    [
        NpgsqlDbType.Uuid,
        NpgsqlDbType.Uuid,
        NpgsqlDbType.Uuid,
        NpgsqlDbType.Text,
        NpgsqlDbType.Date,
        NpgsqlDbType.TimestampTz,
        NpgsqlDbType.Text,
        NpgsqlDbType.Text,
        NpgsqlDbType.Text,
        NpgsqlDbType.Bigint,
        NpgsqlDbType.Bigint,
        NpgsqlDbType.Bigint,
        NpgsqlDbType.Boolean,
        NpgsqlDbType.Text,
        NpgsqlDbType.Uuid,
        NpgsqlDbType.TimestampTz,
        NpgsqlDbType.Boolean,
        NpgsqlDbType.Text,
    ];

    /// <summary>Makes empty copies of the two tables, with every index that the host's have.</summary>
    public static async Task<IngestFloor> Make(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        if (database.IsPostgres)
        {
            await Execute(
                connection,
                "CREATE SCHEMA floor; CREATE TABLE floor.usage_events (LIKE health.usage_events INCLUDING ALL); "
                    + "CREATE TABLE floor.usage_keys (LIKE health.usage_keys INCLUDING ALL)",
                cancellation
            );
            return new IngestFloor(database);
        }

        var texts = new List<string>();
        await using (
            var look = Database.Command(
                connection,
                "SELECT sql FROM sqlite_master WHERE tbl_name IN ('health_usage_events', 'health_usage_keys') "
                    + "AND sql IS NOT NULL ORDER BY type DESC"
            )
        )
        {
            await using var rows = await look.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
            {
                texts.Add(rows.GetString(0).Replace("health_usage", "floor_usage", StringComparison.Ordinal));
            }
        }

        foreach (var text in texts)
        {
            await Execute(connection, text, cancellation);
        }

        return new IngestFloor(database);
    }

    /// <summary>Writes the newest rows of the host.</summary>
    /// <returns>Rows per second.</returns>
    public async Task<double> Write(int events, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        var rows = await Newest(connection, events, cancellation);
        if (rows.Count != events)
        {
            throw new InvalidOperationException($"The host stored {rows.Count} of {events} events.");
        }

        var began = Stopwatch.GetTimestamp();
        if (database.IsPostgres)
        {
            Copy((NpgsqlConnection)connection, rows);
        }
        else
        {
            Insert((SqliteConnection)connection, rows);
        }

        var took = Stopwatch.GetElapsedTime(began);
        if (!database.IsPostgres)
        {
            // Or else the host would have to fold the floor's pages back in its own time.
            await Execute(connection, "PRAGMA wal_checkpoint(PASSIVE)", cancellation);
        }

        return events / took.TotalSeconds;
    }

    private async Task<List<object?[]>> Newest(DbConnection connection, int events, CancellationToken cancellation)
    {
        await using var command = Database.Command(
            connection,
            $"SELECT {Columns} FROM {database.Table("health", "usage_events")} e WHERE NOT EXISTS (SELECT 1 FROM "
                + $"{database.Table("floor", "usage_keys")} k WHERE k.hash = e.key_hash) ORDER BY id LIMIT "
                + $"{events}"
        );
        await using var read = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<object?[]>(events);
        while (await read.ReadAsync(cancellation))
        {
            var row = new object?[ColumnCount];
            for (var i = 0; i < ColumnCount; i++)
            {
                row[i] = await read.IsDBNullAsync(i, cancellation) ? null : read.GetValue(i);
            }

            rows.Add(row);
        }

        return rows;
    }

    private static void Copy(NpgsqlConnection connection, List<object?[]> rows)
    {
        using var transaction = connection.BeginTransaction();
        using (
            var keys = connection.BeginBinaryImport("COPY floor.usage_keys (hash, content) FROM STDIN (FORMAT BINARY)")
        )
        {
            foreach (var row in rows)
            {
                keys.StartRow();
                keys.Write((Guid)row[1]!, NpgsqlDbType.Uuid);
                keys.Write(0L, NpgsqlDbType.Bigint);
            }

            keys.Complete();
        }

        using (
            var events = connection.BeginBinaryImport($"COPY floor.usage_events ({Columns}) FROM STDIN (FORMAT BINARY)")
        )
        {
            foreach (var row in rows)
            {
                events.StartRow();
                for (var i = 0; i < ColumnCount; i++)
                {
                    Write(events, row[i], Types[i]);
                }
            }

            events.Complete();
        }

        transaction.Commit();
    }

    // Each by its own type: a boxed value would take the importer's slow road.
    private static void Write(NpgsqlBinaryImporter events, object? value, NpgsqlDbType type)
    {
        switch (value)
        {
            case null:
                events.WriteNull();
                break;
            case Guid id:
                events.Write(id, type);
                break;
            case string text:
                events.Write(text, type);
                break;
            case long number:
                events.Write(number, type);
                break;
            case bool flag:
                events.Write(flag, type);
                break;
            case DateOnly day:
                events.Write(day, type);
                break;
            case DateTime instant:
                events.Write(instant, type);
                break;
            default:
                throw new NotSupportedException($"{value.GetType()} is no column of the usage tables.");
        }
    }

    private static void Insert(SqliteConnection connection, List<object?[]> rows)
    {
        using var transaction = connection.BeginTransaction();
        using var key = (SqliteCommand)
            Database.Command(connection, "INSERT INTO floor_usage_keys (hash, content) VALUES (@p0, @p1)", null, 0L);
        using var add = (SqliteCommand)
            Database.Command(
                connection,
                $"INSERT INTO floor_usage_events ({Columns}) VALUES "
                    + $"({string.Join(", ", Enumerable.Range(0, ColumnCount).Select(i => $"@p{i}"))})",
                new object?[ColumnCount]
            );
        (key.Transaction, add.Transaction) = (transaction, transaction);
        key.Prepare();
        add.Prepare();
        foreach (var row in rows)
        {
            key.Parameters[0].Value = row[1];
            key.ExecuteNonQuery();
            for (var i = 0; i < ColumnCount; i++)
            {
                add.Parameters[i].Value = row[i] ?? DBNull.Value;
            }

            add.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static async Task Execute(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = Database.Command(connection, sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
