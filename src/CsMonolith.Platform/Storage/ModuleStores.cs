using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CsMonolith.Platform.Storage;

/// <summary>Which context belongs to which module's assembly.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Assembly">Where its code and its migrations are.</param>
/// <param name="Db">What its code asks for.</param>
/// <param name="Implementation">That for the database at hand.</param>
public sealed record ModuleStore(string Module, Assembly Assembly, Type Db, Type Implementation);

/// <summary>A module without tables of its own: its commands run in a transaction of the platform's context.</summary>
/// <param name="Assembly">Where its code is.</param>
public sealed record ModuleWithoutStore(Assembly Assembly);

/// <summary>All modules' contexts.</summary>
public sealed class ModuleStores(IEnumerable<ModuleStore> stores, IEnumerable<ModuleWithoutStore> others)
{
    private readonly Dictionary<Assembly, Type> _byAssembly = stores
        .Select(store => (store.Assembly, store.Db))
        .Concat(others.Select(other => (other.Assembly, typeof(PlatformDb))))
        .ToDictionary();

    /// <summary>Every store, in the order in which the host lists the modules.</summary>
    public IReadOnlyList<ModuleStore> All { get; } = [.. stores];

    /// <summary>
    /// The context of the module that a handler, reaction or request lives in, from the present scope.
    /// </summary>
    public ModuleDb Of(Type type, IServiceProvider scope) =>
        (ModuleDb)scope.GetRequiredService(_byAssembly[type.Assembly]);
}

/// <summary>Registers module contexts.</summary>
public static class ModuleStorage
{
    /// <summary>The table of a module's migrations: in its schema, or behind its prefix.</summary>
    internal const string History = "__migrations";

    private const int StatementsPrepared = 100;

    /// <summary>Registers a module's context under whichever database is configured.</summary>
    public static IServiceCollection AddModuleDb<TDb, TSqlite, TPostgres>(
        this IServiceCollection services,
        IConfiguration configuration,
        string module
    )
        where TDb : ModuleDb
        where TSqlite : TDb
        where TPostgres : TDb
    {
        var settings = DatabaseSettings.From(configuration);
        services.AddSingleton(
            new ModuleStore(
                module,
                typeof(TDb).Assembly,
                typeof(TDb),
                settings.IsPostgres ? typeof(TPostgres) : typeof(TSqlite)
            )
        );
        services.AddSingleton<Readers<TDb>>();
        return settings.IsPostgres
            ? services.AddDbContext<TDb, TPostgres>(
                options => options.UsePostgres(settings.ConnectionString, module),
                ServiceLifetime.Scoped,
                ServiceLifetime.Singleton
            )
            : services.AddDbContext<TDb, TSqlite>(
                options => options.UseSqliteFile(settings.ConnectionString, module),
                ServiceLifetime.Scoped,
                ServiceLifetime.Singleton
            );
    }

    /// <summary>PostgreSQL with the module's own migration history.</summary>
    public static DbContextOptionsBuilder UsePostgres(
        this DbContextOptionsBuilder options,
        string connection,
        string module
    ) =>
        options
            .UseNpgsql(Preparing(connection), npgsql => npgsql.MigrationsHistoryTable(History, module))
            .ConfigureWarnings(LeaveToTheCatcher);

    /// <summary>SQLite with the module's own migration history, and a write-ahead log.</summary>
    public static DbContextOptionsBuilder UseSqliteFile(
        this DbContextOptionsBuilder options,
        string connection,
        string module
    ) =>
        options
            .UseSqlite(
                connection,
                sqlite =>
                    sqlite
                        .MigrationsHistoryTable(module + History)
                        // A set of ids is one parameter: one statement serves every number of them.
                        .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)
            )
            .AddInterceptors(SqlitePragmas.Instance, PreparedReads.Instance)
            .ConfigureWarnings(LeaveToTheCatcher)
            .ConfigureWarnings(warnings => warnings.Ignore(SqliteEventId.SchemaConfiguredWarning));

    // Statements that come again are prepared, unless the connection string says otherwise: behind some poolers they
    // cannot be.
    private static string Preparing(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        if (!connection.Contains("Max Auto Prepare", StringComparison.OrdinalIgnoreCase))
        {
            settings.MaxAutoPrepare = StatementsPrepared;
        }

        return settings.ConnectionString;
    }

    // Each comes with an exception that somebody catches and tells of, once; while a database is away, they would come
    // every second.
    private static void LeaveToTheCatcher(WarningsConfigurationBuilder warnings) =>
        warnings.Ignore(
            RelationalEventId.ConnectionError,
            CoreEventId.QueryIterationFailed,
            CoreEventId.SaveChangesFailed
        );

    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        public static readonly SqlitePragmas Instance = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
            Set(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private static void Set(DbConnection connection)
        {
            ((SqliteConnection)connection).CreateFunction(
                NarrowText.Function,
                (string? text) => NarrowText.Narrow(text),
                isDeterministic: true
            );

            // EF looks whether a file exists through a connection that may not write.
            if (new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly)
            {
                return;
            }

            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";
            command.ExecuteNonQuery();
        }
    }
}

/// <summary>Lets `dotnet ef` make a context: a module derives one of each for its two providers.</summary>
public abstract class DesignTime<TDb>(string module, bool postgres, Func<DbContextOptions, StorageTools, TDb> make)
    : IDesignTimeDbContextFactory<TDb>
    where TDb : ModuleDb
{
    /// <inheritdoc />
    public TDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<TDb>();
        _ = postgres
            ? options.UsePostgres("Host=127.0.0.1;Database=design", module)
            : options.UseSqliteFile("Data Source=:memory:", module);
        return make(options.Options, StorageTools.ForDesign);
    }
}
