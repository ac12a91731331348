using CsMonolith.Journey.Onboarding;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Projects;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform;

namespace CsMonolith.Journey.Tests.Onboarding;

public sealed class LaunchTests : IDisposable
{
    private static readonly DateOnly Yesterday = JourneyAlone.Today.AddDays(-1);

    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_launch_is_refused_with_what_each_gate_misses_until_all_three_pass()
    {
        var project = await Begin();

        var refused = (await Launch(project)).Error!;
        await Tick(project, [LaunchGate.Technical, LaunchGate.Operational]);
        var half = (await Launch(project)).Error!;

        (refused.Code, refused.Kind).ShouldBe(("journey.launch.not-ready", ErrorKind.Conflict));
        refused.Fields.Count.ShouldBe(4 + 4 + 3 + 4 + 1);
        refused.Fields[0].Pointer.ShouldBe("/gates/technical/item:users-created");
        refused.Ja.ShouldContain("利用者の登録");
        half.Fields.Select(field => field.Pointer)
            .ShouldBe([
                "/gates/user/item:key-users-able",
                "/gates/user/item:users-told",
                "/gates/user/item:users-trained",
                "/gates/user/step:purpose-and-kpi",
                "/gates/user/step:ambassadors",
                "/gates/user/step:day-one-uses",
                "/gates/user/step:tool-roles",
                "/gates/user/contact-point",
            ]);
        (await Read(project)).Gates.Select(gate => gate.Passed).ShouldBe([true, true, false]);
    }

    [Fact]
    public async Task What_a_launch_waits_for_is_told_from_the_kickoff_until_it_is_launched()
    {
        var project = await Begin();
        (await Gaps()).ShouldBeEmpty();
        await _journey.InStore(async db =>
        {
            db.Entry((await db.Set<SuccessProject>().FindAsync(project.Id))!)
                .Property(one => one.KickoffOn)
                .CurrentValue = Yesterday;
            await db.Transact(() => Task.CompletedTask, CancellationToken.None);
            return 0;
        });

        var all = (await Gaps()).ShouldHaveSingleItem();
        await Tick(project, Enum.GetValues<LaunchGate>());
        var some = (await Gaps()).ShouldHaveSingleItem();
        await Steps(project);
        await ContactPoint(project);
        (await Gaps()).ShouldHaveSingleItem().Missing.ShouldBe(0);
        (await Launch(project)).Error.ShouldBeNull();

        (all.AccountId, all.KickoffOn, all.Missing, all.FirstJa).ShouldBe(
            (project.AccountId, Yesterday, 4 + 4 + 3 + 4 + 1, "利用者の登録")
        );
        some.Missing.ShouldBe(5);
        (await Gaps()).ShouldBeEmpty();

        Task<IReadOnlyList<LaunchGap>> Gaps() =>
            _journey.Send(new LaunchGapsOn([project.AccountId], JourneyAlone.Today));
    }

