using CsMonolith.Journey.People;
using CsMonolith.Journey.Plans;
using CsMonolith.Journey.Plans.Resources;
using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Tests.Plans;

public sealed class ResourceTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_need_is_a_gap_until_somebody_fills_it()
    {
        var project = await PlannedProject.Open(_journey);
        (await project.Area(PlanArea.Resource)).Covered.ShouldBeFalse();
        var need = (await Request(project, "技術者", "プロダクト", 8)).Value;
        (need.State, need.IsGap).ShouldBe((NeedState.Requested, true));

        var promised = (await Promise(need.Id)).Value;
        (promised.State, promised.IsGap, promised.PromisedBy).ShouldBe((NeedState.Promised, true, "山口部長"));
        (await Promise(need.Id)).Error!.Code.ShouldBe("journey.plan.need-state");
        (await project.Area(PlanArea.Resource)).Covered.ShouldBeFalse();
        (await Fill(need.Id, Guid.CreateVersion7())).Error!.Code.ShouldBe("journey.person.unknown");
        var filled = (await Fill(need.Id, project.Lead.Id)).Value;

        (filled.State, filled.FilledById, filled.IsGap).ShouldBe((NeedState.Filled, project.Lead.Id, false));
        (await Fill(need.Id, project.Lead.Id)).Error!.Code.ShouldBe("journey.plan.need-state");
        (await project.Area(PlanArea.Resource)).Covered.ShouldBeTrue();
    }

    [Fact]
    public async Task Gaps_of_all_open_projects_roll_up_by_department()
    {
        var (one, two, closed) = (
            await PlannedProject.Open(_journey),
            await PlannedProject.Open(_journey, "C-2"),
            await PlannedProject.Open(_journey, "C-3")
        );
        await Request(one, "技術者", "プロダクト", 8);
        await Promise((await Request(two, "技術者", "プロダクト", 16)).Value.Id);
        await Request(two, "講師", "サポート", 4);
        await Fill((await Request(one, "講師", "サポート", 40)).Value.Id, one.Lead.Id);
        await Request(one, "短期", "サポート", 40, to: new(2026, 11, 30));
        await Request(closed, "技術者", "プロダクト", 80);
        await _journey.Send(
            new CloseSuccessProject(closed.Id, new ProjectEnd("できた", JourneyAlone.Today), new IfMatch(1))
        );
        _journey.Time.NoonOf(new(2026, 12, 1));

        var gaps = (await _journey.Send(new GetResourceGaps())).Value;

        (gaps.Needs, gaps.HoursAWeek).ShouldBe((3, 28));
        gaps.Departments.Select(own => (own.Department, own.Needs, own.Promised, own.HoursAWeek))
            .ShouldBe([("プロダクト", 2, 1, 24), ("サポート", 1, 0, 4)]);
        gaps.Departments[0].Gaps.Select(gap => gap.ProjectId).ShouldBe([one.Id, two.Id]);
        (await _journey.Send(new ListProjectPlans(ListAsk.Plain)))
            .Value.Items.ToDictionary(row => row.Id, row => row.Gaps)
            .ShouldBe(new Dictionary<Guid, int> { [one.Id] = 1, [two.Id] = 2 }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_leader_sees_the_gaps_of_all_and_a_csm_those_within_reach()
    {
        var (one, two) = (await PlannedProject.Open(_journey), await PlannedProject.Open(_journey, "C-2"));
        await Request(one, "技術者", "プロダクト", 8);
        await Request(two, "技術者", "プロダクト", 16);

        _journey.SignIn(one.Lead.Id, Role.Csm);
        (await _journey.Send(new GetResourceGaps())).Value.HoursAWeek.ShouldBe(8);
        _journey.SignIn((await _journey.Hire("leader", Role.Leader)).Id, Role.Leader);
        (await _journey.Send(new GetResourceGaps())).Value.HoursAWeek.ShouldBe(24);
    }

    [Fact]
    public async Task A_need_does_not_end_before_it_begins()
    {
        var project = await PlannedProject.Open(_journey);

        (await Request(project, "x", "x", 1, to: new(2026, 11, 19))).Error!.Code.ShouldBe(
            "journey.plan.period-backwards"
        );
        (await Request(project, "x", "x", 81)).Error!.Kind.ShouldBe(ErrorKind.Invalid);
    }

    private Task<Result<ShownResourceNeed>> Request(
        PlannedProject project,
        string role,
        string department,
        int hours,
        DateOnly? to = null
    ) =>
        _journey.Send(
            new RequestResource(project.Id, new NewResourceNeed(role, department, hours, JourneyAlone.Today, to))
        );

    private Task<Result<ShownResourceNeed>> Promise(Guid need) =>
        _journey.Send(new PromiseResource(need, new ResourcePromise("山口部長", JourneyAlone.Today)));

    private Task<Result<ShownResourceNeed>> Fill(Guid need, Guid person) =>
        _journey.Send(new FillResource(need, new ResourceFilled(person, JourneyAlone.Today)));
}
