using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// Closes the SQLite file when the host ends, after everything else has, since it starts first and stops last: the last
/// connection that is closed carries the write-ahead log over into the file.
/// </summary>
internal sealed class WalCheckpointOnStop(DatabaseSettings settings) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        if (!settings.IsPostgres)
        {
            using var any = new SqliteConnection(settings.ConnectionString);
            SqliteConnection.ClearPool(any);
        }

        return Task.CompletedTask;
    }
}
