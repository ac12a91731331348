using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// Carries SQLite's write-ahead log over into the file when the host ends, after everything else has, since it starts
/// first and stops last. The last connection that is closed would do so too, but one of them may be in use until the
/// process ends.
/// </summary>
internal sealed class WalCheckpointOnStop(DatabaseSettings settings) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (settings.IsPostgres)
        {
            return;
        }

        await using var connection = new SqliteConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await checkpoint.ExecuteNonQueryAsync(cancellationToken);
        SqliteConnection.ClearPool(connection);
    }
}
