using CsMonolith.Platform.ApiKeys;
using CsMonolith.Platform.AuditTrail;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.SignIn;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Storage;

/// <summary>The platform's own tables.</summary>
public abstract class PlatformDb(DbContextOptions options, StorageTools tools) : ModuleDb(options, tools)
{
    /// <summary>The name of its schema or prefix.</summary>
    public const string Name = "platform";

    /// <inheritdoc />
    public override string Module => Name;

    internal DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    internal DbSet<LaneClaimRow> LaneClaims => Set<LaneClaimRow>();

    internal DbSet<FailedDelivery> FailedDeliveries => Set<FailedDelivery>();

    internal DbSet<JobRow> Jobs => Set<JobRow>();

    internal DbSet<JobEventRow> JobEvents => Set<JobEventRow>();

    internal DbSet<ScheduleRow> Schedules => Set<ScheduleRow>();

    internal DbSet<SignInLink> Links => Set<SignInLink>();

    internal DbSet<Session> Sessions => Set<Session>();

    internal DbSet<IdentityLink> Identities => Set<IdentityLink>();

    internal DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    internal DbSet<ApiKeySecret> ApiKeySecrets => Set<ApiKeySecret>();

    internal DbSet<Secret> Secrets => Set<Secret>();

    internal DbSet<IdempotencyRow> Idempotency => Set<IdempotencyRow>();

    internal DbSet<VersionRow> Versions => Set<VersionRow>();

    internal DbSet<Import> Imports => Set<Import>();

    internal DbSet<ImportFile> ImportFiles => Set<ImportFile>();

    internal DbSet<ImportFaultRow> ImportFaults => Set<ImportFaultRow>();

    internal DbSet<ImportBatchRow> ImportBatches => Set<ImportBatchRow>();

    internal DbSet<AuditLink> AuditLinks => Set<AuditLink>();

    internal DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    internal DbSet<RememberedMapping> Mappings => Set<RememberedMapping>();

    /// <inheritdoc />
    protected override void Shape(ModelBuilder model)
    {
        model.Entity<SignInLink>().ToTable("sign_in_links").HasKey(link => link.CodeHash);
        model.Entity<Session>(session =>
        {
            session.ToTable("sessions").HasKey(x => x.TokenHash);
            session.HasIndex(x => x.ExpiresAt);
        });
        model.Entity<AuditLink>(link =>
        {
            link.ToTable("audit_links").HasKey(x => x.Number);
            link.Property(x => x.Number).ValueGeneratedNever();
            link.HasIndex(x => x.AuditId).IsUnique();
        });
        model.Entity<AuditHead>(head =>
        {
            head.ToTable("audit_heads").HasKey(x => x.Number);
            head.Property(x => x.Number).ValueGeneratedNever();
        });
        model.Entity<IdentityLink>(link =>
        {
            link.ToTable("identities").HasKey(x => x.Id);
            link.Property(x => x.Id).ValueGeneratedNever();
            link.HasIndex(x => new { x.Issuer, x.Subject }).IsUnique();
            link.HasIndex(x => x.PersonId);
        });
        model.Entity<ApiKey>(key =>
        {
            key.ToTable("api_keys").HasKey(x => x.Id);
            key.Property(x => x.Id).ValueGeneratedNever();
            key.Ignore(x => x.Scopes);
            key.HasIndex(x => x.Name).IsUnique().HasFilter("revoked_at IS NULL");
            key.HasMany(x => x.Secrets).WithOne().HasForeignKey(secret => secret.KeyId);
        });
        model.Entity<ApiKeySecret>().ToTable("api_key_secrets").HasKey(secret => secret.Prefix);
        model.Entity<ScheduleRow>().ToTable("schedules").HasKey(row => row.Name);
        model.Entity<Secret>().ToTable("secrets").HasKey(secret => secret.Name);
        model.Entity<Import>(import =>
        {
            import.ToTable("imports").HasKey(x => x.Id);
            import.HasIndex(x => new { x.Kind, x.FileHash });
            import.Ignore(x => x.Layout).Ignore(x => x.Mapping).Ignore(x => x.Checked).Ignore(x => x.Committed);
        });
        model.Entity<ImportFile>().ToTable("import_files").HasKey(file => file.ImportId);
        model
            .Entity<RememberedMapping>()
            .ToTable("import_mappings")
            .HasKey(mapping => new { mapping.Kind, mapping.Source });
    }
}

internal sealed class SqlitePlatformDb(DbContextOptions<SqlitePlatformDb> options, StorageTools tools)
    : PlatformDb(options, tools);

internal sealed class PostgresPlatformDb(DbContextOptions<PostgresPlatformDb> options, StorageTools tools)
    : PlatformDb(options, tools);

internal sealed class SqlitePlatformDesign()
    : DesignTime<SqlitePlatformDb>(
        PlatformDb.Name,
        postgres: false,
        (options, tools) => new((DbContextOptions<SqlitePlatformDb>)options, tools)
    );

internal sealed class PostgresPlatformDesign()
    : DesignTime<PostgresPlatformDb>(
        PlatformDb.Name,
        postgres: true,
        (options, tools) => new((DbContextOptions<PostgresPlatformDb>)options, tools)
    );
