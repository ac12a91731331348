using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Storage;

/// <summary>A stored event on its way to the listeners.</summary>
public sealed class OutboxRow
{
    /// <summary>Rises with every event; the order within a lane.</summary>
    public long Seq { get; set; }

    /// <summary>The event's own id; with the listener it is the inbox key.</summary>
    public Guid MessageId { get; set; }

    /// <summary>The account that the event is about, or "-".</summary>
    public required string Lane { get; set; }

    /// <summary>The name of the event's type.</summary>
    public required string News { get; set; }

    /// <summary>The event as JSON.</summary>
    public required string Payload { get; set; }

    /// <summary>When it was stored.</summary>
    public DateTime StoredAt { get; set; }

    /// <summary>Deliveries tried in vain.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before then.</summary>
    public DateTime? NotBefore { get; set; }

    /// <summary>When every listener had taken it.</summary>
    public DateTime? DeliveredAt { get; set; }

    /// <summary>When it was given up; it is then a dead letter.</summary>
    public DateTime? DeadAt { get; set; }

    /// <summary>Why the last delivery failed.</summary>
    public string? Failure { get; set; }
}

/// <summary>One listener's receipt for one event. It commits with the effect and is kept for ever, so an effect happens once.</summary>
public sealed class InboxRow
{
    /// <summary>The event.</summary>
    public Guid MessageId { get; set; }

    /// <summary>The full name of the reaction.</summary>
    public required string Listener { get; set; }

    /// <summary>When it took effect.</summary>
    public DateTime TakenAt { get; set; }
}

/// <summary>Who did what, when: one row for every mutation, in the same transaction.</summary>
public sealed class AuditRow
{
    /// <summary>Guid v7.</summary>
    public Guid Id { get; set; }

    /// <summary>When.</summary>
    public DateTime At { get; set; }

    /// <summary>The person, or <c>null</c> for the product itself and for anonymous sign-in.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>The operation's name.</summary>
    public required string Operation { get; set; }

    /// <summary>The request as JSON, at most 8,000 characters of it; secrets are replaced.</summary>
    public required string Request { get; set; }

    /// <summary>The trace that logs and spans share.</summary>
    public string? TraceId { get; set; }
}

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>Waiting for its turn.</summary>
    Queued,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Done; the result is kept for a day.</summary>
    Succeeded,

    /// <summary>Refused, with the reason.</summary>
    Refused,

    /// <summary>Broken by a bug of ours; the trace id helps to find it.</summary>
    Failed,

    /// <summary>Stopped by request.</summary>
    Cancelled,
}

/// <summary>Stored work.</summary>
public sealed class JobRow
{
    /// <summary>Guid v7.</summary>
    public Guid Id { get; set; }

    /// <summary>The name of the job's type.</summary>
    public required string Kind { get; set; }

    /// <summary>The job as JSON.</summary>
    public required string Arguments { get; set; }

    /// <summary>The operation that started it; its row in the permission table gives the job its reach.</summary>
    public required string StartedBy { get; set; }

    /// <summary>The person whose rights it has; <c>null</c> for scheduled work.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>Two jobs with one key are one job: a nightly run is enqueued once however many hosts try.</summary>
    public string? OnceKey { get; set; }

    /// <summary>Where it stands.</summary>
    public JobState State { get; set; }

    /// <summary>0 to 100.</summary>
    public int Percent { get; set; }

    /// <summary>What it is doing, in English.</summary>
    public string? StepEn { get; set; }

    /// <summary>What it is doing, in Japanese.</summary>
    public string? StepJa { get; set; }

    /// <summary>When it was stored.</summary>
    public DateTime QueuedAt { get; set; }

    /// <summary>When it was last taken up.</summary>
    public DateTime? StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>Until when the host that runs it holds it; past that another may take it up.</summary>
    public DateTime? LeasedUntil { get; set; }

    /// <summary>Somebody asked it to stop.</summary>
    public bool CancelAsked { get; set; }

    /// <summary>The answer as JSON.</summary>
    public string? Result { get; set; }

    /// <summary>The refusal as JSON, or the trace id of a failure.</summary>
    public string? Refusal { get; set; }
}

