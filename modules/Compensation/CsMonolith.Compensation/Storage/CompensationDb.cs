using CsMonolith.Platform.Storage;

namespace CsMonolith.Compensation.Storage;

/// <summary>
/// Compensation's tables. Each noun's mapping stands beside the noun, so that this class knows none of them.
/// </summary>
internal abstract class CompensationDb(DbContextOptions options, StorageTools tools) : ModuleDb(options, tools)
{
    /// <summary>The schema under PostgreSQL, the table prefix under SQLite.</summary>
    public const string Schema = "compensation";

    public override string Module => Schema;

    protected override void Shape(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(CompensationDb).Assembly);
}

internal sealed class SqliteCompensationDb(DbContextOptions<SqliteCompensationDb> options, StorageTools tools)
    : CompensationDb(options, tools);

internal sealed class PostgresCompensationDb(DbContextOptions<PostgresCompensationDb> options, StorageTools tools)
    : CompensationDb(options, tools);

internal sealed class SqliteCompensationDesign()
    : DesignTime<SqliteCompensationDb>(
        CompensationDb.Schema,
        postgres: false,
        (options, tools) => new((DbContextOptions<SqliteCompensationDb>)options, tools)
    );

internal sealed class PostgresCompensationDesign()
    : DesignTime<PostgresCompensationDb>(
        CompensationDb.Schema,
        postgres: true,
        (options, tools) => new((DbContextOptions<PostgresCompensationDb>)options, tools)
    );
