using CsMonolith.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Storage;

/// <summary>The tables of the platform, which every module's transaction may write to.</summary>
internal static class PlatformTables
{
    /// <summary>Maps them. Only the platform's own context migrates them.</summary>
    public static void Map(ModelBuilder model, bool owned)
    {
        model.Entity<OutboxRow>(row =>
        {
            Name(row, "outbox", owned);
            row.HasKey(x => x.Seq);
            row.HasIndex(x => x.MessageId).IsUnique();
            row.HasIndex(x => x.Seq).HasFilter("delivered_at IS NULL").HasDatabaseName("ix_outbox_undelivered");
        });
        model.Entity<LaneClaimRow>(row =>
        {
            Name(row, "lane_claims", owned);
            row.HasKey(x => x.Lane);
            row.HasIndex(x => x.Token);
        });
        model.Entity<FailedDelivery>(row =>
        {
            Name(row, "letters", owned);
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).ValueGeneratedNever();
            row.HasIndex(x => new { x.MessageId, x.Listener }).IsUnique();
            row.HasIndex(x => new
                {
                    x.Lane,
                    x.Listener,
                    x.Seq,
                })
                .HasFilter("state IN ('Waiting', 'Replaying')")
                .HasDatabaseName("ix_letters_open");
            row.HasIndex(x => new
                {
                    x.Lane,
                    x.Listener,
                    x.NotBefore,
                })
                .HasFilter("not_before IS NOT NULL")
                .HasDatabaseName("ix_letters_paused");
            row.HasIndex(x => x.GivenUpAt).HasFilter("given_up_at IS NOT NULL").HasDatabaseName("ix_letters_given_up");
        });
        model.Entity<InboxRow>(row =>
        {
            Name(row, "inbox", owned);
            row.HasKey(x => new { x.MessageId, x.Listener });
        });
        model.Entity<AuditRow>(row =>
        {
            Name(row, "audit", owned);
            row.HasKey(x => x.Id);
            row.HasIndex(x => x.At);
        });
        model.Entity<IdempotencyRow>(row =>
        {
            Name(row, "idempotency", owned);
            row.HasKey(x => x.Id);
            row.Property(x => x.Id).HasMaxLength(64);
            row.HasIndex(x => x.ExpiresAt);
        });
        model.Entity<VersionRow>(row =>
        {
            Name(row, "versions", owned);
            row.HasKey(x => x.Seq);
            row.HasIndex(x => new
            {
                x.Entity,
                x.RowKey,
                x.Version,
            });
            row.HasIndex(x => x.At);
        });
        model.Entity<JobRow>(row =>
        {
            Name(row, "jobs", owned);
            row.HasKey(x => x.Id);
            row.HasIndex(x => x.OnceKey).IsUnique();
            row.HasIndex(x => new { x.State, x.QueuedAt });
            row.HasIndex(x => x.Lane).IsUnique().HasFilter("state = 'Running'");
        });
        model.Entity<JobEventRow>(row =>
        {
            Name(row, "job_events", owned);
            row.HasKey(x => new { x.JobId, x.Seq });
        });
        model.Entity<ImportChangeRow>(row =>
        {
            Name(row, "import_changes", owned);
            row.HasKey(x => x.Seq);
            row.HasIndex(x => x.ImportId);
        });
        model.Entity<ImportBatchRow>(row =>
        {
            Name(row, "import_batches", owned);
            row.HasKey(x => new { x.ImportId, x.FirstRow });
        });
        model.Entity<ImportFaultRow>(row =>
        {
            Name(row, "import_faults", owned);
            row.HasKey(x => x.Id);
            row.HasIndex(x => new { x.ImportId, x.Line });
        });
        model.Entity<AccessVersionRow>(row =>
        {
            Name(row, "access_versions", owned);
            row.HasKey(x => x.Name);
            if (owned)
            {
                row.HasData(
                    new AccessVersionRow { Name = AccessVersionRow.SignIn },
                    new AccessVersionRow { Name = AccessVersionRow.Scope }
                );
            }
        });
    }

    private static void Name<T>(
        Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T> row,
        string table,
        bool owned
    )
        where T : class => row.ToTable(table, "platform", t => t.ExcludeFromMigrations(!owned));
}
