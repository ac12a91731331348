using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.Handoffs;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Projects;
using CsMonolith.Platform;

namespace CsMonolith.Journey.Tests.Handoffs;

public sealed class KickoffTests : IDisposable
{
    private static readonly string[] Required =
    [
        "purpose",
        "problem",
        "success-criteria",
        "sponsor",
        "key-user",
        "users",
        "go-live",
        "current-tool",
    ];

    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_kickoff_is_refused_with_the_list_of_what_is_missing()
    {
        var (_, project, promise) = await Begin(answered: ["users"]);

        var refused = await Kickoff(project);

        refused.Error!.Code.ShouldBe("journey.kickoff.not-ready");
        refused
            .Error.Fields.Select(field => field.Pointer)
            .ShouldBe([
                .. Required.Except(["users"]).Select(code => $"/answers/{code}"),
                "/preparations/accounts-list",
                "/successDefinition",
                $"/promises/{promise}/ownerId",
            ]);
        refused.Error.Ja.ShouldContain("導入目的");
        (await Read(project.Id)).KickoffOn.ShouldBeNull();
    }

    [Fact]
    public async Task With_everything_there_it_is_set_and_may_be_moved()
    {
        var (handoff, project, promise) = await Begin(answered: Required[..7]);
        var account = project.AccountId;
        await _journey.DefineSuccess(account, project.LeadId);
        await Own(promise, project.LeadId);
        (await Kickoff(project)).Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/preparations/accounts-list");
        (await Prepare(handoff, "nothing-like-it")).Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/items/0");
        (await Prepare(handoff, "accounts-list"))
            .Value.Preparations.ShouldHaveSingleItem()
            .ReadyOn.ShouldBe(JourneyAlone.Today);

        // Seven of eight answers are more than four fifths.
        var set = (await Kickoff(project)).Value;
        set.KickoffOn.ShouldBe(new DateOnly(2026, 11, 27));
        (await Kickoff(set, new(2026, 12, 1))).Value.KickoffOn.ShouldBe(new DateOnly(2026, 12, 1));
        (await Kickoff(set)).Error!.Kind.ShouldBe(ErrorKind.Stale);
    }

    [Fact]
    public async Task A_leader_waives_what_is_missing_today_and_it_stays_to_be_seen()
    {
        var (_, project, promise) = await Begin(answered: []);
        await Own(promise, project.LeadId);
        var leader = await _journey.Hire("kondo", Role.Leader);
        (
            await _journey.Send(new CreateTeam("東日本", leader.Id, [new TeamMember(project.LeadId, new(2026, 1, 1))]))
        ).Error.ShouldBeNull();
        _journey.SignIn(leader.Id, Role.Leader);

        var waived = (await Waive(project, "決算前に始めたいため")).Value;

        var waiver = waived.Waivers.ShouldHaveSingleItem();
        (waiver.ById, waiver.Reason, waiver.On).ShouldBe((leader.Id, "決算前に始めたいため", JourneyAlone.Today));
        waiver.Missing.ShouldBe([.. Required.Select(code => $"answer:{code}"), "success-definition"]);
        (await _journey.Send(new GetKickoffBrief(project.Id))).Value.Missing.ShouldBeEmpty();
        var another = (
            await _journey.Send(
                new MakePromise(
                    project.AccountId,
                    new GivenPromise("API連携", new(2026, 11, 19), PromiseAvailability.NotPlanned)
                )
            )
        ).Value;
        (await Kickoff(waived))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe($"/promises/{another.Id}/ownerId");
        await Own(another.Id, leader.Id);
        (await Kickoff(waived)).Value.Waivers.ShouldHaveSingleItem().Missing.ShouldBe(waiver.Missing);
    }

