using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Access.Storage;

/// <summary>
/// What access stores: links, sessions, identities, keys, and the chain over the audit rows. Each table is mapped
/// beside its row.
/// </summary>
internal abstract class AccessDb(DbContextOptions options, StorageTools tools) : ModuleDb(options, tools)
{
    /// <summary>The name of its schema or prefix.</summary>
    public const string Schema = "access";

    /// <inheritdoc />
    public override string Module => Schema;

    /// <inheritdoc />
    protected override void Shape(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(AccessDb).Assembly);
}

internal sealed class SqliteAccessDb(DbContextOptions<SqliteAccessDb> options, StorageTools tools)
    : AccessDb(options, tools);

internal sealed class PostgresAccessDb(DbContextOptions<PostgresAccessDb> options, StorageTools tools)
    : AccessDb(options, tools);

internal sealed class SqliteAccessDesign()
    : DesignTime<SqliteAccessDb>(
        AccessDb.Schema,
        postgres: false,
        (options, tools) => new((DbContextOptions<SqliteAccessDb>)options, tools)
    );

internal sealed class PostgresAccessDesign()
    : DesignTime<PostgresAccessDb>(
        AccessDb.Schema,
        postgres: true,
        (options, tools) => new((DbContextOptions<PostgresAccessDb>)options, tools)
    );
