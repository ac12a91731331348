using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Imports.Storage;

/// <summary>
/// What imports store beside what they load: the files, how they are read and what became of them. Each table is mapped
/// beside its row.
/// </summary>
internal abstract class ImportsDb(DbContextOptions options, StorageTools tools) : ModuleDb(options, tools)
{
    /// <summary>The name of its schema or prefix.</summary>
    public const string Schema = "imports";

    /// <inheritdoc />
    public override string Module => Schema;

    /// <inheritdoc />
    protected override void Shape(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(ImportsDb).Assembly);
}

internal sealed class SqliteImportsDb(DbContextOptions<SqliteImportsDb> options, StorageTools tools)
    : ImportsDb(options, tools);

internal sealed class PostgresImportsDb(DbContextOptions<PostgresImportsDb> options, StorageTools tools)
    : ImportsDb(options, tools);

internal sealed class SqliteImportsDesign()
    : DesignTime<SqliteImportsDb>(
        ImportsDb.Schema,
        postgres: false,
        (options, tools) => new((DbContextOptions<SqliteImportsDb>)options, tools)
    );

internal sealed class PostgresImportsDesign()
    : DesignTime<PostgresImportsDb>(
        ImportsDb.Schema,
        postgres: true,
        (options, tools) => new((DbContextOptions<PostgresImportsDb>)options, tools)
    );
