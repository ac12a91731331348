using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using CsMonolith.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Tests.Shop;

/// <summary>A small module on which the platform's promises are tried.</summary>
public sealed class ShopModule : IModule
{
    private const string Permissions = """
        operation,      resource,  anyone, csm, cs-ops, admin, integration-key
        OpenCustomer,   customers, -,      -,   *,   -, *
        OpenCustomers,  customers, -,      -,   *,   -, -
        AdmitCustomer,  customers, -,      -,   *,   -, -
        ChangeCustomer, customers, -,      -,   *,   -, -
        RenameCustomer, customers, -,      -,   *,   -, -
        ListCustomers,  customers, -,      o,   *,   -, -
        StartStroll,    jobs,      -,      o,   *,   -, -
        GetJob,         jobs,      -,      s,   *,   -, -
        ListJobs,       jobs,      -,      s,   *,   -, -
        WatchJob,       jobs,      -,      s,   *,   -, -
        CancelJob,      jobs,      -,      s,   *,   -, -
        GetMe,          sessions,  -,      s,   s,   -, -
        EndSession,     sessions,  -,      s,   s,   -, -
        StartSession,   sessions,  *,      -,   -,   -, -
        ListSignInChoices, sessions, *,    -,   -,   -, -
        MintSignInLink, sessions,  -,      -,   *,   -, -
        CreateSavedView, saved-views, -,   s,   s,   -, -
        ListSavedViews, saved-views, -,    s,   s,   -, -
        GetSavedView,   saved-views, -,    s,   s,   -, -
        ChangeSavedView, saved-views, -,   s,   s,   -, -
        DeleteSavedView, saved-views, -,   s,   s,   -, -
        ListDeadLetters, letters,  -,      -,   *,   -, -
        GetDeadLetter,  letters,   -,      -,   *,   -, -
        MendDeadLetter, letters,   -,      -,   *,   -, -
        ReplayDeadLetter, letters, -,      -,   *,   -, -
        ReplayDeadLetters, letters, -,     -,   *,   -, -
        DiscardDeadLetter, letters, -,     -,   *,   -, -
        ListPermissions, permissions, -,   *,   *,   -, -
        ExplainPermission, permissions, -, *,   *,   -, -
        ListImportKinds, imports,  -,      -,   *, *, *
        UploadImport,   imports,   -,      -,   *, *, *
        GetImport,      imports,   -,      -,   *, *, s
        ListImports,    imports,   -,      -,   *, *, s
        MapImport,      imports,   -,      -,   *, *, s
        SetImportReading, imports, -,      -,   *, *, s
        PreviewImport,  imports,   -,      -,   *, *, s
        CheckImport,    imports,   -,      -,   *, *, s
        CommitImport,   imports,   -,      -,   *, *, s
        ListImportFaults, imports, -,      -,   *, *, s
        GetImportErrors, imports,  -,      -,   *, *, s
        UndoImport,     imports,   -,      -,   *, *, s
        """;

    public string Name => "shop";

    public void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services
            .AddModuleDb<ShopDb, SqliteShopDb, PostgresShopDb>(configuration, Name)
            .AddSlices(typeof(ShopModule).Assembly)
            .AddSingleton(PermissionTable.Parse(Permissions))
            .AddSingleton<Trouble>()
            .AddScoped<IHoldsAccountFacts, Neighbour>()
            .AddImportKind<CustomersImport>();

    public void MapEndpoints(IEndpointRouteBuilder routes) { }
}

internal sealed class ShopAlone : ModuleAlone<ShopModule, ShopDb>;

/// <summary>What a test wants to go wrong.</summary>
internal sealed class Trouble
{
    /// <summary>A load dies when it comes to this line.</summary>
    public int? DieAtLine { get; set; }

    /// <summary>A reaction throws at news with this text.</summary>
    public string? PoisonText { get; set; }

    /// <summary>A second listener takes notes too.</summary>
    public bool DeskListens { get; set; }

