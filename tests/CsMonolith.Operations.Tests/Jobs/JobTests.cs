using CsMonolith.Kernel;
using CsMonolith.Operations.Jobs;
using CsMonolith.Platform;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using CsMonolith.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CsMonolith.Operations.Tests.Jobs;

public sealed class JobTests : IDisposable
{
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_job_has_the_rights_of_whoever_started_it()
    {
        _shop.Answers<WhoIs, KnownPerson?>(ask => new KnownPerson(
            ask.PersonId,
            "佐藤 美咲",
            [Role.Csm],
            IsDemo: false
        ));
        _shop.SignIn(Guid.CreateVersion7(), Role.Csm);
        await _shop.Send(new StartStroll("fine"));

        var job = await _shop.RunJobs();

        job.State.ShouldBe(JobState.Succeeded);
        ShopAlone.AnswerOf<Strolled>(job).ShouldBe(new Strolled(PermissionScope.Own, "佐藤 美咲", nameof(StartStroll)));
    }

    [Theory]
    [InlineData(Role.Csm, JobState.Succeeded)]
    [InlineData(Role.Auditor, JobState.Refused)]
    public async Task Rights_that_were_taken_away_since_the_start_count(Role now, JobState becomes)
    {
        _shop.Answers<WhoIs, KnownPerson?>(ask => new KnownPerson(ask.PersonId, "佐藤 美咲", [now], IsDemo: false));
        _shop.SignIn(Guid.CreateVersion7(), Role.CsOps);
        await _shop.Send(new StartStroll("fine"));

        var job = await _shop.RunJobs();

        job.State.ShouldBe(becomes);
        if (becomes == JobState.Succeeded)
        {
            ShopAlone.AnswerOf<Strolled>(job).Scope.ShouldBe(PermissionScope.Own);
        }
    }

    [Fact]
    public async Task A_job_of_somebody_who_has_left_is_refused()
    {
        _shop.Answers<WhoIs, KnownPerson?>(_ => null);
        await _shop.Send(new StartStroll("fine"));

        (await _shop.RunJobs()).State.ShouldBe(JobState.Refused);
    }

    [Fact]
    public async Task A_refusal_is_kept_in_both_languages()
    {
        var accepted = (await _shop.Send(new StartStroll("refused"))).Value;
        await _shop.RunJobs();

        var job = (await _shop.Send(new GetJob(accepted.JobId))).Value;

        (job.State, job.RefusalCode, job.Refusal).ShouldBe(
            (JobState.Refused, "shop.unlucky", "No customer is called that.")
        );
    }

    [Fact]
    public async Task A_bug_leaves_its_trace_id_and_nothing_more()
    {
        await _shop.Send(new StartStroll("broken"));

        var job = await _shop.RunJobs();

        job.State.ShouldBe(JobState.Failed);
        job.Refusal!.Length.ShouldBe(32);
    }

    [Fact]
    public async Task A_job_that_met_a_database_in_trouble_is_done_over()
    {
        var accepted = (await _shop.Send(new StartStroll("fine"))).Value;
        await OnStroll(_ => throw new SqliteException("database is locked", 5));
        (await RunNext()).ShouldBeTrue();
        (await Row(accepted.JobId)).State.ShouldBe(JobState.Queued);
        await OnStroll(null);

        var job = await _shop.RunJobs();

        (job.State, job.Attempt).ShouldBe((JobState.Succeeded, 2));
    }

    [Fact]
    public async Task A_job_that_meets_trouble_for_ever_fails_in_the_end()
    {
        var accepted = (await _shop.Send(new StartStroll("fine"))).Value;
        await OnStroll(_ => throw new SqliteException("database is locked", 5));

        for (var attempt = 1; attempt < 20; attempt++)
        {
            (await RunNext()).ShouldBeTrue();
        }

        (await Row(accepted.JobId)).State.ShouldBe(JobState.Queued);
        (await RunNext()).ShouldBeTrue();
        (await Row(accepted.JobId)).State.ShouldBe(JobState.Failed);
    }

    [Fact]
    public async Task A_waiting_job_is_cancelled_at_once()
    {
        var accepted = (await _shop.Send(new StartStroll("fine"))).Value;

        (await _shop.Send(new CancelJob(accepted.JobId))).Value.State.ShouldBe(JobState.Cancelled);

        (await _shop.RunJobs()).Result.ShouldBeNull();
    }

