using CsMonolith.Journey.Plans;
using CsMonolith.Journey.Plans.Milestones;
using CsMonolith.Journey.Plans.Scopes;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform;

namespace CsMonolith.Journey.Tests.Plans;

public sealed class ScopeTests : IDisposable
{
    private static readonly ScopeItem In = new("in", Included: true);
    private static readonly ScopeItem Not = new("not", Included: false);
    private static readonly ScopeItem More = new("more", Included: true);

    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_scope_is_set_freely_until_it_is_agreed_for_the_success_definition_in_force()
    {
        var project = await PlannedProject.Open(_journey);

        (await project.SetScope(0, In)).Value.GoalNumber.ShouldBeNull();
        (await project.SetScope(0, In, Not)).Error!.Code.ShouldBe("platform.stale");
        (await project.SetScope(1, In, In)).Error!.Code.ShouldBe("journey.plan.item-twice");
        (await project.AgreeScope(1)).Error!.Code.ShouldBe("journey.plan.no-success-definition");
        await _journey.DefineSuccess(project.Account, project.Lead.Id);
        (await project.SetScope(1, In, Not)).Value.GoalNumber.ShouldBe(1);
        var agreed = (await project.AgreeScope(2)).Value;

        (agreed.AgreedOn, agreed.AgreedWith, agreed.GoalNumber).ShouldBe((JourneyAlone.Today, "田中", 1));
        (await project.SetScope(3, In)).Error!.Code.ShouldBe("journey.plan.scope-agreed");
        (await project.AgreeScope(3)).Error!.Code.ShouldBe("journey.plan.scope-agreed");
        (await project.Read()).Scope!.Items.ShouldBe([In, Not]);
        (await _journey.Send(new ListTimeline(project.Account, ListAsk.Plain)))
            .Value.Items.Select(line => line.Kind)
            .ShouldContain("scope-agreed");
    }

    [Fact]
    public async Task A_scope_without_anything_in_it_is_not_agreed()
    {
        var project = await PlannedProject.Open(_journey);
        await _journey.DefineSuccess(project.Account, project.Lead.Id);

        (await project.AgreeScope(0)).Error!.Code.ShouldBe("journey.plan.empty-scope");
        await project.SetScope(0, Not);
        (await project.AgreeScope(1)).Error!.Code.ShouldBe("journey.plan.empty-scope");
        (
            await _journey.Send(
                new AgreeProjectScope(
                    project.Id,
                    new ScopeAgreement(JourneyAlone.Today.AddDays(1), "田中"),
                    new IfMatch(1)
                )
            )
        ).Error!.Code.ShouldBe("journey.day.not-yet");
    }

    [Fact]
    public async Task What_was_agreed_changes_once_and_only_by_somebody_other_than_its_author()
    {
        var project = await PlannedProject.Open(_journey);
        (await project.Change(adds: [More])).Error!.Code.ShouldBe("journey.plan.scope-not-agreed");
        await project.AgreedScope();
        var author = await _journey.Hire("author", Role.Leader);
        var decider = await _journey.Hire("decider", Role.CsOps);
        var ops = _journey.Caller;
        _journey.SignIn(author.Id, Role.CsOps);
        var change = (await project.Change(adds: [More], removes: ["not"])).Value;

        (change.RequestedById, change.RequestedOn).ShouldBe((author.Id, JourneyAlone.Today));
        (await project.Read()).Scope!.Items.ShouldBe([In, Not]);
        var own = (await project.Decide(change.Id)).Error!;
        (own.Kind, own.Code).ShouldBe((ErrorKind.Forbidden, "journey.plan.own-change"));
        _journey.SignIn(decider.Id, Role.CsOps);
        var decided = (await project.Decide(change.Id)).Value;

        (decided.State, decided.DecidedById, decided.DecisionReason).ShouldBe(
            (PlanChangeState.Approved, decider.Id, "影響が小さいため")
        );
        (await project.Read()).Scope!.Items.ShouldBe([In, More]);
        (await project.Decide(change.Id)).Error!.Code.ShouldBe("platform.stale");
        (await project.Decide(change.Id, version: 2)).Error!.Code.ShouldBe("journey.plan.decided");
        (await project.Decide(change.Id, approve: false, version: 2)).Error!.Code.ShouldBe("journey.plan.decided");
        (await project.Read()).Scope!.Items.ShouldBe([In, More]);
        _journey.Caller = ops;
        (await project.Read()).Changes.ShouldHaveSingleItem().State.ShouldBe(PlanChangeState.Approved);
    }

    [Fact]
    public async Task A_declined_change_changes_nothing_and_stays_to_be_seen()
    {
        var project = await PlannedProject.Open(_journey);
        await project.AgreedScope();
        var change = (await project.Change(adds: [More])).Value;
        _journey.SignIn((await _journey.Hire("other")).Id, Role.CsOps);

        (await project.Decide(change.Id, approve: false)).Value.State.ShouldBe(PlanChangeState.Declined);

        var plan = await project.Read();
        plan.Scope!.Items.ShouldBe([In, Not]);
        plan.Changes.ShouldHaveSingleItem().DecisionReason.ShouldBe("影響が小さいため");
    }

