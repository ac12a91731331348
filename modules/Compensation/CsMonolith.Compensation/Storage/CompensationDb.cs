using CsMonolith.Compensation.Plans;
using CsMonolith.Compensation.Statements;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Compensation.Storage;

/// <summary>What Compensation remembers.</summary>
internal abstract class CompensationDb(DbContextOptions options, StorageTools tools) : ModuleDb(options, tools)
{
    /// <summary>The schema under PostgreSQL, the table prefix under SQLite.</summary>
    public const string Schema = "compensation";

    public override string Module => Schema;

    public DbSet<PayPlan> Plans => Set<PayPlan>();

    public DbSet<PayStatement> Statements => Set<PayStatement>();

    // Each noun's mapping stands beside the noun, in its own folder.
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
