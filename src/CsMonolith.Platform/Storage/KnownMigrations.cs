using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// Whether a database holds every migration that this host knows, asked in one statement and before any model is built. EF's own way
/// builds the models of all modules to ask, which is a third of the start of a host whose database is up to date.
/// </summary>
internal sealed class KnownMigrations(DatabaseSettings settings, ModuleStores stores)
{
    private const int NoSuchTable = 1;
    private const int NoSuchFile = 14;

    /// <summary>Whether nothing is left to do; <c>false</c> also where there is no database yet.</summary>
    public async Task<bool> AreApplied(CancellationToken cancellation)
    {
        try
        {
            var applied = await Applied(cancellation);
            return stores.All.All(store => Of(store).All(id => applied.Contains((store.Module, id))));
        }
        catch (PostgresException missing)
            when (missing.SqlState
                    is PostgresErrorCodes.UndefinedTable
                        or PostgresErrorCodes.InvalidSchemaName
                        or PostgresErrorCodes.InvalidCatalogName
            )
        {
            return false;
        }
        catch (SqliteException missing) when (missing.SqliteErrorCode is NoSuchTable or NoSuchFile)
        {
            return false;
        }
    }

    private static IEnumerable<string> Of(ModuleStore store) =>
        store
            .Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == store.Implementation)
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
            .OfType<string>();

    private async Task<HashSet<(string Module, string Id)>> Applied(CancellationToken cancellation)
    {
        await using DbConnection connection = settings.IsPostgres
            ? new NpgsqlConnection(settings.ConnectionString)
            : new SqliteConnection(Existing(settings.ConnectionString));
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = string.Join(
            " UNION ALL ",
            stores.All.Select(store => $"SELECT '{store.Module}', \"MigrationId\" FROM {History(store.Module)}")
        );
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var applied = new HashSet<(string, string)>();
        while (await rows.ReadAsync(cancellation))
        {
            applied.Add((rows.GetString(0), rows.GetString(1)));
        }

        return applied;
    }

    private string History(string module) =>
        settings.IsPostgres ? $"{module}.{ModuleStorage.History}" : module + ModuleStorage.History;

    // To ask must not make a file.
    private static string Existing(string connection) =>
        new SqliteConnectionStringBuilder(connection)
        {
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ConnectionString;
}
