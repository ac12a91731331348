using CsMonolith.Platform.Storage;

namespace CsMonolith.Health.Storage;

/// <summary>What Health remembers.</summary>
internal abstract class HealthDb(DbContextOptions options, StorageTools tools) : ModuleDb(options, tools)
{
    /// <summary>The schema under PostgreSQL, the table prefix under SQLite.</summary>
    public const string Schema = "health";

    public override string Module => Schema;

    // Each noun's mapping stands beside the noun, in its own folder.
    protected override void Shape(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(HealthDb).Assembly);
}

internal sealed class SqliteHealthDb(DbContextOptions<SqliteHealthDb> options, StorageTools tools)
    : HealthDb(options, tools);

internal sealed class PostgresHealthDb(DbContextOptions<PostgresHealthDb> options, StorageTools tools)
    : HealthDb(options, tools);

internal sealed class SqliteHealthDesign()
    : DesignTime<SqliteHealthDb>(
        HealthDb.Schema,
        postgres: false,
        (options, tools) => new((DbContextOptions<SqliteHealthDb>)options, tools)
    );

internal sealed class PostgresHealthDesign()
    : DesignTime<PostgresHealthDb>(
        HealthDb.Schema,
        postgres: true,
        (options, tools) => new((DbContextOptions<PostgresHealthDb>)options, tools)
    );
