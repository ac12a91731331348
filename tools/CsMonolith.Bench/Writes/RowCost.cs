using System.Data.Common;
using System.Diagnostics;
using CsMonolith.Bench.Company;
using CsMonolith.Bench.Load;

namespace CsMonolith.Bench.Writes;

/// <summary>
/// What one more row costs a transaction: the rows that the host wrote for a contact are written again by bare,
/// prepared SQL, each time in a transaction of their own, with and without the row in question, in turns. It cannot
/// be left out in the host itself.
/// </summary>
internal sealed class RowCost(Database database)
{
    private const int TransactionsInARun = 300;
    private static readonly string[] Unique = ["id", "message_id", "natural_key", "key"];

    /// <summary>Microseconds that a row of a table adds, or <c>null</c> if the host wrote none.</summary>
    public async Task<double?> Of(string table, int rounds, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        var plain = new List<DbCommand>();
        foreach (var one in new[] { ("journey", "contacts"), ("journey", "timeline_entries"), ("platform", "outbox") })
        {
            plain.Add((await Again(connection, one.Item1, one.Item2, cancellation))!);
        }

        if (await Again(connection, "platform", table, cancellation) is not { } more)
        {
            return null;
        }

        var differences = new List<double>();
        await Run(connection, [.. plain, more], cancellation);
        for (var round = 0; round < rounds; round++)
        {
            var without = await Run(connection, plain, cancellation);
            differences.Add(await Run(connection, [.. plain, more], cancellation) - without);
        }

        return Comparison.Median(differences);
    }

    // The row that stands there, under new keys: so this knows no columns that the host might change.
    private async Task<DbCommand?> Again(
        DbConnection connection,
        string module,
        string table,
        CancellationToken cancellation
    )
    {
        var name = database.Table(module, table);
        var (columns, values) = (new List<string>(), new List<object?>());
        try
        {
            await using var ask = Database.Command(connection, $"SELECT * FROM {name} LIMIT 1");
            await using var row = await ask.ExecuteReaderAsync(cancellation);
            if (!await row.ReadAsync(cancellation))
            {
                return null;
            }

            for (var i = 0; i < row.FieldCount; i++)
            {
                if (row.GetName(i) != "seq")
                {
                    columns.Add(row.GetName(i));
                    values.Add(row.IsDBNull(i) ? null : row.GetValue(i));
                }
            }
        }
        catch (DbException)
        {
            return null;
        }

        var places = string.Join(", ", Enumerable.Range(0, columns.Count).Select(place => $"@p{place}"));
        var command = Database.Command(
            connection,
            $"INSERT INTO {name} ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) VALUES ({places})",
            values
        );
        for (var i = 0; i < columns.Count; i++)
        {
            // Marked by the source column, so that each execution gives it a new value.
            command.Parameters[i].SourceColumn = Unique.Contains(columns[i]) ? columns[i] : "";
        }

        return command;
    }

    private static async Task<double> Run(
        DbConnection connection,
        IReadOnlyList<DbCommand> commands,
        CancellationToken cancellation
    )
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < TransactionsInARun; i++)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            foreach (var command in commands)
            {
                command.Transaction = transaction;
                foreach (DbParameter parameter in command.Parameters)
                {
                    if (parameter.SourceColumn.Length > 0)
                    {
                        parameter.Value =
                            parameter.Value is Guid
                                ? Guid.CreateVersion7()
                                : Guid.CreateVersion7().ToString().ToUpperInvariant();
                    }
                }

                await command.ExecuteNonQueryAsync(cancellation);
            }

            await transaction.CommitAsync(cancellation);
        }

        return Stopwatch.GetElapsedTime(began).TotalMicroseconds / TransactionsInARun;
    }
}
