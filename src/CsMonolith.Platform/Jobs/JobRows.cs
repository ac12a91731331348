using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Platform.Jobs;

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

    /// <summary>The API key whose rights it has, where a machine started it.</summary>
    public Guid? KeyId { get; set; }

    /// <summary>Two jobs with one key are one job: a nightly run is enqueued once however many hosts try.</summary>
    public string? OnceKey { get; set; }

    /// <summary>
    /// Of a lane's jobs one runs at a time, on whichever host; its kind's name unless told otherwise.
    /// </summary>
    public required string Lane { get; set; }

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

    /// <summary>
    /// Until when the host that runs it holds it, by the database's clock; past that another may take it up.
    /// </summary>
    public DateTime? LeasedUntil { get; set; }

    /// <summary>
    /// How often it was taken up: the fencing token. A host whose number is not this one holds it no more.
    /// </summary>
    public int Attempt { get; set; }

    /// <summary>The machine and process that took it up last.</summary>
    public string? HeldBy { get; set; }

    /// <summary>The number of its newest event.</summary>
    public long LastEvent { get; set; }

    /// <summary>Somebody asked it to stop.</summary>
    public bool CancelAsked { get; set; }

    /// <summary>The answer as JSON.</summary>
    public string? Result { get; set; }

    /// <summary>The refusal as JSON, or the trace id of a failure.</summary>
    public string? Refusal { get; set; }
}

/// <summary>What became of a job, step by step: what a watcher is shown, and may resume from.</summary>
public sealed class JobEventRow
{
    /// <summary>The job.</summary>
    public Guid JobId { get; set; }

    /// <summary>From 1, without a gap, in the order of commits.</summary>
    public long Seq { get; set; }

    /// <summary>When.</summary>
    public DateTime At { get; set; }

    /// <summary>Where it stood.</summary>
    public JobState State { get; set; }

    /// <summary>0 to 100.</summary>
    public int Percent { get; set; }

    /// <summary>What it was doing, in English.</summary>
    public string? StepEn { get; set; }

    /// <summary>What it was doing, in Japanese.</summary>
    public string? StepJa { get; set; }
}

internal sealed class JobRowTable : IEntityTypeConfiguration<JobRow>
{
    public void Configure(EntityTypeBuilder<JobRow> builder)
    {
        builder.ToTable("jobs", PlatformDb.Schema);
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.OnceKey).IsUnique();
        builder.HasIndex(row => new { row.State, row.QueuedAt });
        builder.HasIndex(row => row.Lane).IsUnique().HasFilter("state = 'Running'");
    }
}

internal sealed class JobEventRowTable : IEntityTypeConfiguration<JobEventRow>
{
    public void Configure(EntityTypeBuilder<JobEventRow> builder)
    {
        builder.ToTable("job_events", PlatformDb.Schema);
        builder.HasKey(row => new { row.JobId, row.Seq });
    }
}
