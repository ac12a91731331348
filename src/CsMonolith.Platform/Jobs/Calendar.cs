using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CsMonolith.Platform.Jobs;

/// <summary>Puts a scheduled job into the queue when Quartz says so; the key makes it one job for all hosts.</summary>
[DisallowConcurrentExecution]
internal sealed class CalendarFiring(IServiceScopeFactory scopes, IEnumerable<ScheduledJob> schedule) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var due = schedule.Single(job => job.Name == context.JobDetail.Key.Name);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var firing = db.Clock.DayOf((context.ScheduledFireTimeUtc ?? context.FireTimeUtc).UtcDateTime);
        var key = $"{due.Name} {firing:yyyy-MM-dd}";
        await db.Transact(
            async () =>
            {
                if (!await db.Jobs.AnyAsync(job => job.OnceKey == key, cancellationToken))
                {
                    db.Jobs.Add(JobDesk.Row(db.Clock.Now, due.Job(firing), due.Name, person: null, key));
                }
            },
            cancellationToken);
    }
}

/// <summary>Hands the schedules to Quartz when the host starts.</summary>
internal sealed class Calendar(ISchedulerFactory schedulers, IEnumerable<ScheduledJob> schedule, Clock clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var job in schedule)
        {
            var detail = JobBuilder.Create<CalendarFiring>().WithIdentity(job.Name).Build();
            var trigger = TriggerBuilder.Create().WithIdentity(job.Name).WithCronSchedule(job.Cron, cron => cron.InTimeZone(clock.Zone)).Build();
            await scheduler.ScheduleJob(detail, trigger, cancellationToken: cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
