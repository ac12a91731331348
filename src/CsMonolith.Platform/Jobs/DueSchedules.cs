using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CsMonolith.Platform.Jobs;

/// <summary>
/// Enqueues what is due. Quartz only says when to look; what is due follows from the last firing that is stored, so a
/// nightly run that fell into a standstill is made up for once, whether the host was down, paused, or one of several.
/// </summary>
internal sealed class DueSchedules(PlatformDb db)
{
    /// <summary>Stores a schedule that is new; what was due before that is not made up for.</summary>
    public Task Remember(ScheduledJob job, CancellationToken cancellation) =>
        db.Transact(
            async () =>
            {
                if (!await db.Set<ScheduleRow>().AnyAsync(row => row.Name == job.Name, cancellation))
                {
                    db.Set<ScheduleRow>().Add(new ScheduleRow { Name = job.Name, LastFiring = db.Clock.Now });
                }
            },
            cancellation
        );

    /// <summary>Enqueues a schedule's newest due firing unless that has happened.</summary>
    /// <param name="job">The schedule.</param>
    /// <param name="at">
    /// Now, or the time that Quartz was asked to look at, should this host's clock be a little slow.
    /// </param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether a job was enqueued.</returns>
    public async Task<bool> EnqueueDue(ScheduledJob job, DateTime at, CancellationToken cancellation)
    {
        var last = await db.Set<ScheduleRow>()
            .Where(row => row.Name == job.Name)
            .Select(row => row.LastFiring)
            .SingleAsync(cancellation);
        if (Newest(job.Cron, last, at) is not { } firing)
        {
            return false;
        }

        var enqueued = false;
        await db.Transact(
            async () =>
            {
                // Of several hosts that look at once, the row lets one through.
                enqueued =
                    await db.Set<ScheduleRow>()
                        .Where(row => row.Name == job.Name && row.LastFiring < firing)
                        .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastFiring, firing), cancellation) == 1;
                if (enqueued)
                {
                    var row = JobScheduler.Row(
                        db.Clock.Now,
                        job.Job(db.Clock.DayOf(firing)),
                        job.Name,
                        person: null,
                        $"{job.Name} {firing:yyyy-MM-ddTHH:mm:ssZ}"
                    );
                    row.Lane = job.Lane ?? row.Lane;
                    JobEvents.Open(db, row);
                }
            },
            cancellation
        );
        return enqueued;
    }

    private DateTime? Newest(string cron, DateTime after, DateTime until)
    {
        var expression = new CronExpression(cron, db.Clock.Zone);
        DateTime? newest = null;
        for (
            var next = expression.GetNextValidTimeAfter(after);
            next is { } due && due.UtcDateTime <= until;
            next = expression.GetNextValidTimeAfter(due)
        )
        {
            newest = due.UtcDateTime;
        }

        return newest;
    }
}

/// <summary>How far a schedule has come, for all hosts and over restarts.</summary>
internal sealed class ScheduleRow
{
    public required string Name { get; set; }

    /// <summary>The last due time that was enqueued; at first, when the schedule became known.</summary>
    public DateTime LastFiring { get; set; }
}

internal sealed class ScheduleRowTable : IEntityTypeConfiguration<ScheduleRow>
{
    public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<ScheduleRow> builder)
    {
        builder.ToTable("schedules", PlatformDb.Schema);
        builder.HasKey(row => row.Name);
    }
}
