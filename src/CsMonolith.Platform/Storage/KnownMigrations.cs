using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// Whether a database holds every migration that this host knows, asked in one statement and before any model is built.
/// EF's own way builds the models of all modules to ask, which is a third of the start of a host whose database is up
/// to date.
/// </summary>
internal sealed class KnownMigrations(DatabaseSettings settings, ModuleStores stores)
{
    private const int NoSuchTable = 1;
    private const int NoSuchFile = 14;

    /// <summary>
    /// Whether the database has this host's migrations and no others; <c>false</c> also where there is no database yet.
    /// </summary>
    public async Task<bool> AreApplied(CancellationToken cancellation)
    {
        try
        {
            var applied = await Applied(stores.All, cancellation);
            return applied.SetEquals(stores.All.SelectMany(store => Of(store).Select(id => (store.Module, id))));
        }
        catch (Exception missing) when (IsMissing(missing))
        {
            return false;
        }
    }

    /// <summary>
    /// Why the database cannot be brought up to date: a module lacks migrations of this build and has others instead,
    /// as after an earlier build whose migrations were made anew; or it has more, of a newer version.
    /// </summary>
    /// <returns>
    /// One sentence with what to do, in English and Japanese; <c>null</c> where nothing is in the way.
    /// </returns>
    public async Task<string?> WhyNot(CancellationToken cancellation)
    {
        foreach (var store in stores.All)
        {
            var (known, applied) = (Of(store).ToList(), await AppliedTo(store, cancellation));
            if (!applied.Except(known).Any())
            {
                continue;
            }

            if (!known.Except(applied).Any())
            {
                return """
                    This database was written by a newer version of this program, whose tables this one does not know: start that version or a later one, or put back a backup from before the update; nothing was written.
                    このデータベースは、より新しい版のプログラムで書かれています。その版以降で起動するか、更新前のバックアップに戻してください。何も書き込んでいません。
                    """;
            }

            return """
                This database was made by an earlier build, whose tables this one cannot take over: start with an empty database, and load the data again from its sources; nothing was written.
                このデータベースは以前のビルドで作成されており、引き継げません。空のデータベースで開始し、データを元のシステムから取り込み直してください。何も書き込んでいません。
                """;
        }

        return null;
    }

    private static IEnumerable<string> Of(ModuleStore store) =>
        store
            .Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == store.Implementation)
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
            .OfType<string>();

    private async Task<IReadOnlyList<string>> AppliedTo(ModuleStore store, CancellationToken cancellation)
    {
        try
        {
            return [.. (await Applied([store], cancellation)).Select(one => one.Id)];
        }
        catch (Exception missing) when (IsMissing(missing))
        {
            return [];
        }
    }

    // There is no database, no schema or no history yet.
    private static bool IsMissing(Exception exception) =>
        exception
            is PostgresException
                {
                    SqlState: PostgresErrorCodes.UndefinedTable
                        or PostgresErrorCodes.InvalidSchemaName
                        or PostgresErrorCodes.InvalidCatalogName
                }
                or SqliteException { SqliteErrorCode: NoSuchTable or NoSuchFile };

    private async Task<HashSet<(string Module, string Id)>> Applied(
        IReadOnlyList<ModuleStore> of,
        CancellationToken cancellation
    )
    {
        await using DbConnection connection = settings.IsPostgres
            ? new NpgsqlConnection(settings.ConnectionString)
            : new SqliteConnection(Existing(settings.ConnectionString));
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = string.Join(
            " UNION ALL ",
            of.Select(store => $"SELECT '{store.Module}', \"MigrationId\" FROM {History(store.Module)}")
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
