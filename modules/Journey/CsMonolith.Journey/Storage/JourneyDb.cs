using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.Contacts;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Phases;
using CsMonolith.Journey.SuccessDefinitions;
using CsMonolith.Journey.Tiers;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Journey.Storage;

/// <summary>What Journey remembers.</summary>
internal abstract class JourneyDb(DbContextOptions options, StorageTools tools) : ModuleDb(options, tools)
{
    /// <summary>The schema under PostgreSQL, the table prefix under SQLite.</summary>
    public const string Schema = "journey";

    public override string Module => Schema;

    public DbSet<Person> People => Set<Person>();

    public DbSet<Team> Teams => Set<Team>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<AccountFact> Facts => Set<AccountFact>();

    public DbSet<Ownership> Ownerships => Set<Ownership>();

    public DbSet<PhaseSet> PhaseSets => Set<PhaseSet>();

    public DbSet<AccountPhase> AccountPhases => Set<AccountPhase>();

    public DbSet<SuccessDefinition> SuccessDefinitions => Set<SuccessDefinition>();

    public DbSet<Attainment> Attainments => Set<Attainment>();

    public DbSet<TierPolicy> TierPolicies => Set<TierPolicy>();

    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();

    public DbSet<Contact> Contacts => Set<Contact>();

    // Here and not in the handlers, so that none can forget it; undoing an import comes this way too.
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
                .Any(entry => entry.State is not EntityState.Unchanged && MovesScope(entry.Entity))
        )
        {
            await Move(AccessVersionRow.Scope, cancellationToken);
        }

        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    // Each noun's mapping stands beside the noun, in its own folder.
    protected override void Shape(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(JourneyDb).Assembly);

    // An account counts for its partner alone, but rarely changes: one recount too many costs less than one too few.
    private static bool MovesScope(object row) => row is Person or Team or Ownership or Account;
}

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
