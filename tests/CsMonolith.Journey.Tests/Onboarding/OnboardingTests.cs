using CsMonolith.Journey.Onboarding;
using CsMonolith.Journey.Phases;
using CsMonolith.Journey.Stakeholders;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform;

namespace CsMonolith.Journey.Tests.Onboarding;

public sealed class OnboardingTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task First_value_has_its_day_its_department_and_its_evidence()
    {
        var account = await Open();
        await Record(account, Value(new(2026, 10, 20), "経理部"));
        await Record(account, Value(new(2026, 10, 5), "物流部"));
        await Record(account, new(OnboardingFactKind.AtHome, new(2026, 11, 1), "全社で日次利用"));

        var progress = await Progress(account);

        (progress.Start, progress.StartOn, progress.AtHomeOn, progress.FirstValueOn, progress.DaysToValue).ShouldBe(
            (ValueStart.Contract, new DateOnly(2026, 9, 1), new(2026, 11, 1), new(2026, 10, 5), 34)
        );
        progress.Departments.ShouldBe([
            new DepartmentProgress(null, new(2026, 11, 1), null),
            new DepartmentProgress("物流部", null, new(2026, 10, 5)),
            new DepartmentProgress("経理部", null, new(2026, 10, 20)),
        ]);
        (await _journey.Send(new ListTimeline(account, ListAsk.Plain)))
            .Value.Items.Count(line => line.Kind == OnboardingFact.MilestoneLine)
            .ShouldBe(3);
    }

    [Fact]
    public async Task What_was_wrong_is_put_right_by_a_further_fact_and_both_stay()
    {
        var account = await Open();
        var first = (await Record(account, Value(new(2026, 10, 5)))).Value;
        _journey.Time.NoonOf(new(2026, 11, 25));

        var second = (await Record(account, Value(new(2026, 10, 15)) with { CorrectsId = first.Id })).Value;

        (await Progress(account)).FirstValueOn.ShouldBe(new DateOnly(2026, 10, 15));
        (await Record(account, Value(new(2026, 10, 16)) with { CorrectsId = first.Id })).Error!.Code.ShouldBe(
            "journey.onboarding.corrected-already"
        );
        (await Facts(account))
            .Select(one => (one.On, one.Stands))
            .ShouldBe([(new DateOnly(2026, 10, 15), true), (new DateOnly(2026, 10, 5), false)]);
        (await AsOf(account, new(2026, 11, 24))).FirstValueOn.ShouldBe(new DateOnly(2026, 10, 5));
        (await AsOf(account, new(2026, 11, 25))).FirstValueOn.ShouldBe(new DateOnly(2026, 10, 15));

        (
            await Record(account, Value(new(2026, 10, 15)) with { CorrectsId = second.Id, Withdrawn = true })
        ).Value.Stands.ShouldBeFalse();
        (await Progress(account)).FirstValueOn.ShouldBeNull();
    }

    [Fact]
    public async Task What_was_recorded_late_is_not_known_before()
    {
        var account = await Open();
        _journey.Time.NoonOf(new(2026, 11, 25));
        await Record(account, Value(new(2026, 10, 5)));

        (await AsOf(account, new(2026, 11, 24))).FirstValueOn.ShouldBeNull();
        (await AsOf(account, new(2026, 11, 24), knownOn: new(2026, 11, 25))).FirstValueOn.ShouldBe(
            new DateOnly(2026, 10, 5)
        );
        (await AsOf(account, new(2026, 10, 4), knownOn: new(2026, 11, 25))).FirstValueOn.ShouldBeNull();
        (await _journey.Send(new OnboardingsAsOf(null, new(2026, 11, 19)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fact_says_what_its_kind_asks_for_and_nothing_else()
    {
        var (account, other) = (await Open(), await Open("C-2"));
        var foreign = (await Record(other, Value(new(2026, 10, 5)))).Value;

        (await Fault(Value(new(2026, 11, 21)))).ShouldBe("journey.day.not-yet");
        (await Fault(Value(new(2026, 10, 5)) with { Code = "x" })).ShouldBe("/code");
        (await Fault(new(OnboardingFactKind.DailyWorkStep, new(2026, 10, 5), "x"))).ShouldBe("/code");
        (await Fault(new(OnboardingFactKind.DailyWorkStep, new(2026, 10, 5), "x", "party"))).ShouldBe(
            "journey.onboarding.no-such-code"
        );
        (await Fault(new(OnboardingFactKind.GateItem, new(2026, 10, 5), "x", "party"))).ShouldBe(
            "journey.onboarding.no-such-code"
        );
        (await Fault(new(OnboardingFactKind.SetUp, new(2026, 10, 5), "x", Department: "物流部"))).ShouldBe(
            "/department"
        );
        (await Fault(new(OnboardingFactKind.SetUp, new(2026, 10, 5), "x", With: "田中"))).ShouldBe("/with");
        (await Fault(new(OnboardingFactKind.SetUp, new(2026, 10, 5), "x", StakeholderId: account))).ShouldBe(
            "/stakeholderId"
        );
        (await Fault(new(OnboardingFactKind.SetUp, new(2026, 10, 5), ""))).ShouldBe("/what");
        (await Fault(new(OnboardingFactKind.SetUp, new(2026, 10, 5), "x", Link: "javascript:alert(1)"))).ShouldBe(
            "/link"
        );
        (await Fault(new(OnboardingFactKind.ContactPoint, new(2026, 11, 21), "x"))).ShouldBe("/with");
        (await Fault(new(OnboardingFactKind.ContactPoint, new(2026, 11, 20), "x", With: "田中"))).ShouldBe(
            "journey.onboarding.not-ahead"
        );
        (await Fault(new(OnboardingFactKind.BasicOperation, new(2026, 10, 5), "x", "plan-a-route"))).ShouldBe(
            "/stakeholderId"
        );
        (
            await Fault(
                new(OnboardingFactKind.BasicOperation, new(2026, 10, 5), "x", "plan-a-route", StakeholderId: account)
            )
        ).ShouldBe("journey.onboarding.not-enrolled");
        (await Fault(Value(new(2026, 10, 5)) with { Withdrawn = true })).ShouldBe("/correctsId");
        (await Fault(Value(new(2026, 10, 5)) with { CorrectsId = foreign.Id })).ShouldBe(
            "journey.onboarding.no-such-fact"
        );
        (await Facts(account)).ShouldBeEmpty();

        async Task<string> Fault(GivenOnboardingFact fact)
        {
            var error = (await Record(account, fact)).Error!;
            return error.Code == "platform.invalid" ? error.Fields[0].Pointer : error.Code;
        }
    }

    [Fact]
    public async Task A_customer_stays_in_the_version_that_they_were_enrolled_in()
    {
        var account = await Open();
        var programme = await Programme();

        var enrolled = (await Enrol(account, programme, new(2026, 9, 10))).Value;
        await Publish(programme, new(2026, 11, 1), "practise");

        enrolled.Number.ShouldBe(1);
        (await Progress(account)).Enrolment!.Number.ShouldBe(1);
        (await Progress(account)).Operations.Select(one => one.Code).ShouldBe(["plan-a-route", "report-a-day"]);
        (await Enrol(account, programme, new(2026, 11, 2))).Error!.Code.ShouldBe("journey.onboarding.enrolled-already");
        (await Enrol(account, programme, new(2026, 11, 2), corrects: true)).Value.Number.ShouldBe(2);
        (await Progress(account)).Operations.Select(one => one.Code).ShouldBe(["practise"]);
        (await AsOf(account, new(2026, 11, 20))).Programme!.Number.ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_is_enrolled_in_what_is_not_there_or_not_yet()
    {
        var account = await Open();
        var programme = await Programme();

        (await Enrol(account, Guid.CreateVersion7(), new(2026, 9, 10))).Error!.Code.ShouldBe(
            "journey.onboarding.no-such-programme"
        );
        (await Enrol(account, programme, new(2026, 3, 31))).Error!.Code.ShouldBe("journey.onboarding.no-version");
        (await Enrol(account, programme, new(2026, 9, 10), number: 2)).Error!.Fields[0].Pointer.ShouldBe("/number");
        (await Enrol(account, programme, new(2026, 11, 21))).Error!.Code.ShouldBe("journey.day.not-yet");
        (await Enrol(account, programme, new(2026, 9, 10), corrects: true)).Error!.Code.ShouldBe(
            "journey.onboarding.nothing-to-correct"
        );
    }

    [Fact]
    public async Task A_programme_changes_by_versions_in_order()
    {
        var programme = await Programme();

        (
            await _journey.Send(new CreateOnboardingProgramme("standard", OnboardingContent.Example))
        ).Error!.Code.ShouldBe("journey.onboarding.code-taken");
        (await Next(1, new(2026, 3, 31), "a")).ShouldBe("journey.onboarding.version-backwards");
        (await Next(1, new(2026, 5, 1), "a", "a")).ShouldBe("journey.onboarding.operation-twice");
        (await Next(9, new(2026, 5, 1), "a")).ShouldBe("platform.stale");
        (await Next(1, new(2026, 5, 1), "a")).ShouldBeNull();
        (await _journey.Send(new ListOnboardingProgrammes(ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .Versions.Select(version => (version.Number, version.Why))
            .ShouldBe([(1, null), (2, "次の版")]);

        async Task<string?> Next(long version, DateOnly from, params IEnumerable<string> operations) =>
            (
                await _journey.Send(
                    new PublishOnboardingProgramme(
                        programme,
                        new(Content(from, operations), "次の版"),
                        new IfMatch(version)
                    )
                )
            )
                .Error
                ?.Code;
    }

    [Fact]
    public async Task Basic_operations_are_evidenced_key_user_by_key_user()
    {
        var account = await Open();
        var (programme, tanaka) = (await Programme(), await KeyUser(account, "田中"));
        var (other, sato) = (await KeyUser(await Open("C-2"), "他社"), await KeyUser(account, "佐藤"));
        await Enrol(account, programme, new(2026, 9, 10));

        await Record(account, Able(tanaka, "plan-a-route", new(2026, 10, 1)));
        await Record(account, Able(sato, "plan-a-route", new(2026, 10, 2)));
        (await AsOf(account, JourneyAlone.Today)).Programme!.MasteredOn.ShouldBeNull();
        await Record(account, Able(sato, "report-a-day", new(2026, 10, 9)));

        (await Record(account, Able(other, "report-a-day", new(2026, 10, 9)))).Error!.Code.ShouldBe(
            "journey.onboarding.no-such-key-user"
        );
        (await Record(account, Able(sato, "fly", new(2026, 10, 9)))).Error!.Code.ShouldBe(
            "journey.onboarding.no-such-code"
        );
        (await Progress(account))
            .Operations.Select(one => (one.Code, string.Join(",", one.Users.Select(user => user.Name))))
            .ShouldBe([("plan-a-route", "田中,佐藤"), ("report-a-day", "佐藤")]);
        (await AsOf(account, JourneyAlone.Today)).Programme!.MasteredOn.ShouldBe(new DateOnly(2026, 10, 9));
    }

    [Fact]
    public async Task From_which_day_time_to_value_counts_is_a_policy()
    {
        var account = await Open();
        await Record(account, Value(new(2026, 10, 5)));
        var rules = (await _journey.Send(new GetOnboardingPolicy())).Value;

        (
            await _journey.Send(
                new SetOnboardingPolicy(new(ValueStart.Kickoff, true, rules.Items), new IfMatch(rules.Version))
            )
        ).Value.Start.ShouldBe(ValueStart.Kickoff);

        var progress = await Progress(account);
        (progress.Start, progress.StartOn, progress.DaysToValue).ShouldBe((ValueStart.Kickoff, null, null));
        (await _journey.Send(new ValueStartPolicy())).ShouldBe(ValueStart.Kickoff);
    }

    [Fact]
    public async Task An_item_with_evidence_stays_in_the_policy()
    {
        var account = await Open();
        await Record(account, new(OnboardingFactKind.GateItem, new(2026, 11, 1), "一覧と照合", "users-created"));
        GateItem created = new(LaunchGate.Technical, "users-created", "Created", "登録"),
            ours = new(LaunchGate.User, "ours", "Ours", "独自");

        (await Set(0, ours)).ShouldBe("journey.onboarding.item-in-use");
        (await Set(0, created, ours, ours)).ShouldBe("journey.onboarding.item-twice");
        (await Set(4, created, ours)).ShouldBe("platform.stale");
        (await Set(0, created, ours)).ShouldBeNull();
        (await Set(1, created)).ShouldBeNull();

        async Task<string?> Set(long version, params IReadOnlyList<GateItem> items) =>
            (await _journey.Send(new SetOnboardingPolicy(new(ValueStart.Contract, true, items), new IfMatch(version))))
                .Error
                ?.Code;
    }

    [Fact]
    public async Task Phases_are_told_as_they_were_known()
    {
        var account = await Open();
        await _journey.Send(new EnterPhase(account, new("introduction", new(2026, 9, 1))));
        _journey.Time.NoonOf(new(2026, 11, 25));
        await _journey.DefineSuccess(account, (await _journey.Hire("sato")).Id);
        await _journey.Send(new EnterPhase(account, new("operation", new(2026, 10, 1))));

        (await _journey.Send(new PhasesEnteredBy(null, new(2026, 11, 24))))
            .ShouldHaveSingleItem()
            .ShouldBe(new PhaseEntered(account, "introduction", new(2026, 9, 1)));
        (await _journey.Send(new PhasesEnteredBy([account], new(2026, 11, 25))))
            .Select(entry => entry.Phase)
            .ShouldBe(["introduction", "operation"]);
    }

    [Fact]
    public async Task Onboarding_is_seen_and_told_as_its_account_is()
    {
        var sato = await _journey.Hire("sato");
        var account = await Open();
        _journey.SignIn(sato.Id, Role.Csm);

        (await Record(account, Value(new(2026, 10, 5)))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await _journey.Send(new GetOnboarding(account))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await _journey.Send(new ListOnboardingFacts(account, ListAsk.Plain))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await Enrol(account, Guid.CreateVersion7(), new(2026, 9, 1))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await _journey.Send(new CreateOnboardingProgramme("mine", OnboardingContent.Example))).Error!.Kind.ShouldBe(
            ErrorKind.Forbidden
        );
    }

    private static GivenOnboardingFact Value(DateOnly on, string? department = null) =>
        new(OnboardingFactKind.FirstValue, on, "作成時間が半分になった", Department: department);

    private static GivenOnboardingFact Able(Guid person, string operation, DateOnly on) =>
        new(OnboardingFactKind.BasicOperation, on, "本人の画面で確認", operation, StakeholderId: person);

    private static OnboardingContent Content(DateOnly from, IEnumerable<string> operations) =>
        new("標準", from, [.. operations.Select(code => new BasicOperation(code, code, code))]);

    private async Task<Guid> Open(string externalId = "C-1") =>
        (await _journey.Open(externalId, startedOn: new(2026, 9, 1))).Id;

    private async Task<Guid> Programme() =>
        (
            await _journey.Send(
                new CreateOnboardingProgramme("standard", Content(new(2026, 4, 1), ["plan-a-route", "report-a-day"]))
            )
        )
            .Value
            .Id;

    private async Task Publish(Guid programme, DateOnly from, params IEnumerable<string> operations) =>
        (
            await _journey.Send(
                new PublishOnboardingProgramme(programme, new(Content(from, operations), "次の版"), new IfMatch(1))
            )
        ).Error.ShouldBeNull();

    private Task<Result<ShownEnrolment>> Enrol(
        Guid account,
        Guid programme,
        DateOnly on,
        int? number = null,
        bool corrects = false
    ) => _journey.Send(new EnrolAccount(account, new(programme, on, number, corrects)));

    private async Task<Guid> KeyUser(Guid account, string name) =>
        (
            await _journey.Send(
                new AddStakeholder(
                    account,
                    new NewStakeholder(name, new Standing(new(2026, 9, 1), StakeholderRole.User, 3, Stance.Supports))
                )
            )
        )
            .Value
            .Id;

    private Task<Result<ShownOnboardingFact>> Record(Guid account, GivenOnboardingFact fact) =>
        _journey.Send(new RecordOnboardingFact(account, fact));

    private async Task<IReadOnlyList<ShownOnboardingFact>> Facts(Guid account) =>
        (await _journey.Send(new ListOnboardingFacts(account, ListAsk.Plain))).Value.Items;

    private async Task<OnboardingProgress> Progress(Guid account) =>
        (await _journey.Send(new GetOnboarding(account))).Value;

    private async Task<OnboardingAsOf> AsOf(Guid account, DateOnly day, DateOnly? knownOn = null) =>
        (await _journey.Send(new OnboardingsAsOf([account], day, knownOn))).Single();
}
