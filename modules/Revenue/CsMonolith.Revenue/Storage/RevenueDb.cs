using CsMonolith.Platform.Storage;

namespace CsMonolith.Revenue.Storage;

/// <summary>What Revenue remembers.</summary>
internal abstract class RevenueDb(DbContextOptions options, StorageTools tools) : ModuleDb(options, tools)
{
    public override string Module => RevenueModule.Schema;

    // Each noun's mapping stands beside the noun, in its own folder.
    protected override void Shape(ModelBuilder model) => model.ApplyConfigurationsFromAssembly(typeof(RevenueDb).Assembly);
}

internal sealed class SqliteRevenueDb(DbContextOptions<SqliteRevenueDb> options, StorageTools tools) : RevenueDb(options, tools);

internal sealed class PostgresRevenueDb(DbContextOptions<PostgresRevenueDb> options, StorageTools tools) : RevenueDb(options, tools);

internal sealed class SqliteRevenueDesign() : DesignTime<SqliteRevenueDb>(RevenueModule.Schema, postgres: false, (options, tools) => new((DbContextOptions<SqliteRevenueDb>)options, tools));

internal sealed class PostgresRevenueDesign() : DesignTime<PostgresRevenueDb>(RevenueModule.Schema, postgres: true, (options, tools) => new((DbContextOptions<PostgresRevenueDb>)options, tools));