    /// <summary>What another module holds about the customers.</summary>
    public (string En, string Ja)? NeighbourHolds { get; set; }

    /// <summary>What a stroll tells of itself first.</summary>
    public (int Percent, string En, string Ja) StrollStep { get; set; } = (0, "", "");

    /// <summary>Lets a test step in while a customer is being changed.</summary>
    public Func<CancellationToken, Task>? OnChange { get; set; }

    /// <summary>Lets a test step in while a job is running.</summary>
    public Func<CancellationToken, Task>? OnStroll { get; set; }
}

internal sealed class Neighbour(Trouble trouble) : IHoldsAccountFacts
{
    public Task<(string En, string Ja)?> About(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation) =>
        Task.FromResult(trouble.NeighbourHolds);
}

internal sealed class Customer(Guid id, string externalId, string name) : Aggregate
{
    public Guid Id { get; private set; } = id;

    public string ExternalId { get; private set; } = externalId;

    public string Name { get; set; } = name;

    public long? Seats { get; set; }

    public DateOnly? StartedOn { get; set; }

    public DateTime? SeenAt { get; set; }

    public bool? Active { get; set; }

    public DateTime RecordedAt { get; set; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public void Rename(string name)
    {
        Name = name;
        Raise(new CustomerRenamed(Id, name));
    }
}

/// <summary>What a reaction wrote down.</summary>
internal sealed class Note
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public int Place { get; set; }

    public required string Text { get; set; }
}

public abstract class ShopDb(DbContextOptions options, StorageTools tools) : ModuleDb(options, tools)
{
    public override string Module => "shop";

    internal DbSet<Customer> Customers => Set<Customer>();

    internal DbSet<Note> Notes => Set<Note>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));

    protected override void Shape(ModelBuilder model)
    {
        model.Entity<Customer>().ToTable("customers").HasIndex(customer => customer.ExternalId).IsUnique();
        model.Entity<Note>().ToTable("notes");
    }
}

internal sealed class SqliteShopDb(DbContextOptions<SqliteShopDb> options, StorageTools tools) : ShopDb(options, tools);

internal sealed class PostgresShopDb(DbContextOptions<PostgresShopDb> options, StorageTools tools)
    : ShopDb(options, tools);

/// <summary>The shop's tables, written by hand for both databases.</summary>
public abstract class ShopTables(bool schemas) : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var (schema, prefix) = schemas ? ("shop", "") : (null, "shop_");
        if (schemas)
        {
            migrationBuilder.EnsureSchema("shop");
        }

        migrationBuilder.CreateTable(
            prefix + "customers",
            table => new
            {
                id = table.Column<Guid>(),
                external_id = table.Column<string>(),
                name = table.Column<string>(),
                seats = table.Column<long>(nullable: true),
                started_on = table.Column<DateOnly>(nullable: true),
                seen_at = table.Column<DateTime>(nullable: true),
                active = table.Column<bool>(nullable: true),
                recorded_at = table.Column<DateTime>(),
                version = table.Column<long>(),
            },
            schema,
            table => table.PrimaryKey(prefix + "pk_customers", row => row.id)
        );
        migrationBuilder.CreateIndex(
            prefix + "ix_customers",
            prefix + "customers",
            "external_id",
            schema,
            unique: true
        );
        migrationBuilder.CreateTable(
            prefix + "notes",
            table => new
            {
                id = table.Column<Guid>(),
                place = table.Column<int>(),
                text = table.Column<string>(),
            },
            schema,
            table => table.PrimaryKey(prefix + "pk_notes", row => row.id)
        );
    }
}

[DbContext(typeof(SqliteShopDb))]
[Migration("20260101000000_Shop")]
internal sealed class SqliteShopTables() : ShopTables(schemas: false);

[DbContext(typeof(PostgresShopDb))]
[Migration("20260101000000_Shop")]
internal sealed class PostgresShopTables() : ShopTables(schemas: true);
