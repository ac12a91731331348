using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Platform.Jobs;

/// <summary>What a caller gets who started something long.</summary>
/// <param name="JobId">Ask <c>GET /v1/jobs/{id}</c> how it goes.</param>
public sealed record JobAccepted(Guid JobId);

/// <summary>
/// Takes long work in. Call it inside the command's transaction: the job is stored with the state, or not at all.
/// </summary>
public sealed class JobScheduler(RequestContext context)
{
    /// <summary>Stores a job; it runs with the present caller's rights.</summary>
    /// <param name="db">The context of the command's transaction.</param>
    /// <param name="job">What is to be done.</param>
    /// <param name="lane">
    /// Of one lane's jobs one runs at a time, the oldest first; without one, of one kind's jobs.
    /// </param>
    public JobAccepted Enqueue(ModuleDb db, IJob job, string? lane = null)
    {
        var row = Row(db.Clock.Now, job, context.Operation, context.Caller.PersonId, onceKey: null);
        row.KeyId = context.Caller.Key?.KeyId;
        row.Lane = lane ?? row.Lane;
        JobEvents.Open(db, row);
        return new JobAccepted(row.Id);
    }

    /// <summary>A job as it is stored.</summary>
    internal static JobRow Row(DateTime now, IJob job, string startedBy, Guid? person, string? onceKey) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Kind = job.GetType().Name,
            Lane = job.GetType().Name,
            Arguments = JsonSerializer.Serialize(job, job.GetType(), Wire.Json),
            StartedBy = startedBy,
            PersonId = person,
            OnceKey = onceKey,
            QueuedAt = now,
        };
}

/// <summary>
/// How a running job tells where it is. Scoped: a handler asks for it in its constructor. Cheap to call often.
/// </summary>
public sealed class JobProgress
{
    private volatile JobStep _now = new(0, "", "");

    /// <summary>0 to 100.</summary>
    public int Percent => _now.Percent;

    /// <summary>What is being done, in English.</summary>
    public string StepEn => _now.En;

    /// <summary>What is being done, in Japanese.</summary>
    public string StepJa => _now.Ja;

    /// <summary>Where the job is, whole: it is told on one thread and read on another.</summary>
    internal JobStep Now => _now;

    /// <summary>Reports where the job is.</summary>
    public void Report(int percent, string en, string ja) => _now = new JobStep(Math.Clamp(percent, 0, 100), en, ja);
}

/// <summary>Where a running job is.</summary>
internal sealed record JobStep(int Percent, string En, string Ja);

/// <summary>Work that is enqueued by the calendar: once per firing, however many hosts there are.</summary>
/// <param name="Name">Lower-case and stable, such as <c>nightly-scoring</c>.</param>
/// <param name="Cron">
/// Quartz's cron expression, in the reporting time zone; configuration <c>Schedules:NAME</c> goes before it.
/// </param>
/// <param name="Job">Makes the job for the business day on which it fires.</param>
/// <param name="Lane">As of <see cref="JobScheduler.Enqueue"/>.</param>
public sealed record ScheduledJob(string Name, string Cron, Func<DateOnly, IJob> Job, string? Lane = null);

/// <summary>Lanes that several kinds of job share.</summary>
public static class JobLanes
{
    /// <summary>
    /// Work that loads, restates or freezes facts goes one after another, in the order in which it was asked for: a
    /// file may build upon the one before, a month is closed and a snapshot taken of what was loaded until then.
    /// </summary>
    public const string Facts = "facts";
}
