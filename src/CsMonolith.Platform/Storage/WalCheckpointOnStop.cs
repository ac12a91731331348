using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// Folds SQLite's write-ahead log back into the file when the host ends, after everything else has: it starts first and
/// stops last.
/// </summary>
internal sealed class WalCheckpointOnStop(IServiceScopeFactory scopes, DatabaseSettings settings, WriteGate gate)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (settings.IsPostgres)
        {
            return;
        }

        using var turn = await gate.Enter(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<PlatformDb>()
            .Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
        using var any = new SqliteConnection(settings.ConnectionString);
        SqliteConnection.ClearPool(any);
    }
}
