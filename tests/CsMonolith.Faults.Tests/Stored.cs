using System.Data.Common;
using CsMonolith.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CsMonolith.Faults.Tests;

/// <summary>What is stored, seen from beside the hosts: they may be dead, paused, or wrong.</summary>
internal sealed class Stored(TestDatabase database)
{
    /// <summary>The full name of a module's table.</summary>
    public static string Table(string module, string name) =>
        TestDatabase.IsPostgres ? $"{module}.{name}" : $"{module}_{name}";

    /// <summary>The rows of a query, as texts; a null is an empty one.</summary>
    public async Task<IReadOnlyList<string[]>> Rows(string sql, params (string Name, object Value)[] values)
    {
        await using DbConnection connection = TestDatabase.IsPostgres
            ? new NpgsqlConnection(database.ConnectionString)
            : new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are written here; values are bound.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();

            // EF writes a Guid to SQLite as upper-case text.
            (parameter.ParameterName, parameter.Value) = (
                name,
                value is Guid id && !TestDatabase.IsPostgres ? id.ToString().ToUpperInvariant() : value
            );
            command.Parameters.Add(parameter);
        }

        var rows = new List<string[]>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add([
                .. Enumerable
                    .Range(0, reader.FieldCount)
                    .Select(i =>
                        reader.IsDBNull(i)
                            ? ""
                            : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture)!
                    ),
            ]);
        }

        return rows;
    }

    /// <summary>The only number that a query answers.</summary>
    public async Task<long> Number(string sql, params (string Name, object Value)[] values) =>
        long.Parse((await Rows(sql, values)).Single()[0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A job's row.</summary>
    public async Task<StoredJob> Job(Guid id)
    {
        var row = (
            await Rows(
                $"SELECT state, attempt, held_by, percent, ended_at, result, last_event FROM {Table("platform", "jobs")} WHERE id = @id",
                ("@id", id)
            )
        ).Single();
        return new StoredJob(
            row[0],
            int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture),
            row[2],
            int.Parse(row[3], System.Globalization.CultureInfo.InvariantCulture),
            row[4],
            row[5],
            row[6]
        );
    }

    /// <summary>Looks at a job until it is as wanted.</summary>
    public async Task<StoredJob> Until(Guid id, Func<StoredJob, bool> wanted, TimeSpan atMost)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        while (true)
        {
            var job = await Job(id);
            if (wanted(job))
            {
                return job;
            }

            if (System.Diagnostics.Stopwatch.GetElapsedTime(began) > atMost)
            {
                throw new TimeoutException($"The job stayed {job}.");
            }

            await Task.Delay(25);
        }
    }
}

internal sealed record StoredJob(
    string State,
    int Attempt,
    string HeldBy,
    int Percent,
    string EndedAt,
    string Result,
    string LastEvent
)
{
    public bool IsOver => State is not ("Queued" or "Running");
}
