using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Journey.Storage;

/// <summary>What Journey remembers.</summary>
internal abstract class JourneyDb(DbContextOptions options, StorageTools tools) : ModuleDb(options, tools)
{
    public override string Module => JourneyModule.Schema;

    // Each noun's mapping stands beside the noun, in its own folder.
    protected override void Shape(ModelBuilder model) => model.ApplyConfigurationsFromAssembly(typeof(JourneyDb).Assembly);
}

internal sealed class SqliteJourneyDb(DbContextOptions<SqliteJourneyDb> options, StorageTools tools) : JourneyDb(options, tools);

internal sealed class PostgresJourneyDb(DbContextOptions<PostgresJourneyDb> options, StorageTools tools) : JourneyDb(options, tools);

internal sealed class SqliteJourneyDesign() : DesignTime<SqliteJourneyDb>(JourneyModule.Schema, postgres: false, (options, tools) => new((DbContextOptions<SqliteJourneyDb>)options, tools));

internal sealed class PostgresJourneyDesign() : DesignTime<PostgresJourneyDb>(JourneyModule.Schema, postgres: true, (options, tools) => new((DbContextOptions<PostgresJourneyDb>)options, tools));