    [Fact]
    public async Task Nobody_waives_for_a_project_that_they_lead_or_for_which_nothing_is_missing()
    {
        var (_, project, _) = await Begin(answered: []);
        var leader = await _journey.Hire("kondo", Role.Leader);
        (
            await _journey.Send(
                new CreateTeam(
                    "東日本",
                    project.LeadId,
                    [new TeamMember(project.LeadId, new(2026, 1, 1)), new TeamMember(leader.Id, new(2026, 1, 1))]
                )
            )
        ).Error.ShouldBeNull();
        var without = await _journey.Open("C-2");
        await _journey.Own(without.Id, leader);
        await _journey.DefineSuccess(without.Id, leader.Id);
        var complete = (await _journey.Send(new OpenSuccessProject(without.Id, "残業をなくす", leader.Id))).Value;

        _journey.SignIn(project.LeadId, Role.Csm, Role.Leader);
        (await Waive(project, "急ぐ")).Error!.Code.ShouldBe("journey.kickoff.own-waiver");
        (await Waive(complete, "急ぐ")).Error!.Code.ShouldBe("journey.kickoff.nothing-to-waive");

        _journey.SignIn(project.LeadId, Role.Csm);
        (await Waive(complete, "急ぐ")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    [Fact]
    public async Task The_brief_has_known_answers_only_open_questions_and_unkept_promises_first()
    {
        var (_, project, _) = await Begin(answered: ["purpose", "users"]);
        await _journey.DefineSuccess(project.AccountId, project.LeadId);
        await _journey.Send(
            new MakePromise(
                project.AccountId,
                new GivenPromise("API連携", new(2026, 11, 18), PromiseAvailability.NotPlanned)
            )
        );
        await _journey.Send(
            new MakePromise(project.AccountId, new GivenPromise("帳票", new(2026, 11, 1), PromiseAvailability.Exists))
        );

        var brief = (await _journey.Send(new GetKickoffBrief(project.Id))).Value;

        brief.OpenGaps.Select(one => one.What).ShouldBe(["API連携", "SSO"]);
        brief
            .OpenQuestions.Where(one => one.Required)
            .Select(one => one.Question)
            .ShouldBe(Required.Except(["purpose", "users"]));
        brief.OpenQuestions.Select(one => one.Question).ShouldNotContain("purpose");
        brief.OpenQuestions.Count.ShouldBe(11);
        brief
            .KnownAnswers.Select(one => (one.Question, one.Answer, one.AnsweredBy))
            .ShouldBe([("purpose", "purposeの回答", "田中 健一"), ("users", "usersの回答", "田中 健一")]);
        brief.Success!.Outcome.ShouldBe("残業をなくす");
    }

    [Fact]
    public async Task A_closed_project_has_no_kickoff_and_makes_room_for_another()
    {
        var (sato, account) = (await _journey.Hire("sato"), await _journey.Open("C-1"));
        var project = (await _journey.Send(new OpenSuccessProject(account.Id, "残業をなくす", sato.Id))).Value;
        (await _journey.Send(new OpenSuccessProject(account.Id, "別件", sato.Id))).Error!.Code.ShouldBe(
            "journey.project.open-already"
        );
        (await Kickoff(project)).Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/successDefinition");
        (
            await _journey.Send(
                new CloseSuccessProject(project.Id, new ProjectEnd("達成", new(2026, 11, 21)), Version(project.Version))
            )
        ).Error!.Code.ShouldBe("journey.day.not-yet");
        (
            await _journey.Send(
                new CloseSuccessProject(project.Id, new ProjectEnd("達成", new(2026, 11, 19)), Version(project.Version))
            )
        ).Error!.Code.ShouldBe("journey.project.end-before-start");

        var closed = (
            await _journey.Send(
                new CloseSuccessProject(project.Id, new ProjectEnd("達成", new(2026, 11, 20)), Version(project.Version))
            )
        ).Value;

        await _journey.DefineSuccess(account.Id, sato.Id);
        (await Kickoff(closed)).Error!.Code.ShouldBe("journey.project.closed");
        (await _journey.Send(new OpenSuccessProject(account.Id, "次の成果", sato.Id))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Exactly_one_member_is_accountable_and_each_has_one_part()
    {
        var (sato, mori, account) = (
            await _journey.Hire("sato"),
            await _journey.Hire("mori"),
            await _journey.Open("C-1")
        );
        var project = (await _journey.Send(new OpenSuccessProject(account.Id, "残業をなくす", sato.Id))).Value;

        (await Staff(project, (sato, ProjectPart.Responsible))).Error!.Code.ShouldBe("journey.project.one-accountable");
        (await Staff(project, (sato, ProjectPart.Accountable), (mori, ProjectPart.Accountable))).Error!.Code.ShouldBe(
            "journey.project.one-accountable"
        );
        (await Staff(project, (sato, ProjectPart.Accountable), (sato, ProjectPart.Informed))).Error!.Code.ShouldBe(
            "journey.project.member-twice"
        );
        (
            await _journey.Send(
                new StaffSuccessProject(
                    project.Id,
                    new ProjectStaff([
                        new(sato.Id, ProjectPart.Accountable, null),
                        new(Guid.NewGuid(), ProjectPart.Consulted, "開発"),
                    ]),
                    Version(project.Version)
                )
            )
        )
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/members/1/personId");
        var staffed = (await Staff(project, (mori, ProjectPart.Accountable), (sato, ProjectPart.Consulted))).Value;
        staffed.LeadId.ShouldBe(mori.Id);
        (await Read(project.Id)).Members.Count.ShouldBe(2);
    }

    private async Task<(HandoffProfile Handoff, ProjectProfile Project, Guid Promise)> Begin(
        IReadOnlyList<string> answered
    )
    {
        var sato = await _journey.Hire("sato");
        var account = await _journey.Open("C-1");
        await _journey.Own(account.Id, sato);
        var handoff = (
            await _journey.Send(
                new ReceiveHandoff(
                    "hubspot",
                    "D-1",
                    "配車クラウド",
                    new(2026, 11, 18),
                    account.Id,
                    Answers:
                    [
                        .. answered
                            .Where(code => code != "current-tool")
                            .Select(code => new GivenAnswer(code, $"{code}の回答", new(2026, 11, 17), "田中 健一")),
                    ],
                    Promises: [new GivenPromise("SSO", new(2026, 11, 17), PromiseAvailability.Planned)]
                )
            )
        ).Value;
        var taken = (
            await _journey.Send(new AcknowledgeHandoff(handoff.Id, new HandoffTaken(), Version(handoff.Version)))
        ).Value;
        var promise = (await _journey.Send(new ListPromises(ListAsk.Plain))).Value.Items.Single().Id;
        return (taken, await Read(taken.ProjectId!.Value), promise);
    }

    private static IfMatch Version(long version) => IfMatch.Read($"\"{version}\"");

    private async Task<ProjectProfile> Read(Guid project) =>
        (await _journey.Send(new GetSuccessProject(project))).Value;

    private async Task Own(Guid promise, Guid owner)
    {
        var present = (await _journey.Send(new GetPromise(promise))).Value;
        (
            await _journey.Send(
                new ChangePromise(
                    promise,
                    new PromiseChanges { OwnerId = Optional.Of<Guid?>(owner) },
                    Version(present.Version)
                )
            )
        ).Error.ShouldBeNull();
    }

    private Task<Result<ProjectProfile>> Kickoff(ProjectProfile project, DateOnly? on = null) =>
        _journey.Send(new SetKickoff(project.Id, new KickoffDay(on ?? new(2026, 11, 27)), Version(project.Version)));

    private Task<Result<ProjectProfile>> Waive(ProjectProfile project, string reason) =>
        _journey.Send(new WaiveKickoff(project.Id, new WaiverReason(reason), Version(project.Version)));

    private Task<Result<HandoffProfile>> Prepare(HandoffProfile handoff, params string[] items) =>
        _journey.Send(new PrepareKickoff(handoff.Id, new ReadyItems(items), Version(handoff.Version)));

    private Task<Result<ProjectProfile>> Staff(
        ProjectProfile project,
        params (Person Person, ProjectPart Part)[] members
    ) =>
        _journey.Send(
            new StaffSuccessProject(
                project.Id,
                new ProjectStaff([.. members.Select(one => new ProjectMember(one.Person.Id, one.Part, null))]),
                Version(project.Version)
            )
        );
}
