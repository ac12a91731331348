using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Playbooks;
using CsMonolith.Journey.Tasks;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Journey.Tests.Playbooks;

public sealed class PlaybookRunTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task Steps_become_tasks_of_both_sides_with_their_due_days()
    {
        var (account, owner) = await Owned("A-1");
        var run = (
            await _journey.Send(Begin(account, (await Create()).Id) with { StartedOn = new(2026, 11, 16) })
        ).Value;

        run.Steps.Select(step => (step.Title, step.Side, step.DueOn, step.PersonId, step.Contact, step.Source))
            .ShouldBe([
                ("成功の定義を一緒に決める", TaskSide.Ours, new(2026, 11, 23), owner.Id, null, TaskSource.PlaybookStep),
                ("最初に使う人を決める", TaskSide.Theirs, new(2026, 11, 30), owner.Id, "田中", TaskSource.PlaybookStep),
            ]);
        run.Steps[0].Note!.ShouldContain("成功の定義シート");
        (
            await _journey.InStore(db =>
                db.Set<TimelineEntry>().SingleAsync(line => line.Kind == PlaybookRun.StartedLine)
            )
        ).AccountId.ShouldBe(account);
    }

    [Fact]
    public async Task A_new_version_changes_no_run_that_goes_on()
    {
        var playbook = await Create();
        var runs = new List<RunProfile>();
        for (var nth = 0; nth < 40; nth++)
        {
            var (account, _) = await Owned($"A-{nth}");
            runs.Add((await _journey.Send(Begin(account, playbook.Id))).Value);
        }

        var shorter = playbook.Content with
        {
            Variants = [playbook.Content.Variants[0] with { Steps = [playbook.Content.Variants[0].Steps[0]] }],
        };
        await _journey.Send(
            new PublishPlaybook(playbook.Id, new NextVersion(shorter, "短くした"), new IfMatch(playbook.Version))
        );
        var (late, _) = await Owned("B-1");
        var after = (await _journey.Send(Begin(late, playbook.Id))).Value;

        foreach (var run in runs)
        {
            var now = (await _journey.Send(new GetPlaybookRun(run.Id))).Value;
            (now.Number, now.Steps.Count, now.Version).ShouldBe((1, 2, run.Version));
            now.Steps.Select(step => (step.Title, step.DueOn))
                .ShouldBe(run.Steps.Select(step => (step.Title, step.DueOn)));
        }

        (after.Number, after.Steps.Count).ShouldBe((2, 1));
    }

    [Fact]
    public async Task Who_is_held_out_gets_no_steps_and_cannot_draw_again()
    {
        var playbook = await Create(holdout: 0.5);
        var held = 0;
        for (var nth = 0; nth < 30; nth++)
        {
            var (account, _) = await Owned($"A-{nth}");
            var run = (await _journey.Send(Begin(account, playbook.Id))).Value;
            held += run.HeldOut ? 1 : 0;
            run.Steps.Count.ShouldBe(run.HeldOut ? 0 : 2);

            await _journey.Send(
                new EndPlaybookRun(
                    run.Id,
                    new RunEnd(JourneyAlone.Today, Reached: false, "試し", DropOpen: true),
                    new IfMatch(run.Version)
                )
            );
            (await _journey.Send(Begin(account, playbook.Id))).Value.HeldOut.ShouldBe(run.HeldOut);
        }

        // Of 30 draws with one half, fewer than 5 or more than 25 come in one of 15,000 companies.
        held.ShouldBeInRange(5, 25);
        (
            await _journey.InStore(db =>
                db.Set<TimelineEntry>().CountAsync(line => line.Kind == PlaybookRun.StartedLine)
            )
        ).ShouldBe(2 * (30 - held));
    }

    [Fact]
    public void The_share_held_out_is_the_share_asked_for()
    {
        var playbook = new Playbook(Guid.Parse("0199a000-0000-7000-8000-0000000000b1"), "a", "ja", default);
        var accounts = Enumerable
            .Range(0, 20_000)
            .Select(nth => Guid.Parse($"0199a000-0000-7000-8000-{nth:x12}"))
            .ToList();

        foreach (var share in (double[])[0, 0.1, 0.3, 0.5])
        {
            // Four standard deviations of a binomial share over 20,000.
            var within = 4 * Math.Sqrt(share * (1 - share) / accounts.Count);
            ((double)accounts.Count(account => playbook.HoldsOut(account, share)) / accounts.Count).ShouldBe(
                share,
                within
            );
        }
    }

    [Fact]
    public async Task The_variant_that_fits_best_is_taken_and_the_first_where_none_does()
    {
        var usual = PlaybookContent.Example;
        var consensus = usual.Variants[0] with { Code = "consensus", DecisionStyle = "consensus" };
        var tokyo = usual.Variants[0] with { Code = "tokyo", Region = "東京都", DecisionStyle = "consensus" };
        var content = usual with { Variants = [usual.Variants[0], consensus, tokyo] };

        content.For("東京都", null, "Consensus").Code.ShouldBe("tokyo");
        content.For("大阪府", null, "consensus").Code.ShouldBe("consensus");
        content.For("東京都", null, "top-down").Code.ShouldBe("standard");

        var playbook = (await _journey.Send(new CreatePlaybook("three", "ja", content))).Value;
        var (account, _) = await Owned("A-1");
        await _journey.InStore(async db =>
        {
            await db.Set<Account>()
                .Where(one => one.Id == account)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.DecisionStyle, "consensus"));
            return 0;
        });
        (await _journey.Send(Begin(account, playbook.Id))).Value.Variant.ShouldBe("tokyo");
    }

    [Fact]
    public async Task A_playbook_runs_once_at_a_customer_however_many_begin_it_at_once()
    {
        var playbook = await Create();
        var (account, _) = await Owned("A-1");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => _journey.Send(Begin(account, playbook.Id))))
        );

        answers.Count(answer => answer.Error is null).ShouldBe(1);
        answers
            .Where(answer => answer.Error is not null)
            .ShouldAllBe(answer => answer.Error!.Kind == Kernel.ErrorKind.Conflict);
        (await _journey.InStore(db => db.Set<TaskItem>().CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_and_nothing_is_stored()
    {
        var playbook = await Create();
        var (account, _) = await Owned("A-1");
        var nobodys = (await _journey.Open("A-2")).Id;

        async Task<string> Refused(StartPlaybookRun ask) => (await _journey.Send(ask)).Error!.Code;

        (await Refused(Begin(account, playbook.Id) with { Contact = null })).ShouldBe(
            "journey.playbook-run.needs-contact"
        );
        (await Refused(Begin(account, playbook.Id) with { Variant = "nothing" })).ShouldBe(
            "journey.playbook.no-variant"
        );
        (await Refused(Begin(account, Guid.CreateVersion7()))).ShouldBe("playbook.not-found");
        (await Refused(Begin(nobodys, playbook.Id))).ShouldBe("journey.playbook-run.nobody");
        (await Refused(Begin(account, playbook.Id) with { StartedOn = new(2028, 1, 1) })).ShouldBe(
            "journey.playbook-run.start-too-far"
        );
        (await _journey.Send(new PlaybooksInForce())).ShouldHaveSingleItem().Id.ShouldBe(playbook.Id);
        await _journey.Send(
            new RetirePlaybook(playbook.Id, new RetirementReason("古い"), new IfMatch(playbook.Version))
        );
        (await Refused(Begin(account, playbook.Id))).ShouldBe("journey.playbook.retired");
        (await _journey.Send(new PlaybooksInForce())).ShouldBeEmpty();
        (await _journey.InStore(db => db.Set<PlaybookRun>().CountAsync())).ShouldBe(0);
        (await _journey.InStore(db => db.Set<TaskItem>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_run_ends_when_its_tasks_are_settled_and_adherence_tells_how_it_went()
    {
        var playbook = await Create();
        var (account, owner) = await Owned("A-1");
        var run = (await _journey.Send(Begin(account, playbook.Id) with { StartedOn = new(2026, 11, 1) })).Value;
        // Due on the 8th, done today: late. The customer's is due on the 15th and still open: overdue.
        await _journey.Send(new FinishTask(run.Steps[0].Id, new TaskEvidence(JourneyAlone.Today, "合意した")));

        var refused = await _journey.Send(End(run, dropOpen: false));
        var before = (await _journey.Send(new GetPlaybookAdherence(playbook.Id))).Value;
        var ended = (await _journey.Send(End(run, dropOpen: true))).Value;
        var again = await _journey.Send(End(ended, dropOpen: true));
        var after = (await _journey.Send(new GetPlaybookAdherence(playbook.Id))).Value;

        refused.Error!.Code.ShouldBe("journey.playbook-run.steps-open");
        before.Runs.ShouldHaveSingleItem().Steps.ShouldBe(new StepAdherence(2, 0, 1, 1, 0, 0));
        before
            .People.ShouldHaveSingleItem()
            .ShouldBe(new PersonAdherence(owner.Id, owner.Name, new StepAdherence(1, 0, 1, 0, 0, 0)));
        ended.Steps.Select(step => step.State).ShouldBe([TaskState.Done, TaskState.Dropped]);
        again.Error!.Code.ShouldBe("journey.playbook-run.ended");
        var told = after.Runs.ShouldHaveSingleItem();
        (told.Runs, told.Ended, told.Reached, told.Steps.Dropped).ShouldBe((1, 1, 1, 1));
    }

    [Fact]
    public async Task A_run_is_seen_as_its_account_is()
    {
        var playbook = await Create();
        var (account, _) = await Owned("A-1");
        var run = (await _journey.Send(Begin(account, playbook.Id))).Value;
        var other = await _journey.Hire("suzuki");
        _journey.SignIn(other.Id, Role.Csm);

        (await _journey.Send(new GetPlaybookRun(run.Id))).Error!.Kind.ShouldBe(Kernel.ErrorKind.NotFound);
        (await _journey.Send(new ListPlaybookRuns(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
        (await _journey.Send(new GetPlaybookAdherence(playbook.Id))).Value.Runs.ShouldBeEmpty();
        (await _journey.Send(End(run, dropOpen: true))).Error!.Kind.ShouldBe(Kernel.ErrorKind.NotFound);
    }

    private static StartPlaybookRun Begin(Guid account, Guid playbook) => new(account, playbook, Contact: "田中");

    private static EndPlaybookRun End(RunProfile run, bool dropOpen) =>
        new(
            run.Id,
            new RunEnd(JourneyAlone.Today, Reached: true, "数字で確かめた", dropOpen),
            new IfMatch(run.Version)
        );

    private async Task<PlaybookProfile> Create(double holdout = 0) =>
        (
            await _journey.Send(
                new CreatePlaybook("first-success", "ja", PlaybookContent.Example with { HoldoutShare = holdout })
            )
        ).Value;

    private async Task<(Guid Account, Person Owner)> Owned(string externalId)
    {
        var owner = await _journey.Hire($"sato-{externalId}");
        var account = (await _journey.Open(externalId)).Id;
        await _journey.Own(account, owner);
        return (account, owner);
    }
}
