using CsMonolith.Platform;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CsMonolith.Testing;

/// <summary>
/// A fresh database for one test, cloned from a migrated template. TEST_DATABASE says which: <c>sqlite</c> (default) or
/// <c>postgres</c>, whose server's address is in TEST_PG. Every suite is run once with each.
/// </summary>
public sealed class TestDatabase : IDisposable
{
    private static readonly Lock Making = new();
    private static readonly Dictionary<string, string> Templates = [];

    // One for the process: a clone of a database goes by the pseudonyms of its origin.
    private static readonly string PrivacyKeyFile = MadeForTheProcess();
    private readonly string? _name;

    private TestDatabase(string? name, string connection) => (_name, ConnectionString) = (name, connection);

    /// <summary>Whether this run is about PostgreSQL.</summary>
    public static bool IsPostgres => Environment.GetEnvironmentVariable("TEST_DATABASE") == "postgres";

    /// <summary>Where it is.</summary>
    public string ConnectionString { get; }

    /// <summary>The configuration that leads a host or module to it.</summary>
    public IConfiguration Configuration => Configure(ConnectionString);

    /// <summary>
    /// A database of a server that a test keeps for itself, such as one that it crashes. It goes with its server.
    /// </summary>
    public static TestDatabase At(string connection) => new(null, connection);

    /// <summary>
    /// Clones the template of a set of modules; the platform and the supporting modules are always among them.
    /// </summary>
    public static TestDatabase Fresh(params IReadOnlyList<IModule> modules)
    {
        string template;
        lock (Making)
        {
            var key = string.Join('+', modules.Select(module => module.Name));
            if (!Templates.TryGetValue(key, out template!))
            {
                template = Templates[key] = MakeTemplate(modules);
            }
        }

        var name = $"test_{Guid.NewGuid():N}";
        if (!IsPostgres)
        {
            var path = Path.Combine(Path.GetTempPath(), name + ".db");
            File.Copy(template, path);
            return new TestDatabase(path, $"Data Source={path};Pooling=True");
        }

        Execute(Server("postgres"), $"CREATE DATABASE {name} TEMPLATE {template}");
        return new TestDatabase(name, Server(name));
    }

    /// <summary>A database in which nothing is yet, as a first start finds it.</summary>
    public static TestDatabase Empty()
    {
        var name = $"test_{Guid.NewGuid():N}";
        if (!IsPostgres)
        {
            var path = Path.Combine(Path.GetTempPath(), name + ".db");
            return new TestDatabase(path, $"Data Source={path};Pooling=True");
        }

        Execute(Server("postgres"), $"CREATE DATABASE {name}");
        return new TestDatabase(name, Server(name));
    }

    /// <summary>A second database that holds the same rows. Whoever works on the first must have stopped.</summary>
    public TestDatabase Clone()
    {
        var name = $"test_{Guid.NewGuid():N}";
        if (!IsPostgres)
        {
            var path = Path.Combine(Path.GetTempPath(), name + ".db");
            using var from = new SqliteConnection(ConnectionString);
            using var to = new SqliteConnection($"Data Source={path};Pooling=False");
            from.Open();
            to.Open();
            from.BackupDatabase(to);
            return new TestDatabase(path, $"Data Source={path};Pooling=True");
        }

        // A host's connections differ in their options, so they lie in other pools.
        NpgsqlConnection.ClearAllPools();
        Execute(
            Server("postgres"),
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_name}'"
        );
        Execute(Server("postgres"), $"CREATE DATABASE {name} TEMPLATE {_name}");
        return new TestDatabase(name, Server(name));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_name is null)
        {
            return;
        }

        if (IsPostgres)
        {
            using var connection = new NpgsqlConnection(DatabaseSettings.From(Configuration).ConnectionString);
            NpgsqlConnection.ClearPool(connection);
            Execute(Server("postgres"), $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
            return;
        }

        using (var connection = new SqliteConnection(ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        foreach (var file in new[] { _name, _name + "-wal", _name + "-shm", _name + ".lock", _name + ".pid" })
        {
            File.Delete(file);
        }
    }

    private static string MakeTemplate(IReadOnlyList<IModule> modules)
    {
        var name = $"template_{Guid.NewGuid():N}";
        string connection;
        if (IsPostgres)
        {
            Execute(Server("postgres"), $"CREATE DATABASE {name}");
            connection = Server(name) + ";Pooling=false";
        }
        else
        {
            name = Path.Combine(Path.GetTempPath(), name + ".db");
            connection = $"Data Source={name};Pooling=False";
            AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(name);
        }

        var services = new ServiceCollection().AddLogging();
        var configuration = Configure(connection);
        SupportingModules.AddTo(services, configuration);
        foreach (var module in modules)
        {
            module.AddServices(services, configuration);
        }

        using var provider = services.BuildServiceProvider();
        foreach (var store in provider.GetRequiredService<ModuleStores>().All)
        {
            using var scope = provider.CreateScope();
            ((ModuleDb)scope.ServiceProvider.GetRequiredService(store.Db)).Database.Migrate();
        }

        if (!IsPostgres)
        {
            // One plain file to copy: fold the log back and leave WAL mode until the next open.
            using var fold = new SqliteConnection(connection);
            fold.Open();
            using var pragma = fold.CreateCommand();
            pragma.CommandText = "PRAGMA journal_mode=DELETE";
            pragma.ExecuteNonQuery();
        }

        return name;
    }

    private static string MadeForTheProcess()
    {
        var file = Path.Combine(Path.GetTempPath(), $"test_{Guid.NewGuid():N}.key");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
        return file;
    }

    private static IConfiguration Configure(string connection) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Database:Provider"] = IsPostgres ? "postgres" : "sqlite",
                    ["Database:ConnectionString"] = connection,
                    ["Privacy:KeyFile"] = PrivacyKeyFile,
                }
            )
            .Build();

    private static string Server(string database) =>
        new NpgsqlConnectionStringBuilder(
            Environment.GetEnvironmentVariable("TEST_PG")
                ?? throw new InvalidOperationException(
                    "TEST_PG is not set; run tools/test, which starts a private PostgreSQL."
                )
        )
        {
            Database = database,
            MaxPoolSize = 10,
            IncludeErrorDetail = true,
        }.ConnectionString;

    private static void Execute(string connection, string sql)
    {
        using var server = new NpgsqlConnection(connection + ";Pooling=false");
        server.Open();
        using var command = server.CreateCommand();
#pragma warning disable CA2100 // The names are made here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
