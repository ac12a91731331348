using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// A statement of SQLite that is prepared once, bound by place and run for many rows. A command looks each parameter up
/// by its name for each row, which costs as much as a narrow row itself. Values are kept in the very texts that the
/// provider keeps them in. For one thread, within the transaction that the connection is in.
/// </summary>
public sealed class SqliteStatement : IDisposable
{
    private const int LongestTime = 32;

    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;
    private int _place;

    /// <param name="connection">Open, for as long as the statement lives.</param>
    /// <param name="sql">One statement, its parameters written <c>?</c>.</param>
    /// <exception cref="SqliteException">The text is no statement of this database.</exception>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _connection = connection;
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v2(connection.Handle, sql, out _statement),
            connection.Handle
        );
    }

    /// <summary>Binds the next parameter.</summary>
    public SqliteStatement Bind(string? value) =>
        value is null ? Null() : Bound(raw.sqlite3_bind_text(_statement, ++_place, value));

    /// <inheritdoc cref="Bind(string)" />
    public SqliteStatement Bind(long value) => Bound(raw.sqlite3_bind_int64(_statement, ++_place, value));

    /// <inheritdoc cref="Bind(string)" />
    public SqliteStatement Bind(bool value) => Bind(value ? 1L : 0L);

    /// <inheritdoc cref="Bind(string)" />
    public SqliteStatement Bind(Guid? value)
    {
        if (value is not { } id)
        {
            return Null();
        }

        Span<byte> text = stackalloc byte[36];
        id.TryFormat(text, out var length);
        Ascii.ToUpperInPlace(text[..length], out _);
        return Text(text[..length]);
    }

    /// <inheritdoc cref="Bind(string)" />
    public SqliteStatement Bind(DateOnly value)
    {
        Span<byte> text = stackalloc byte[LongestTime];
        value.TryFormat(text, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Text(text[..length]);
    }

    /// <inheritdoc cref="Bind(string)" />
    public SqliteStatement Bind(DateTime? value)
    {
        if (value is not { } time)
        {
            return Null();
        }

        Span<byte> text = stackalloc byte[LongestTime];
        time.TryFormat(text, out var length, "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        return Text(text[..length]);
    }

    /// <summary>Runs the statement to its end and makes it ready for the next row.</summary>
    /// <returns>How many rows it changed.</returns>
    /// <exception cref="SqliteException">The database refuses the row.</exception>
    public int Run()
    {
        Step();
        Reset();
        return raw.sqlite3_changes(_connection.Handle);
    }

    /// <summary>Runs a question whose answer is one number, and makes it ready for the next.</summary>
    /// <returns><c>null</c> where there is no row.</returns>
    /// <exception cref="SqliteException">The database cannot answer.</exception>
    public long? Ask()
    {
        long? answer = Step() == raw.SQLITE_ROW ? raw.sqlite3_column_int64(_statement, 0) : null;
        Reset();
        return answer;
    }

    /// <inheritdoc />
    public void Dispose() => _statement.Dispose();

    private int Step()
    {
        var step = raw.sqlite3_step(_statement);
        if (step is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            // The message is the connection's, and a reset keeps it.
            Reset();
            SqliteException.ThrowExceptionForRC(step, _connection.Handle);
        }

        return step;
    }

    private void Reset()
    {
        raw.sqlite3_reset(_statement);
        _place = 0;
    }

    private SqliteStatement Null() => Bound(raw.sqlite3_bind_null(_statement, ++_place));

    private SqliteStatement Text(ReadOnlySpan<byte> utf8) => Bound(raw.sqlite3_bind_text(_statement, ++_place, utf8));

    private SqliteStatement Bound(int result)
    {
        SqliteException.ThrowExceptionForRC(result, _connection.Handle);
        return this;
    }
}