    [Fact]
    public async Task A_running_job_is_stopped_at_its_next_pause()
    {
        var accepted = (await _shop.Send(new StartStroll("fine"))).Value;
        await OnStroll(async cancellation =>
        {
            await _shop.Send(new CancelJob(accepted.JobId));
            await Task.Delay(TimeSpan.FromMinutes(1), cancellation);
        });

        (await _shop.RunJobs()).State.ShouldBe(JobState.Cancelled);
    }

    [Fact]
    public async Task A_job_whose_host_died_is_taken_up_when_its_lease_is_over()
    {
        await _shop.Send(new StartStroll("fine"));
        await Leave(leaseEnds: new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        (
            await _shop.InScope(services => services.GetRequiredService<JobRunner>().RunNext(CancellationToken.None))
        ).ShouldBeFalse();

        await Leave(leaseEnds: new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));

        (await _shop.RunJobs()).State.ShouldBe(JobState.Succeeded);
    }

    [Fact]
    public async Task A_host_that_lost_its_lease_can_neither_store_nor_report_nor_close()
    {
        var accepted = (await _shop.Send(new StartStroll("note"))).Value;
        await OnStroll(_ =>
            _shop.InStore(db =>
                db.Set<JobRow>().ExecuteUpdateAsync(set => set.SetProperty(job => job.Attempt, job => job.Attempt + 1))
            )
        );

        await _shop.InScope(services => services.GetRequiredService<JobRunner>().RunNext(CancellationToken.None));

        var row = await Row(accepted.JobId);
        (row.State, row.EndedAt, row.Result, row.Percent).ShouldBe((JobState.Running, null, null, 0));
        (await _shop.InStore(db => db.Notes.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_host_that_lost_its_lease_stops_the_work()
    {
        await _shop.Send(new StartStroll("fine"));
        var stopped = false;
        await OnStroll(async cancellation =>
        {
            await _shop.InStore(db =>
                db.Set<JobRow>().ExecuteUpdateAsync(set => set.SetProperty(job => job.Attempt, job => job.Attempt + 1))
            );
            await Task.WhenAny(Task.Delay(TimeSpan.FromMinutes(1), cancellation));
            stopped = cancellation.IsCancellationRequested;
        });

        await _shop.InScope(services => services.GetRequiredService<JobRunner>().RunNext(CancellationToken.None));

        stopped.ShouldBeTrue();
    }

    [PostgresFact]
    public async Task A_frozen_hosts_session_is_ended_by_whoever_takes_its_job_up()
    {
        var accepted = (await _shop.Send(new StartStroll("fine"))).Value;
        await Leave(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var frozen = _shop.InScope(async services =>
        {
            // Busy to the server, like one that is frozen in the middle of a statement: no limit of idle time meets it.
            services.GetRequiredService<CurrentJob>().Take(accepted.JobId, attempt: 0);
            var db = services.GetRequiredService<PlatformDb>();
            await db.Transact(() => db.Database.ExecuteSqlAsync($"SELECT pg_sleep(60)"), CancellationToken.None);
            return 0;
        });
        await _shop.InStore(async db =>
        {
            while (
                await db
                    .Database.SqlQuery<long>(
                        $"SELECT count(*) AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'"
                    )
                    .SingleAsync() == 0
            )
            {
                await Task.Delay(20);
            }

            return 0;
        });

        (await RunNext()).ShouldBeTrue();

        (await Should.ThrowAsync<PostgresException>(frozen)).SqlState.ShouldBe(PostgresErrorCodes.AdminShutdown);
        (await Row(accepted.JobId)).State.ShouldBe(JobState.Succeeded);
    }

    [Fact]
    public async Task Of_a_lane_one_job_runs_at_a_time_the_oldest_first()
    {
        var first = (await _shop.Send(new StartStroll("fine"))).Value;
        _shop.Time.Pass(TimeSpan.FromSeconds(1));
        var second = (await _shop.Send(new StartStroll("fine"))).Value;
        bool? ranBeside = null;
        await OnStroll(async _ =>
            ranBeside ??= await _shop.InScope(services =>
                services.GetRequiredService<JobRunner>().RunNext(CancellationToken.None)
            )
        );

        await _shop.InScope(services => services.GetRequiredService<JobRunner>().RunNext(CancellationToken.None));

        ranBeside.ShouldBe(false);
        ((await Row(first.JobId)).State, (await Row(second.JobId)).State).ShouldBe(
            (JobState.Succeeded, JobState.Queued)
        );
    }

    [Fact]
    public async Task Jobs_of_different_lanes_run_side_by_side()
    {
        await _shop.Send(new StartStroll("fine"));
        _shop.Time.Pass(TimeSpan.FromSeconds(1));
        await _shop.Send(new StartStroll("fine", Lane: "another"));
        bool? ranBeside = null;
        await OnStroll(async _ =>
        {
            await OnStroll(null);
            ranBeside = await _shop.InScope(services =>
                services.GetRequiredService<JobRunner>().RunNext(CancellationToken.None)
            );
        });

        await _shop.InScope(services => services.GetRequiredService<JobRunner>().RunNext(CancellationToken.None));

        ranBeside.ShouldBe(true);
        (await _shop.InStore(db => db.Set<JobRow>().CountAsync(job => job.State == JobState.Succeeded))).ShouldBe(2);
    }

    [Fact]
    public async Task A_host_that_stops_gives_its_job_back()
    {
        var accepted = (await _shop.Send(new StartStroll("fine"))).Value;
        using var stopping = new CancellationTokenSource();
        await OnStroll(async cancellation =>
        {
            await stopping.CancelAsync();
            await Task.Delay(TimeSpan.FromMinutes(1), cancellation);
        });

        await _shop.InScope(services => services.GetRequiredService<JobRunner>().RunNext(stopping.Token));
        (await Row(accepted.JobId)).State.ShouldBe(JobState.Queued);

        await OnStroll(null);
        (await _shop.RunJobs()).State.ShouldBe(JobState.Succeeded);
        (await Row(accepted.JobId)).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task Every_change_of_a_job_is_an_event_with_the_next_number()
    {
        var accepted = (await _shop.Send(new StartStroll("fine"))).Value;
        await _shop.InScope(services =>
        {
            services.GetRequiredService<Trouble>().StrollStep = (40, "Halfway", "半分です");
            return Task.FromResult(0);
        });
        await OnStroll(cancellation => Task.Delay(TimeSpan.FromSeconds(1), cancellation));
        await _shop.RunJobs();

        var events = await _shop.InStore(db =>
            db.Set<JobEventRow>().Where(one => one.JobId == accepted.JobId).OrderBy(one => one.Seq).ToListAsync()
        );

        events.Select(one => one.Seq).ShouldBe([1, 2, 3, 4]);
        events
            .Select(one => one.State)
            .ShouldBe([JobState.Queued, JobState.Running, JobState.Running, JobState.Succeeded]);
        (events[2].Percent, events[2].StepEn, events[2].StepJa).ShouldBe((40, "Halfway", "半分です"));
        events[3].Percent.ShouldBe(100);
    }

    [Fact]
    public async Task A_result_is_told_for_a_day_and_a_job_known_for_a_month()
    {
        var accepted = (await _shop.Send(new StartStroll("fine"))).Value;
        await _shop.RunJobs();
        (await _shop.Send(new GetJob(accepted.JobId))).Value.Result.ShouldNotBeNull();

        _shop.Time.Pass(TimeSpan.FromHours(25));
        (await _shop.Send(new GetJob(accepted.JobId))).Value.Result.ShouldBeNull();
        (await Purge()).ShouldBe(new PurgedJobs(Results: 1, Events: 3, Jobs: 0));

        _shop.Time.Pass(TimeSpan.FromDays(30));
        (await Purge()).Jobs.ShouldBe(1);
        (await _shop.Send(new GetJob(accepted.JobId))).Error!.Code.ShouldBe("job.not-found");
    }

    [Fact]
    public async Task A_list_shows_one_s_own_jobs_and_operations_all()
    {
        await _shop.Send(new StartStroll("fine"));
        var (operations, csm) = (_shop.Caller, Guid.CreateVersion7());
        _shop.SignIn(csm, Role.Csm);
        var own = (await _shop.Send(new StartStroll("fine"))).Value;
        await _shop.Hold(
            JobScheduler.Row(
                new DateTime(2026, 11, 20, 3, 0, 0, DateTimeKind.Utc),
                new Stroll("fine"),
                "nightly",
                person: null,
                "nightly 1"
            )
        );

        (await _shop.Send(new ListJobs(ListAsk.Plain))).Value.Items.Single().Id.ShouldBe(own.JobId);
        _shop.SignIn(null, Role.Csm);
        (await _shop.Send(new ListJobs(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
        _shop.Caller = operations;
        (await _shop.Send(new ListJobs(ListAsk.Plain))).Value.Items.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_nightly_run_that_fell_into_a_standstill_is_made_up_for_once()
    {
        var nightly = new ScheduledJob("nightly", "0 30 2 * * ?", day => new Stroll($"{day:yyyy-MM-dd}"));
        await InSchedules(
            async (schedules, _) =>
            {
                await schedules.Remember(nightly, CancellationToken.None);
                return true;
            }
        );
        (await Look()).ShouldBeFalse();

        _shop.Time.Pass(TimeSpan.FromDays(3));
        (await Look()).ShouldBeTrue();
        (await Look()).ShouldBeFalse();

        var enqueued = await _shop.InStore(db => db.Set<JobRow>().SingleAsync());
        (enqueued.OnceKey, enqueued.Arguments).ShouldBe(
            ("nightly 2026-11-22T17:30:00Z", "{\"how\":\"2026-11-23\",\"lane\":null}")
        );

        Task<bool> Look() =>
            InSchedules((schedules, clock) => schedules.EnqueueDue(nightly, clock.Now, CancellationToken.None));
    }

    [Fact]
    public async Task Two_jobs_with_one_key_are_one_job()
    {
        var now = new DateTime(2026, 11, 20, 3, 0, 0, DateTimeKind.Utc);
        await _shop.Hold(
            JobScheduler.Row(now, new Stroll("fine"), nameof(StartStroll), person: null, "nightly 2026-11-20")
        );

        await Should.ThrowAsync<DbUpdateException>(() =>
            _shop.Hold(
                JobScheduler.Row(now, new Stroll("fine"), nameof(StartStroll), person: null, "nightly 2026-11-20")
            )
        );
    }

    [Fact]
    public async Task Others_jobs_look_like_missing()
    {
        var accepted = (await _shop.Send(new StartStroll("fine"))).Value;
        _shop.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await _shop.Send(new GetJob(accepted.JobId))).Error!.ShouldBe(PlatformErrors.NotFound("job", accepted.JobId));
        (await _shop.Send(new CancelJob(accepted.JobId))).Error!.ShouldBe(
            PlatformErrors.NotFound("job", accepted.JobId)
        );
    }

    private Task<bool> InSchedules(Func<DueSchedules, Clock, Task<bool>> act) =>
        _shop.InScope(services =>
            act(services.GetRequiredService<DueSchedules>(), services.GetRequiredService<Clock>())
        );

    private async Task<PurgedJobs> Purge()
    {
        await _shop.Hold(
            JobScheduler.Row(
                new DateTime(2026, 11, 20, 3, 0, 0, DateTimeKind.Utc),
                new PurgeJobs(),
                nameof(StartStroll),
                person: null,
                onceKey: null
            )
        );
        return ShopAlone.AnswerOf<PurgedJobs>(await _shop.RunJobs());
    }

    private Task<int> Leave(DateTime leaseEnds) =>
        _shop.InStore(db =>
            db.Set<JobRow>()
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(job => job.State, JobState.Running).SetProperty(job => job.LeasedUntil, leaseEnds)
                )
        );

    private Task<JobRow> Row(Guid job) =>
        _shop.InStore(db => db.Set<JobRow>().AsNoTracking().SingleAsync(row => row.Id == job));

    private Task<bool> RunNext() =>
        _shop.InScope(services => services.GetRequiredService<JobRunner>().RunNext(CancellationToken.None));

    private Task<int> OnStroll(Func<CancellationToken, Task>? step) =>
        _shop.InScope(services =>
        {
            services.GetRequiredService<Trouble>().OnStroll = step;
            return Task.FromResult(0);
        });
}
