using CsMonolith.Kernel;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Tests.Jobs;

public sealed class JobTests : IDisposable
{
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_job_has_the_rights_of_whoever_started_it()
    {
        _shop.Answers<WhoIs, KnownPerson?>(ask => new KnownPerson(ask.PersonId, "佐藤 美咲", [Role.Csm], IsDemo: false));
        _shop.SignIn(Guid.CreateVersion7(), Role.Csm);
        await _shop.Send(new StartStroll("fine"));

        var job = await _shop.RunJobs();

        job.State.ShouldBe(JobState.Succeeded);
        ShopAlone.AnswerOf<Strolled>(job).ShouldBe(new Strolled(Reach.Own, "佐藤 美咲", nameof(StartStroll)));
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
            ShopAlone.AnswerOf<Strolled>(job).Reach.ShouldBe(Reach.Own);
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

        (job.State, job.RefusalCode, job.Refusal).ShouldBe((JobState.Refused, "shop.unlucky", "No customer is called that."));
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
        var now = new DateTime(2026, 11, 20, 3, 0, 0, DateTimeKind.Utc);
        await _shop.InStore(db => db.Set<JobRow>().ExecuteUpdateAsync(set => set.SetProperty(job => job.State, JobState.Running).SetProperty(job => job.LeasedUntil, now.AddSeconds(30))));
        (await _shop.InScope(services => services.GetRequiredService<JobRunner>().RunNext(CancellationToken.None))).ShouldBeFalse();

        _shop.Time.Pass(TimeSpan.FromSeconds(31));

        (await _shop.RunJobs()).State.ShouldBe(JobState.Succeeded);
    }

    [Fact]
    public async Task Two_jobs_with_one_key_are_one_job()
    {
        var now = new DateTime(2026, 11, 20, 3, 0, 0, DateTimeKind.Utc);
        await _shop.Hold(JobDesk.Row(now, new Stroll("fine"), nameof(StartStroll), person: null, "nightly 2026-11-20"));

        await Should.ThrowAsync<DbUpdateException>(() => _shop.Hold(JobDesk.Row(now, new Stroll("fine"), nameof(StartStroll), person: null, "nightly 2026-11-20")));
    }

    [Fact]
    public async Task Others_jobs_look_like_missing()
    {
        var accepted = (await _shop.Send(new StartStroll("fine"))).Value;
        _shop.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await _shop.Send(new GetJob(accepted.JobId))).Error!.ShouldBe(HallwayErrors.NotFound("job", accepted.JobId));
        (await _shop.Send(new CancelJob(accepted.JobId))).Error!.ShouldBe(HallwayErrors.NotFound("job", accepted.JobId));
    }

    private Task<int> OnStroll(Func<CancellationToken, Task> step) => _shop.InScope(services =>
    {
        services.GetRequiredService<Trouble>().OnStroll = step;
        return Task.FromResult(0);
    });
}
