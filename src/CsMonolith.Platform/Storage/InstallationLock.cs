using Npgsql;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// Lets one host at a time prepare the database: hosts that start together share one run of the migrations.
/// </summary>
internal sealed class InstallationLock : IAsyncDisposable
{
    // Any number that nobody else locks; these letters spell the product.
    private const long Key = 0x63736d6f6e6f;
    private readonly NpgsqlConnection? _connection;

    private InstallationLock(NpgsqlConnection? connection) => _connection = connection;

    /// <summary>Waits for one's turn. A SQLite file has one host, by <see cref="HostLock"/>.</summary>
    public static async Task<InstallationLock> Enter(DatabaseSettings settings, CancellationToken cancellation)
    {
        if (!settings.IsPostgres)
        {
            return new InstallationLock(null);
        }

        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            await Execute(connection, "SELECT pg_advisory_lock($1)", cancellation);
            return new InstallationLock(connection);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            // There is no database yet, so nothing to share; the migrator makes it.
            await connection.DisposeAsync();
            return new InstallationLock(null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await Execute(_connection, "SELECT pg_advisory_unlock($1)", CancellationToken.None);
            await _connection.DisposeAsync();
        }
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        // Another host may be at a long migration.
        await using var command = new NpgsqlCommand(sql, connection)
        {
            CommandTimeout = 0,
            Parameters = { new NpgsqlParameter<long> { TypedValue = Key } },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
