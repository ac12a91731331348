using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// Keeps SQLite's statements prepared on connections that stay open, which is a third of what a small query costs. EF
/// makes a command for each execution; here a prepared one of the same text runs in its place, with its parameters.
/// Npgsql does this by itself.
/// </summary>
internal sealed class PreparedReads : DbCommandInterceptor
{
    public static readonly PreparedReads Instance = new();

    private const int MostKept = 100;
    private readonly ConditionalWeakTable<DbConnection, Kept> _connections = [];

    /// <summary>Begins to keep the statements of a connection, until it is collected or <see cref="Forget"/>.</summary>
    public void Keep(DbConnection connection) => _connections.Add(connection, new Kept());

    /// <summary>Finalises what is kept of a connection that is about to close.</summary>
    public void Forget(DbConnection connection)
    {
        if (_connections.TryGetValue(connection, out var kept))
        {
            _connections.Remove(connection);
            kept.Clear();
        }
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    ) =>
        command is SqliteCommand { Connection: { } connection } asked
        && _connections.TryGetValue(connection, out var kept)
            ? InterceptionResult<DbDataReader>.SuppressWithResult(kept.Run(asked))
            : result;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(ReaderExecuting(command, eventData, result));

    public override InterceptionResult DataReaderDisposing(
        DbCommand command,
        DataReaderDisposingEventData eventData,
        InterceptionResult result
    )
    {
        if (command.Connection is { } connection && _connections.TryGetValue(connection, out var kept))
        {
            kept.GiveBack(eventData.DataReader);
        }

        return result;
    }

    // Of one connection, which one request uses at a time.
    private sealed class Kept
    {
        private readonly Dictionary<string, SqliteCommand> _free = new(StringComparer.Ordinal);
        private readonly Dictionary<DbDataReader, SqliteCommand> _running = [];

        public SqliteDataReader Run(SqliteCommand asked)
        {
            // A statement is taken out while it runs: whoever asks the same meanwhile gets another.
            if (!_free.Remove(asked.CommandText, out var prepared))
            {
                prepared = new SqliteCommand(asked.CommandText, asked.Connection);
            }

            prepared.Transaction = asked.Transaction;
            prepared.CommandTimeout = asked.CommandTimeout;
            prepared.Parameters.Clear();
            foreach (SqliteParameter parameter in asked.Parameters)
            {
                prepared.Parameters.Add(parameter);
            }

            try
            {
                var reader = prepared.ExecuteReader();
                _running.Add(reader, prepared);
                return reader;
            }
            catch (SqliteException)
            {
                prepared.Dispose();
                throw;
            }
        }

        public void GiveBack(DbDataReader reader)
        {
            if (!_running.Remove(reader, out var prepared))
            {
                return;
            }

            if (_free.Count >= MostKept)
            {
                Clear();
            }

            // Of two that ran at once one is kept. This one's reader is still open and is closed next.
            if (_free.Remove(prepared.CommandText, out var other))
            {
                other.Dispose();
            }

            _free.Add(prepared.CommandText, prepared);
        }

        public void Clear()
        {
            foreach (var prepared in _free.Values)
            {
                prepared.Dispose();
            }

            _free.Clear();
        }
    }
}