/// <summary>What an import did to one stored row, so that it can be undone.</summary>
public sealed class ImportChangeRow
{
    /// <summary>Rises with every change.</summary>
    public long Seq { get; set; }

    /// <summary>The import.</summary>
    public Guid ImportId { get; set; }

    /// <summary>The module's entity type.</summary>
    public required string Entity { get; set; }

    /// <summary>The row's primary key as JSON.</summary>
    public required string RowKey { get; set; }

    /// <summary>The row's values before, as JSON; <c>null</c> where the import created it.</summary>
    public string? Before { get; set; }

    /// <summary>The row's values after, as JSON: an undo is refused where somebody changed them since.</summary>
    public required string After { get; set; }
}

/// <summary>Rows of a file that one transaction loaded: it commits with them, so that a load which died goes on where it was.</summary>
public sealed class ImportBatchRow
{
    /// <summary>The import.</summary>
    public Guid ImportId { get; set; }

    /// <summary>Rows of the file before this batch.</summary>
    public int FirstRow { get; set; }

    /// <summary>Rows of the file in this batch.</summary>
    public int Rows { get; set; }

    /// <summary>Of these, newly stored.</summary>
    public int Created { get; set; }

    /// <summary>Changed.</summary>
    public int Updated { get; set; }

    /// <summary>Stored already, just so.</summary>
    public int Skipped { get; set; }

    /// <summary>Refused.</summary>
    public int Refused { get; set; }

    /// <summary>Stored, but odd.</summary>
    public int Flagged { get; set; }
}

/// <summary>What is wrong with a row of a file that was refused, or odd about one that was stored.</summary>
public sealed class ImportFaultRow
{
    /// <summary>Guid v7.</summary>
    public Guid Id { get; set; }

    /// <summary>The import.</summary>
    public Guid ImportId { get; set; }

    /// <summary>The line of the file.</summary>
    public int Line { get; set; }

    /// <summary>Whether the row was refused; else it is stored and flagged.</summary>
    public bool Refused { get; set; }

    /// <summary>The column at fault, or <c>null</c> for the row as a whole.</summary>
    public string? Column { get; set; }

    /// <summary>What stands there, at most 200 characters of it.</summary>
    public string? Value { get; set; }

    /// <summary>What is wrong and how to mend it.</summary>
    public required string En { get; set; }

    /// <summary>The same in Japanese.</summary>
    public required string Ja { get; set; }
}

/// <summary>One of the numbers that every host reads before it trusts what it remembers of who may see what.</summary>
public sealed class AccessVersionRow
{
    /// <summary>Rises when somebody may no longer sign in, or as something else.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Rises with every change of people, teams, ownership and partners.</summary>
    public const string Scope = "scope";

    /// <summary>Which; each has a row, so that those who move different ones do not wait for each other.</summary>
    public required string Name { get; set; }

    /// <summary>Rises only.</summary>
    public long Version { get; set; }
}

/// <summary>The tables of the hallway, which every module's transaction may write to.</summary>
internal static class HallwayTables
{
    /// <summary>Maps them. Only the hallway's own context migrates them.</summary>
    public static void Map(ModelBuilder model, bool owned)
    {
        model.Entity<OutboxRow>(row =>
        {
            Name(row, "outbox", owned);
            row.HasKey(x => x.Seq);
            row.HasIndex(x => x.MessageId).IsUnique();
            row.HasIndex(x => new { x.DeliveredAt, x.DeadAt, x.Seq });
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
        model.Entity<JobRow>(row =>
        {
            Name(row, "jobs", owned);
            row.HasKey(x => x.Id);
            row.HasIndex(x => x.OnceKey).IsUnique();
            row.HasIndex(x => new { x.State, x.QueuedAt });
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
                row.HasData(new AccessVersionRow { Name = AccessVersionRow.SignIn }, new AccessVersionRow { Name = AccessVersionRow.Scope });
            }
        });
    }

    private static void Name<T>(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T> row, string table, bool owned)
        where T : class => row.ToTable(table, "platform", t => t.ExcludeFromMigrations(!owned));
}
