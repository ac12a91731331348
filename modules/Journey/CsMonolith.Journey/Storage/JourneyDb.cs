using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Storage;

/// <summary>
/// Journey's tables. Each noun's mapping stands beside the noun, so that this class knows none of them.
/// </summary>
internal abstract class JourneyDb(DbContextOptions options, StorageTools tools) : ModuleDb(options, tools)
{
    /// <summary>The schema under PostgreSQL, the table prefix under SQLite.</summary>
    public const string Schema = "journey";

    public override string Module => Schema;

    // Done here and not in the handlers, so that none can forget it and the undoing of imports is covered too.
    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        ChangeTracker.DetectChanges();
        if (
            Database.CurrentTransaction is not null
            && ChangeTracker
                .Entries()
                .Any(entry => entry.State is not EntityState.Unchanged && entry.Entity is IDecidesVisibility)
        )
        {
            await Move(AccessVersionRow.Scope, cancellationToken);
        }

        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void Shape(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(JourneyDb).Assembly);
}

/// <summary>
/// Marks rows that decide which accounts a person sees. Saving one makes every remembered scope out of date.
/// </summary>
internal interface IDecidesVisibility;

internal sealed class SqliteJourneyDb(DbContextOptions<SqliteJourneyDb> options, StorageTools tools)
    : JourneyDb(options, tools);

internal sealed class PostgresJourneyDb(DbContextOptions<PostgresJourneyDb> options, StorageTools tools)
    : JourneyDb(options, tools);

internal sealed class SqliteJourneyDesign()
    : DesignTime<SqliteJourneyDb>(
        JourneyDb.Schema,
        postgres: false,
        (options, tools) => new((DbContextOptions<SqliteJourneyDb>)options, tools)
    );

internal sealed class PostgresJourneyDesign()
    : DesignTime<PostgresJourneyDb>(
        JourneyDb.Schema,
        postgres: true,
        (options, tools) => new((DbContextOptions<PostgresJourneyDb>)options, tools)
    );