    [Fact]
    public async Task The_user_gate_waits_for_a_contact_point_after_the_launch()
    {
        var project = await Begin();
        await Tick(project, Enum.GetValues<LaunchGate>());
        await Steps(project);

        (await Launch(project)).Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/gates/user/contact-point");
        var point = await ContactPoint(project);
        var launched = (await Launch(project)).Value;

        (launched.LaunchedOn, launched.LaunchedById, launched.Without.Count, launched.Missing.Count).ShouldBe(
            (JourneyAlone.Today, _journey.Caller.PersonId, 0, 0)
        );
        launched.Gates.ShouldAllBe(gate => gate.Passed);
        var told = (await _journey.Send(new OnboardingsAsOf(null, JourneyAlone.Today))).Single();
        (told.Launch, told.DailyWorkSteps).ShouldBe((new LaunchOf(JourneyAlone.Today, 0), 4));
        (await _journey.Send(new OnboardingsAsOf(null, Yesterday, JourneyAlone.Today))).Single().Launch.ShouldBeNull();
        (await _journey.Send(new GetOnboarding(project.AccountId))).Value.GoLiveOn.ShouldBe(JourneyAlone.Today);
        (await _journey.Send(new ListTimeline(project.AccountId, ListAsk.Plain)))
            .Value.Items.Count(line => line.Kind == "project-launched")
            .ShouldBe(1);
        (await Launch(project, version: 1)).Error!.Code.ShouldBe("journey.launch.launched");
        point.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task Evidence_counts_from_its_own_day()
    {
        var (project, later) = (await Begin(), new DateOnly(2026, 11, 25));
        await Tick(project, Enum.GetValues<LaunchGate>());
        await Steps(project);
        await ContactPoint(project);
        await Withdraw(project, "support-route");
        _journey.Time.NoonOf(later);
        await Record(project, new(OnboardingFactKind.GateItem, later, "問い合わせ先に合意", "support-route"));

        (await Launch(project, later.AddDays(-1)))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/gates/operational/item:support-route");
        (await Launch(project, Yesterday)).Error!.Code.ShouldBe("journey.launch.before-start");
        (await Launch(project, later.AddDays(1))).Error!.Code.ShouldBe("journey.day.not-yet");
        (await Launch(project, later)).Value.LaunchedOn.ShouldBe(later);
    }

    [Fact]
    public async Task Whether_the_user_gate_asks_for_the_four_steps_is_a_policy()
    {
        var project = await Begin();
        await Tick(project, Enum.GetValues<LaunchGate>());
        await ContactPoint(project);
        (await Launch(project)).Error!.Fields.Count.ShouldBe(4);
        var rules = (await _journey.Send(new GetOnboardingPolicy())).Value;

        await _journey.Send(new SetOnboardingPolicy(new(rules.Start, false, rules.Items), new IfMatch(0)));

        (await Launch(project)).Error.ShouldBeNull();
        (await _journey.Send(new GetOnboarding(project.AccountId)))
            .Value.Steps.Select(step => step.On)
            .ShouldBe([null, null, null, null]);
    }

    [Fact]
    public async Task A_leader_waives_what_is_missing_today_and_it_stays_to_be_seen()
    {
        var project = await Begin();
        await Tick(project, [LaunchGate.Technical, LaunchGate.Operational]);
        await Steps(project);
        var leader = await Leader(project);

        var waived = (await Waive(project, "繁忙期の前に始めたいため")).Value;

        var waiver = waived.Waivers.ShouldHaveSingleItem();
        (waiver.ById, waiver.Reason, waiver.On).ShouldBe((leader, "繁忙期の前に始めたいため", JourneyAlone.Today));
        waiver.Missing.ShouldBe(["item:key-users-able", "item:users-told", "item:users-trained", "contact-point"]);
        waived.Missing.ShouldBeEmpty();
        waived.Gates[2].Passed.ShouldBeFalse();
        await Withdraw(project, "way-back");
        (await Launch(project, version: 1))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/gates/operational/item:way-back");
        await Tick(project, [LaunchGate.Operational]);
        (await Launch(project)).Error!.Kind.ShouldBe(ErrorKind.Stale);
        var launched = (await Launch(project, version: 1)).Value;
        launched.Without.ShouldBe(waiver.Missing);
        (await _journey.Send(new OnboardingsAsOf(null, JourneyAlone.Today)))
            .Single()
            .Launch.ShouldBe(new LaunchOf(JourneyAlone.Today, 4));
    }

    [Fact]
    public async Task Nobody_waives_for_a_project_that_they_lead_or_for_which_nothing_is_missing()
    {
        var project = await Begin();
        var leader = await Leader(project);
        _journey.SignIn(project.LeadId, Role.Csm, Role.Leader);
        (await Waive(project, "急ぐ")).Error!.Code.ShouldBe("journey.launch.own-waiver");
        _journey.SignIn(project.LeadId, Role.Csm);
        (await Waive(project, "急ぐ")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        await Tick(project, Enum.GetValues<LaunchGate>());
        await Steps(project);
        await ContactPoint(project);
        _journey.SignIn(leader, Role.Leader);

        (await Waive(project, "急ぐ")).Error!.Code.ShouldBe("journey.launch.nothing-to-waive");
        (await Waive(project, "")).Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/reason");
        (await Read(project)).Waivers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_project_that_is_closed_is_not_launched()
    {
        var project = await Begin();
        (
            await _journey.Send(
                new CloseSuccessProject(
                    project.Id,
                    new ProjectEnd("中止", JourneyAlone.Today),
                    new IfMatch(project.Version)
                )
            )
        ).Error.ShouldBeNull();

        (await Launch(project)).Error!.Code.ShouldBe("journey.project.closed");
        (await Read(project)).LaunchedOn.ShouldBeNull();
    }

    [Fact]
    public async Task The_board_shows_every_project_with_its_own_gates()
    {
        var (ready, begun) = (await Begin(), await Begin("C-2"));
        await Tick(ready, Enum.GetValues<LaunchGate>());
        await Steps(ready);
        await ContactPoint(ready);
        await Launch(ready);

        var board = (await _journey.Send(new ListLaunches(ListAsk.Plain))).Value.Items;

        board
            .ToDictionary(row => row.ProjectId, row => (row.LaunchedOn, row.Missing.Count))
            .ShouldBe(
                new Dictionary<Guid, (DateOnly?, int)>
                {
                    [ready.Id] = (JourneyAlone.Today, 0),
                    [begun.Id] = (null, 16),
                },
                ignoreOrder: true
            );
        _journey.SignIn((await _journey.Hire("stranger")).Id, Role.Csm);
        (await _journey.Send(new ListLaunches(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
        (await _journey.Send(new GetLaunch(begun.Id))).Error.ShouldBe(ProjectErrors.NoSuchProject(begun.Id));
        (await Launch(begun)).Error.ShouldBe(ProjectErrors.NoSuchProject(begun.Id));
    }

    private async Task<ProjectProfile> Begin(string externalId = "C-1")
    {
        var account = await _journey.Open(externalId, startedOn: new(2026, 9, 1));
        var lead = await _journey.Hire($"lead-{externalId}");
        await _journey.Own(account.Id, lead, new(2026, 9, 1));
        return (await _journey.Send(new OpenSuccessProject(account.Id, "残業をなくす", lead.Id))).Value;
    }

    private async Task<Guid> Leader(ProjectProfile project)
    {
        var leader = await _journey.Hire("kondo", Role.Leader);
        (
            await _journey.Send(new CreateTeam("東日本", leader.Id, [new TeamMember(project.LeadId, new(2026, 1, 1))]))
        ).Error.ShouldBeNull();
        _journey.SignIn(leader.Id, Role.Leader);
        return leader.Id;
    }

    private async Task Tick(ProjectProfile project, IReadOnlyList<LaunchGate> gates)
    {
        foreach (
            var item in (await _journey.Send(new GetOnboardingPolicy())).Value.Items.Where(one =>
                gates.Contains(one.Gate)
            )
        )
        {
            await Record(project, new(OnboardingFactKind.GateItem, Yesterday, "議事録", item.Code));
        }
    }

    private async Task Steps(ProjectProfile project)
    {
        foreach (var step in DailyWorkStep.All)
        {
            await Record(project, new(OnboardingFactKind.DailyWorkStep, Yesterday, "社内掲示", step.Code));
        }
    }

    private async Task<Guid> ContactPoint(ProjectProfile project) =>
        await Record(
            project,
            new(OnboardingFactKind.ContactPoint, JourneyAlone.Today.AddDays(14), "2週間後の振り返り", With: "田中")
        );

    private async Task Withdraw(ProjectProfile project, string code)
    {
        var fact = (await _journey.Send(new ListOnboardingFacts(project.AccountId, ListAsk.Plain))).Value.Items.Single(
            one => one.Code == code
        );
        await Record(project, new(fact.Kind, fact.On, "誤り", code, CorrectsId: fact.Id, Withdrawn: true));
    }

    private async Task<Guid> Record(ProjectProfile project, GivenOnboardingFact fact) =>
        (await _journey.Send(new RecordOnboardingFact(project.AccountId, fact))).Value.Id;

    private Task<Result<LaunchProfile>> Launch(ProjectProfile project, DateOnly? on = null, long version = 0) =>
        _journey.Send(new LaunchProject(project.Id, new(on ?? JourneyAlone.Today), new IfMatch(version)));

    private Task<Result<LaunchProfile>> Waive(ProjectProfile project, string reason) =>
        _journey.Send(new WaiveLaunch(project.Id, new(reason), new IfMatch(0)));

    private async Task<LaunchProfile> Read(ProjectProfile project) =>
        (await _journey.Send(new GetLaunch(project.Id))).Value;
}
