using CsMonolith.Journey.Plans;
using CsMonolith.Journey.Plans.Risks;
using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Tests.Plans;

public sealed class RiskTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_grave_risk_leaves_the_plan_open_until_something_is_done_against_it()
    {
        var project = await PlannedProject.Open(_journey);
        (await project.Area(PlanArea.Risk)).Covered.ShouldBeFalse();
        var risk = await Add(project, probability: 3, impact: 4);
        (risk.Score, risk.State).ShouldBe((12, RiskState.Open));
        (await project.Area(PlanArea.Risk)).Covered.ShouldBeFalse();

        (
            await _journey.Send(
                new ChangeProjectRisk(
                    risk.Id,
                    new RiskChanges { Mitigation = Optional.Of<string?>("後任を招く") },
                    new IfMatch(1)
                )
            )
        ).Error.ShouldBeNull();

        (await project.Area(PlanArea.Risk)).Covered.ShouldBeTrue();
        (
            await _journey.Send(
                new ChangeProjectRisk(
                    risk.Id,
                    new RiskChanges { Mitigation = Optional.Of<string?>(null) },
                    new IfMatch(1)
                )
            )
        ).Error!.Code.ShouldBe("platform.stale");
    }

    [Fact]
    public async Task A_small_risk_needs_no_mitigation()
    {
        var project = await PlannedProject.Open(_journey);

        await Add(project, probability: 2, impact: 5);

        (await project.Area(PlanArea.Risk)).Covered.ShouldBeTrue();
    }

    [Fact]
    public async Task Every_rating_stays_in_its_history()
    {
        var project = await PlannedProject.Open(_journey);
        var risk = await Add(project, probability: 3, impact: 5);

        var rated = (await Rate(risk.Id, 1)).Value;

        rated.Score.ShouldBe(5);
        rated
            .Ratings.Select(one => (one.Probability, one.Impact, one.Why))
            .ShouldBe([(3, 5, null), (1, 5, "後任が決まった")]);
        (await Rate(risk.Id, 6)).Error!.Kind.ShouldBe(ErrorKind.Invalid);
        await Settle(risk.Id, RiskState.Closed);
        (await Rate(risk.Id, 2)).Error!.Code.ShouldBe("journey.plan.risk-closed");
    }

    [Fact]
    public async Task A_risk_occurs_closes_and_opens_again_with_days_and_reasons()
    {
        var project = await PlannedProject.Open(_journey);
        var risk = await Add(project, probability: 3, impact: 5);

        (await Settle(risk.Id, RiskState.Open)).Error!.Code.ShouldBe("journey.plan.same-risk-state");
        (await Settle(risk.Id, RiskState.Occurred, new(2026, 11, 19))).Error!.Code.ShouldBe(
            "journey.plan.before-state"
        );
        (await Settle(risk.Id, RiskState.Occurred, new(2026, 11, 21))).Error!.Code.ShouldBe("journey.day.not-yet");
        (await Settle(risk.Id, RiskState.Occurred)).Error.ShouldBeNull();
        (await Settle(risk.Id, RiskState.Closed)).Error.ShouldBeNull();
        var again = (await Settle(risk.Id, RiskState.Open)).Value;

        again.Steps.Select(step => step.State).ShouldBe([RiskState.Occurred, RiskState.Closed, RiskState.Open]);
    }

    [Fact]
    public async Task What_is_done_against_a_risk_is_a_task_that_names_it()
    {
        var project = await PlannedProject.Open(_journey);
        var risk = await Add(project, probability: 3, impact: 5);

        var task = (
            await _journey.Send(
                new OpenTask(
                    TaskSide.Ours,
                    "後任の候補を会議に招く",
                    new(2026, 12, 10),
                    project.Account,
                    project.Lead.Id,
                    Source: TaskSource.Risk,
                    SourceId: risk.Id
                )
            )
        ).Value;

        (await project.Read()).Risks.ShouldHaveSingleItem().OpenTasks.ShouldBe(1);
        await _journey.Send(new FinishTask(task.Id, new TaskEvidence(JourneyAlone.Today, "招いた")));
        (await project.Read()).Risks.ShouldHaveSingleItem().OpenTasks.ShouldBe(0);
    }

    [Fact]
    public async Task Four_ratings_at_once_are_kept_or_refused()
    {
        var project = await PlannedProject.Open(_journey);
        var risk = await Add(project, probability: 3, impact: 5);

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => Rate(risk.Id, i)));

        var kept = answers.Count(one => one.Error is null);
        kept.ShouldBeGreaterThan(0);
        var now = (await project.Read()).Risks.ShouldHaveSingleItem();
        (now.Ratings.Count, now.Probability).ShouldBe((1 + kept, now.Ratings[^1].Probability));
    }

    private async Task<ShownRisk> Add(PlannedProject project, int probability, int impact) =>
        (
            await _journey.Send(
                new AddProjectRisk(
                    project.Id,
                    new NewRisk("推進者が異動した", "会議を2回欠席", probability, impact, project.Lead.Id)
                )
            )
        ).Value;

    private Task<Result<ShownRisk>> Rate(Guid risk, int probability) =>
        _journey.Send(new RateProjectRisk(risk, new NewRiskRating(probability, 5, "後任が決まった")));

    private Task<Result<ShownRisk>> Settle(Guid risk, RiskState state, DateOnly? on = null) =>
        _journey.Send(new SettleProjectRisk(risk, new RiskTurn(state, on ?? JourneyAlone.Today, "x")));
}
