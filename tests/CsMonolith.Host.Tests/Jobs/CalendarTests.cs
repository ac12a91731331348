using CsMonolith.Testing;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CsMonolith.Host.Tests.Jobs;

public sealed class CalendarTests
{
    [Fact]
    public async Task Schedules_go_by_the_clock_of_the_host_and_come_next_after_what_it_says()
    {
        using var database = TestDatabase.Fresh(WholeHost.Modules);
        var time = new FixedTime();
        time.NoonOf(new DateOnly(2041, 5, 3));
        await using var host = WholeHost.On(database, time);
        using var client = host.CreateClient();
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();

        var scoring = await Handed(scheduler, "nightly-scoring");

        scoring.NextFireTimeUtc.ShouldNotBeNull().ShouldBeInRange(time.GetUtcNow(), time.GetUtcNow().AddDays(1));
    }

    private static async Task<ITrigger> Handed(IScheduler scheduler, string schedule)
    {
        for (var look = 0; ; look++)
        {
            if (await scheduler.GetTrigger(new TriggerKey(schedule)) is { } trigger)
            {
                return trigger;
            }

            look.ShouldBeLessThan(600, "the calendar is handed over once the host answers");
            await Task.Delay(100);
        }
    }
}
