using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CsMonolith.Bench.Company;

/// <summary>
/// Writes many rows straight into a module's table: a binary COPY on PostgreSQL, long inserts in one transaction on
/// SQLite.
/// </summary>
internal static class BulkRows
{
    private const int RowsAtOnce = 100;

    /// <summary>Writes rows, each with a value for every column.</summary>
    public static Task Write(
        Database database,
        DbConnection connection,
        string module,
        string table,
        string[] columns,
        IEnumerable<object?[]> rows,
        CancellationToken cancellation
    ) =>
        connection is NpgsqlConnection postgres
            ? Copy(postgres, database.Table(module, table), columns, rows, cancellation)
            : Insert((SqliteConnection)connection, database.Table(module, table), columns, rows, cancellation);

    private static async Task Copy(
        NpgsqlConnection connection,
        string table,
        string[] columns,
        IEnumerable<object?[]> rows,
        CancellationToken cancellation
    )
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            $"COPY {table} ({Names(columns)}) FROM STDIN (FORMAT BINARY)",
            cancellation
        );
        foreach (var row in rows)
        {
            await writer.WriteRowAsync(cancellation, row!);
        }

        await writer.CompleteAsync(cancellation);
    }

    private static async Task Insert(
        SqliteConnection connection,
        string table,
        string[] columns,
        IEnumerable<object?[]> rows,
        CancellationToken cancellation
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var full = Of(RowsAtOnce);
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            await using var rest = chunk.Length < RowsAtOnce ? Of(chunk.Length) : null;
            var (command, at) = (rest ?? full, 0);
            foreach (var value in chunk.SelectMany(row => row))
            {
                command.Parameters[at++].Value = value ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);

        DbCommand Of(int count)
        {
            var places = Enumerable
                .Range(0, count)
                .Select(row =>
                    "("
                    + string.Join(
                        ", ",
                        Enumerable.Range(row * columns.Length, columns.Length).Select(place => $"@p{place}")
                    )
                    + ")"
                );
            var command = Database.Command(
                connection,
                $"INSERT INTO {table} ({Names(columns)}) VALUES {string.Join(", ", places)}",
                new object?[count * columns.Length]
            );
            command.Transaction = transaction;
            return command;
        }
    }

    private static string Names(string[] columns) => string.Join(", ", columns.Select(column => $"\"{column}\""));
}
