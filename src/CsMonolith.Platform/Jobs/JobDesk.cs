using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Platform.Jobs;

/// <summary>What a caller gets who started something long.</summary>
/// <param name="JobId">Ask <c>GET /v1/jobs/{id}</c> how it goes.</param>
public sealed record JobAccepted(Guid JobId);

/// <summary>Takes long work in. Call it inside the command's transaction: the job is stored with the state, or not at all.</summary>
public sealed class JobDesk(Permit permit)
{
    /// <summary>Stores a job; it runs with the present caller's rights.</summary>
    public JobAccepted Enqueue(ModuleDb db, IJob job)
    {
        var row = Row(db.Clock.Now, job, permit.Operation, permit.Caller.PersonId, onceKey: null);
        row.KeyId = permit.Caller.Key?.KeyId;
        db.Set<JobRow>().Add(row);
        return new JobAccepted(row.Id);
    }

    /// <summary>A job as it is stored.</summary>
    internal static JobRow Row(DateTime now, IJob job, string startedBy, Guid? person, string? onceKey) => new()
    {
        Id = Guid.CreateVersion7(now),
        Kind = job.GetType().Name,
        Arguments = JsonSerializer.Serialize(job, job.GetType(), Wire.Json),
        StartedBy = startedBy,
        PersonId = person,
        OnceKey = onceKey,
        QueuedAt = now,
    };
}

/// <summary>How a running job tells where it is. Scoped: a handler asks for it in its constructor. Cheap to call often.</summary>
public sealed class JobProgress
{
    /// <summary>0 to 100.</summary>
    public int Percent { get; private set; }

    /// <summary>What is being done, in English.</summary>
    public string StepEn { get; private set; } = "";

    /// <summary>What is being done, in Japanese.</summary>
    public string StepJa { get; private set; } = "";

    /// <summary>Tells where the job is.</summary>
    public void Tell(int percent, string en, string ja) => (Percent, StepEn, StepJa) = (Math.Clamp(percent, 0, 100), en, ja);
}

/// <summary>Work that is enqueued by the calendar: once per firing, however many hosts there are.</summary>
/// <param name="Name">Lower-case and stable, such as <c>nightly-scoring</c>.</param>
/// <param name="Cron">Quartz's cron expression, in the reporting time zone.</param>
/// <param name="Job">Makes the job for the business day on which it fires.</param>
public sealed record ScheduledJob(string Name, string Cron, Func<DateOnly, IJob> Job);
