using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CsMonolith.Platform.Jobs;

/// <summary>Looks what is due when Quartz says so.</summary>
[DisallowConcurrentExecution]
internal sealed class CalendarFiring(IServiceScopeFactory scopes, Schedules schedules) : Quartz.IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // A host of an older version may lack a schedule that a newer one has stored.
        if (schedules.All.SingleOrDefault(job => job.Name == context.JobDetail.Key.Name) is not { } due)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var now = scope.ServiceProvider.GetRequiredService<Clock>().Now;
        var asked = context.ScheduledFireTimeUtc?.UtcDateTime ?? now;
        await scope
            .ServiceProvider.GetRequiredService<DueSchedules>()
            .EnqueueDue(due, asked > now ? asked : now, cancellationToken);
    }
}

/// <summary>
/// The modules' schedules, at the times that the configuration sets: <c>Schedules:NAME</c>, a cron expression, or
/// <c>off</c>.
/// </summary>
internal sealed class Schedules(IEnumerable<ScheduledJob> jobs, IConfiguration configuration)
{
    public IReadOnlyList<ScheduledJob> All { get; } =
    [
        .. jobs.Select(job => configuration[$"Schedules:{job.Name}"] is { } cron ? job with { Cron = cron } : job)
            .Where(job => job.Cron != "off"),
    ];
}

/// <summary>
/// Hands the schedules to Quartz once the host answers, which nobody waits for, and makes up for what was missed while
/// no host was up.
/// </summary>
internal sealed class Calendar(
    ISchedulerFactory schedulers,
    Schedules schedules,
    DatabaseSettings settings,
    IServiceScopeFactory scopes,
    Clock clock,
    IHostApplicationLifetime life,
    ILogger<Calendar> log
) : BackgroundService
{
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(1);
    private readonly DatabaseOutageLog _outage = new(log, "the calendar");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = life.ApplicationStarted.Register(answers.SetResult);
        await answers.Task.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await HandOver(stoppingToken);
                _outage.IsOver();
                return;
            }
            catch (Exception away) when (_outage.Is(away))
            {
                await Task.Delay(Nap, stoppingToken);
            }
        }
    }

    // What a database that went away has left undone is done again from the beginning: each step leaves alone what it
    // finds done.
    private async Task HandOver(CancellationToken cancellation)
    {
        await using var turn = await InstallationLock.Enter(settings, cancellation);
        await using var scope = scopes.CreateAsyncScope();
        var due = scope.ServiceProvider.GetRequiredService<DueSchedules>();
        var scheduler = await schedulers.GetScheduler(cancellation);
        foreach (var job in schedules.All)
        {
            await due.Remember(job, cancellation);
            await due.EnqueueDue(job, clock.Now, cancellation);
            await Hand(job, scheduler, cancellation);
        }
    }

    // What the cluster holds already is left alone: to store it anew would forget when it is due next.
    private async Task Hand(ScheduledJob job, IScheduler scheduler, CancellationToken cancellation)
    {
        var standing = await scheduler.GetTrigger(new TriggerKey(job.Name), cancellation);
        if (standing is ICronTrigger cron && cron.CronExpressionString == job.Cron && cron.TimeZone.Equals(clock.Zone))
        {
            return;
        }

        // By one clock: a trigger that is behind the scheduler's would be made up for without end.
        var trigger = TriggerBuilder
            .Create(scheduler.TimeProvider)
            .WithIdentity(job.Name)
            .WithCronSchedule(
                job.Cron,
                schedule =>
                    schedule.InTimeZone(clock.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)
            )
            .Build();
        if (standing is not null)
        {
            await scheduler.RescheduleJob(standing.Key, trigger, cancellation);
            return;
        }

        await scheduler.ScheduleJob(
            JobBuilder.Create<CalendarFiring>().WithIdentity(job.Name).Build(),
            trigger,
            cancellationToken: cancellation
        );
    }
}

/// <summary>
/// Quartz's own store: in memory under SQLite, whose one host needs no other; under PostgreSQL shared by all hosts.
/// </summary>
internal static class QuartzStore
{
    public static IServiceCollection AddCalendar(this IServiceCollection services, DatabaseSettings settings)
    {
        services.AddQuartz(quartz =>
        {
            if (settings.IsPostgres)
            {
                quartz.ConfigureScheduler(scheduler => scheduler.GenerateInstanceId = true);
                quartz.UsePersistentStore(store =>
                {
                    // Quartz makes and keeps its tables itself, in the platform's schema.
                    store.UsePostgres(
                        new Npgsql.NpgsqlConnectionStringBuilder(settings.ConnectionString)
                        {
                            SearchPath = PlatformDb.Schema,
                        }.ConnectionString
                    );
                    store.ConfigureStore(options => options.TablePrefix = "qrtz_");
                    store.ProvisionSchema();
                    store.UseClustering(cluster =>
                    {
                        cluster.CheckinInterval = TimeSpan.FromSeconds(3);
                        cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(5);
                    });
                });
            }
        });
        services.AddHostedService<Calendar>();
        services.AddQuartzHostedService();
        return services;
    }
}
