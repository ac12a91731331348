using CsMonolith.Platform.Storage;

namespace CsMonolith.Revenue.Storage;

/// <summary>What Revenue remembers.</summary>
internal abstract class RevenueDb(DbContextOptions options, StorageTools tools) : ModuleDb(options, tools)
{
    /// <summary>The schema under PostgreSQL, the table prefix under SQLite.</summary>
    public const string Schema = "revenue";

    public override string Module => Schema;

    // Each noun's mapping stands beside the noun, in its own folder.
    protected override void Shape(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(RevenueDb).Assembly);
}

internal sealed class SqliteRevenueDb(DbContextOptions<SqliteRevenueDb> options, StorageTools tools)
    : RevenueDb(options, tools);

internal sealed class PostgresRevenueDb(DbContextOptions<PostgresRevenueDb> options, StorageTools tools)
    : RevenueDb(options, tools);

internal sealed class SqliteRevenueDesign()
    : DesignTime<SqliteRevenueDb>(
        RevenueDb.Schema,
        postgres: false,
        (options, tools) => new((DbContextOptions<SqliteRevenueDb>)options, tools)
    );

internal sealed class PostgresRevenueDesign()
    : DesignTime<PostgresRevenueDb>(
        RevenueDb.Schema,
        postgres: true,
        (options, tools) => new((DbContextOptions<PostgresRevenueDb>)options, tools)
    );