    [Fact]
    public async Task An_approval_that_no_longer_fits_is_refused_whole_and_stays_undecided()
    {
        var project = await PlannedProject.Open(_journey);
        await project.AgreedScope();
        var milestone = await project.Milestone(new(2027, 1, 15));
        await project.AgreeDays();
        var first = (await project.Change(removes: ["not"])).Value;
        var second = (
            await project.Change(removes: ["not"], rebaselines: [new Rebaseline(milestone.Id, new(2027, 2, 1))])
        ).Value;
        _journey.SignIn((await _journey.Hire("other")).Id, Role.CsOps);
        (await project.Decide(first.Id)).Error.ShouldBeNull();

        (await project.Decide(second.Id)).Error!.Code.ShouldBe("journey.plan.no-item");

        var plan = await project.Read();
        plan.Changes.Single(one => one.Id == second.Id).State.ShouldBe(PlanChangeState.Requested);
        plan.Milestones.ShouldHaveSingleItem().BaselineOn.ShouldBe(new(2027, 1, 15));
    }

    [Fact]
    public async Task A_change_asks_for_something_that_is_there_to_be_changed()
    {
        var project = await PlannedProject.Open(_journey);
        await project.AgreedScope();
        var unplanned = await project.Milestone(new(2027, 1, 15));

        (await project.Change()).Error!.Code.ShouldBe("journey.plan.empty-change");
        (await project.Change(adds: [In])).Error!.Code.ShouldBe("journey.plan.item-twice");
        (await project.Change(removes: ["nothing"])).Error!.Code.ShouldBe("journey.plan.no-item");
        (await Rebase(unplanned.Id)).ShouldBe("journey.plan.no-milestone");
        (await Rebase(Guid.CreateVersion7())).ShouldBe("journey.plan.no-milestone");
        var twice = new Rebaseline(unplanned.Id, new(2027, 2, 1));
        (await project.Change(rebaselines: [twice, twice])).Error!.Kind.ShouldBe(ErrorKind.Invalid);
        (await project.Read()).Changes.ShouldBeEmpty();

        async Task<string> Rebase(Guid milestone) =>
            (await project.Change(rebaselines: [new Rebaseline(milestone, new(2027, 2, 1))])).Error!.Code;
    }

    [Fact]
    public async Task A_scope_that_serves_a_former_success_definition_is_open_again_until_a_change_ties_it_anew()
    {
        var project = await PlannedProject.Open(_journey);
        await project.AgreedScope();
        (await project.Area(PlanArea.Scope)).Covered.ShouldBeTrue();

        await project.SuccessChanges();

        (await project.Area(PlanArea.Scope)).Covered.ShouldBeFalse();
        var change = (await project.Change(adds: [More])).Value;
        _journey.SignIn((await _journey.Hire("other")).Id, Role.CsOps);
        await project.Decide(change.Id);
        (await project.Area(PlanArea.Scope)).Covered.ShouldBeTrue();
        (await project.Read()).Scope!.GoalNumber.ShouldBe(2);
    }

    [Fact]
    public async Task Four_who_set_a_scope_at_once_lose_nothing_unseen()
    {
        var project = await PlannedProject.Open(_journey);
        await project.SetScope(0, In);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(i => project.SetScope(1, new ScopeItem($"of {i}", Included: true)))
        );

        answers.Count(one => one.Error is null).ShouldBe(1);
        answers
            .Where(one => one.Error is not null)
            .ShouldAllBe(one => one.Error!.Kind == ErrorKind.Stale || one.Error.Kind == ErrorKind.Conflict);
        var kept = answers.Single(one => one.Error is null).Value;
        (await project.Read()).Scope!.Items.ShouldBe(kept.Items);
    }

    [Fact]
    public async Task Four_who_approve_one_change_at_once_apply_it_once()
    {
        var project = await PlannedProject.Open(_journey);
        await project.AgreedScope();
        var milestone = await project.Milestone(new(2027, 1, 15));
        await project.AgreeDays();
        var change = (await project.Change([More], rebaselines: [new Rebaseline(milestone.Id, new(2027, 2, 1))])).Value;
        _journey.SignIn((await _journey.Hire("other")).Id, Role.CsOps);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => project.Decide(change.Id)));

        answers.Count(one => one.Error is null).ShouldBe(1);
        var plan = await project.Read();
        plan.Scope!.Items.ShouldBe([In, Not, More]);
        plan.Milestones.ShouldHaveSingleItem().Baselines.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_plan_out_of_reach_is_as_one_that_is_not_there()
    {
        var project = await PlannedProject.Open(_journey);
        await project.AgreedScope();
        var change = (await project.Change(adds: [More])).Value;
        var milestone = await project.Milestone(new(2027, 1, 15));
        _journey.SignIn((await _journey.Hire("stranger")).Id, Role.Csm);

        (await _journey.Send(new GetProjectPlan(project.Id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await _journey.Send(new ListMilestones(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
        (await _journey.Send(new ListProjectPlans(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
        (
            await _journey.Send(new ForecastMilestone(milestone.Id, new NewForecast(new(2027, 2, 1), "x")))
        ).Error.ShouldBe(PlatformErrors.NotFound("milestone", milestone.Id));
        _journey.SignIn((await _journey.Hire("leader", Role.Leader)).Id, Role.Leader);
        (await project.Decide(change.Id)).Error!.Code.ShouldBe("platform.out-of-reach");
    }
}
