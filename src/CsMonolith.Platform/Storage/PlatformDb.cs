using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Storage;

/// <summary>
/// The platform's own context: it migrates the tables that every module's transaction writes to (news, audit rows,
/// jobs, idempotency keys, what imports changed). Each is mapped beside its row's type.
/// </summary>
public abstract class PlatformDb(DbContextOptions options, StorageTools tools) : ModuleDb(options, tools)
{
    /// <summary>The name of its schema or prefix.</summary>
    public const string Schema = "platform";

    /// <inheritdoc />
    public override string Module => Schema;

    /// <inheritdoc />
    protected override void Shape(ModelBuilder model) =>
        model
            .Entity<AccessVersionRow>()
            .HasData(
                new AccessVersionRow { Name = AccessVersionRow.SignIn },
                new AccessVersionRow { Name = AccessVersionRow.Scope }
            );
}

internal sealed class SqlitePlatformDb(DbContextOptions<SqlitePlatformDb> options, StorageTools tools)
    : PlatformDb(options, tools);

internal sealed class PostgresPlatformDb(DbContextOptions<PostgresPlatformDb> options, StorageTools tools)
    : PlatformDb(options, tools);

internal sealed class SqlitePlatformDesign()
    : DesignTime<SqlitePlatformDb>(
        PlatformDb.Schema,
        postgres: false,
        (options, tools) => new((DbContextOptions<SqlitePlatformDb>)options, tools)
    );

internal sealed class PostgresPlatformDesign()
    : DesignTime<PostgresPlatformDb>(
        PlatformDb.Schema,
        postgres: true,
        (options, tools) => new((DbContextOptions<PostgresPlatformDb>)options, tools)
    );
