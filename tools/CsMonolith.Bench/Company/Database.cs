using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CsMonolith.Bench.Company;

/// <summary>
/// The database under test, by hand-written SQL: for filling it quickly, for the floor, and for weighing single
/// statements.
/// </summary>
/// <param name="IsPostgres">PostgreSQL, else SQLite.</param>
/// <param name="ConnectionString">As the provider reads it.</param>
internal sealed record Database(bool IsPostgres, string ConnectionString)
{
    /// <summary>As the host's configuration names it.</summary>
    public string Provider => IsPostgres ? "postgres" : "sqlite";

    /// <summary>As tables of results name it.</summary>
    public string Title => IsPostgres ? "PostgreSQL" : "SQLite";

    /// <summary>A module's table.</summary>
    public string Table(string module, string table) => IsPostgres ? $"{module}.{table}" : $"{module}_{table}";

    /// <summary>An open connection, set as the host sets its own.</summary>
    public async Task<DbConnection> Open(CancellationToken cancellation)
    {
        DbConnection connection = IsPostgres
            ? new NpgsqlConnection(ConnectionString)
            : new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellation);
        if (!IsPostgres)
        {
            await using var pragmas = Command(
                connection,
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0"
            );
            await pragmas.ExecuteNonQueryAsync(cancellation);
        }

        return connection;
    }

    /// <summary>A command with its parameters, all named as in the text: <c>@p0</c>, <c>@p1</c>, …</summary>
    public static DbCommand Command(DbConnection connection, string sql, params IReadOnlyList<object?> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are this program's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Count; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{i}", values[i] ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
