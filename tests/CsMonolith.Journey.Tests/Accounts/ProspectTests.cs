using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.Accounts.Prospects;
using CsMonolith.Journey.Accounts.Tiers;
using CsMonolith.Journey.Activities;
using CsMonolith.Journey.Contracts;
using CsMonolith.Journey.Handoffs;
using CsMonolith.Journey.Onboarding;
using CsMonolith.Journey.Phases;
using CsMonolith.Journey.Projects;
using CsMonolith.Journey.Reviews;
using CsMonolith.Platform;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Journey.Tests.Accounts;

public sealed class ProspectTests : IDisposable
{
    private static readonly DateOnly September = new(2026, 9, 1);
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_prospect_is_before_the_introduction_and_in_no_list_of_customers_unless_asked_for()
    {
        var owner = await _journey.Hire("佐藤");
        var customer = (await _journey.Open("C-1", seats: 120)).Id;
        var prospect = await Prospect("P-1");
        await _journey.Own(customer, owner);
        await _journey.Own(prospect, owner);

        var profile = (await _journey.Send(new GetAccount(prospect))).Value;
        (profile.Phase, profile.PhaseSince, profile.Prospect!.State).ShouldBe(
            ("before-introduction", September, ProspectState.Open)
        );
        (await _journey.Send(new ListAccounts(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem().Id.ShouldBe(customer);
        (await Staged("prospect")).ShouldHaveSingleItem().Phase.ShouldBe("before-introduction");
        (await _journey.Send(new ListAccountsWithoutSuccessDefinition(ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .AccountId.ShouldBe(customer);
        (await _journey.Send(new ListCsmLoads()))
            .Value.Csms.Single(csm => csm.PersonId == owner.Id)
            .Untiered.ShouldBe(0);
        (await _journey.Send(new AccountsAsOf(null, JourneyAlone.Today))).ShouldHaveSingleItem().Id.ShouldBe(customer);
        (await _journey.Send(new AccountsAsOf([prospect], JourneyAlone.Today, WithProspects: true))).Count.ShouldBe(1);
        (await _journey.Send(new OnboardingsAsOf(null, JourneyAlone.Today)))
            .ShouldHaveSingleItem()
            .AccountId.ShouldBe(customer);
        (await _journey.Send(new GetOnboarding(prospect))).Error.ShouldBeNull();
        (await _journey.Published<AccountOpened>()).ShouldHaveSingleItem().AccountIdOpened.ShouldBe(customer);
        (await _journey.Published<ProspectOpened>()).ShouldHaveSingleItem().Account.ShouldBe(prospect);
        (
            await _journey.Send(new EnterPhase(prospect, new PhaseEntry("introduction", JourneyAlone.Today)))
        ).Error!.Code.ShouldBe("journey.prospect.no-phase");
    }

    [Fact]
    public async Task A_win_makes_a_customer_from_its_day_on_and_leaves_the_past_as_it_was_known()
    {
        var prospect = await Prospect("P-1");
        var won = new MoveProspect(prospect, new ProspectMove(ProspectState.Won, new(2026, 11, 10)));

        (await _journey.Send(won)).Value.WonOn.ShouldBe(new DateOnly(2026, 11, 10));

        (await _journey.Send(won)).Error!.Code.ShouldBe("journey.prospect.won");
        var profile = (await _journey.Send(new GetAccount(prospect))).Value;
        (profile.StartedOn, profile.Phase).ShouldBe((new DateOnly(2026, 11, 10), null));
        (await Known(new(2026, 11, 9), JourneyAlone.Today)).ShouldBe(0);
        (await Known(new(2026, 11, 10), JourneyAlone.Today)).ShouldBe(1);
        // It was recorded today, so that whoever asks what was known on the day hears of no customer.
        (await Known(new(2026, 11, 10), new(2026, 11, 19))).ShouldBe(0);
        (await _journey.Published<AccountOpened>()).ShouldHaveSingleItem().StartedOn.ShouldBe(new(2026, 11, 10));

        async Task<int> Known(DateOnly day, DateOnly known) =>
            (await _journey.Send(new AccountsAsOf(null, day, known))).Count;
    }

    [Fact]
    public async Task The_first_contract_wins_a_prospect_once_and_touches_no_customer()
    {
        var (customer, prospect) = ((await _journey.Open("C-1")).Id, await Prospect("P-1"));
        var opened = (await _journey.Published<AccountOpened>()).Count;

        await _journey.Hear(Paid(prospect, new(2026, 11, 1)), Paid(customer, new(2026, 11, 1)));
        await _journey.Hear(Paid(prospect, new(2026, 11, 15)));

        (await _journey.Send(new GetAccount(prospect))).Value.Prospect!.WonOn.ShouldBe(new DateOnly(2026, 11, 1));
        (await _journey.Send(new GetAccount(customer))).Value.Prospect.ShouldBeNull();
        (await _journey.Published<AccountOpened>()).Count.ShouldBe(opened + 1);
    }

    [Fact]
    public async Task A_deal_for_a_prospect_joins_it_and_makes_no_second_account()
    {
        var prospect = await Prospect("P-1");

        var handoff = await _journey.Send(
            new ReceiveHandoff("salesforce", "D-1", "配車", new(2026, 11, 12), AccountExternalId: "P-1")
        );

        handoff.Value.AccountId.ShouldBe(prospect);
        (await _journey.Send(new GetAccount(prospect))).Value.Prospect!.WonOn.ShouldBe(new DateOnly(2026, 11, 12));
        (await _journey.Send(new ListAccounts(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        (await _journey.Send(new CreateAccount("P-1", "みなと物流"))).Error!.Kind.ShouldBe(ErrorKind.Conflict);
    }

    [Fact]
    public async Task A_prospect_is_lost_with_a_reason_and_may_be_open_again()
    {
        var prospect = await Prospect("P-1");

        (await Move(ProspectState.Lost, why: null)).Error.ShouldNotBeNull();
        (await Move(ProspectState.Open, "x")).Error!.Code.ShouldBe("journey.prospect.same-state");
        (await Move(ProspectState.Lost, "予算")).Error.ShouldBeNull();
        (await Staged("lost")).ShouldHaveSingleItem().Id.ShouldBe(prospect);
        (await Move(ProspectState.Open, "予算が付いた")).Value.Steps.Count.ShouldBe(2);
        (
            await _journey.Send(
                new MoveProspect(
                    (await _journey.Open("C-1")).Id,
                    new ProspectMove(ProspectState.Won, JourneyAlone.Today)
                )
            )
        ).Error!.Code.ShouldBe("journey.prospect.none");
        (
            await _journey.Send(new CreateAccount("P-2", "x", StartedOn: September, ProspectSince: September))
        ).Error!.Code.ShouldBe("journey.prospect.not-started");

        Task<Result<ShownProspect>> Move(ProspectState state, string? why) =>
            _journey.Send(new MoveProspect(prospect, new ProspectMove(state, JourneyAlone.Today, why)));
    }

    [Fact]
    public async Task Hours_before_the_sale_are_counted_by_what_became_of_the_prospect()
    {
        var (won, lost, open) = (await Prospect("P-1"), await Prospect("P-2"), await Prospect("P-3"));
        var customer = (await _journey.Open("C-1")).Id;
        var me = await _journey.Hire("佐藤", Role.CsOps);
        _journey.SignIn(me.Id, Role.CsOps);
        await Work(won, new(2026, 10, 5), 120);
        await Work(won, new(2026, 11, 5), 60);
        await Work(won, new(2026, 11, 15), 600);
        await Work(lost, new(2026, 10, 6), 240);
        await Work(open, new(2026, 11, 6), 180);
        await Work(customer, new(2026, 11, 6), 300);
        await _journey.Send(new MoveProspect(won, new ProspectMove(ProspectState.Won, new(2026, 11, 10))));
        await _journey.Send(new MoveProspect(lost, new ProspectMove(ProspectState.Lost, new(2026, 11, 11), "予算")));

        var figures = (await _journey.Send(new GetPreSaleFigures(new(2026, 10), new(2026, 11)))).Value;

        // By hand: 120 + 60 for the one won (the 600 came after the win), 240 lost, 180 open; 600 minutes for one win.
        (figures.Minutes, figures.Won, figures.Lost, figures.HoursPerWon).ShouldBe((600, 1, 1, 10m));
        figures
            .Outcomes.Select(one => (one.Outcome, one.Accounts, one.Minutes, one.HoursPerAccount))
            .ShouldBe([
                (ProspectState.Open, 1, 180, 3m),
                (ProspectState.Won, 1, 180, 3m),
                (ProspectState.Lost, 1, 240, 4m),
            ]);
        figures
            .Months.Select(month => (month.OpenMinutes, month.WonMinutes, month.LostMinutes, month.Won, month.Lost))
            .ShouldBe([(0, 120, 240, 0, 0), (180, 60, 0, 1, 1)]);
        (await _journey.Send(new GetPreSaleFigures(new(2026, 10), new(2026, 10)))).Value.HoursPerWon.ShouldBeNull();
    }

    [Fact]
    public async Task Prospects_without_recorded_hours_are_counted_and_cost_no_invented_hours()
    {
        var (won, lost) = (await Prospect("P-1"), await Prospect("P-2"));
        await Prospect("P-3");
        await Prospect("P-4");
        await _journey.Send(new MoveProspect(won, new ProspectMove(ProspectState.Won, new(2026, 11, 10))));
        await _journey.Send(new MoveProspect(lost, new ProspectMove(ProspectState.Lost, new(2026, 11, 11), "予算")));

        var unrecorded = await Figures(11);
        var me = await _journey.Hire("佐藤", Role.CsOps);
        _journey.SignIn(me.Id, Role.CsOps);
        await Work(lost, new(2026, 10, 6), 240);

        (unrecorded.Won, unrecorded.HoursPerWon).ShouldBe((1, null));
        Counted(unrecorded).ShouldBe([(2, null), (1, null), (1, null)]);
        // The hours in October were for the one lost in November; the win is of November too.
        Counted(await Figures(10)).ShouldBe([(2, null), (0, null), (1, 4m)]);
        // By hand: 240 minutes over one win.
        (await _journey.Send(new GetPreSaleFigures(new(2026, 10), new(2026, 11)))).Value.HoursPerWon.ShouldBe(4m);

        async Task<PreSaleFigures> Figures(int month) =>
            (await _journey.Send(new GetPreSaleFigures(new(2026, month), new(2026, month)))).Value;

        static IEnumerable<(int, decimal?)> Counted(PreSaleFigures figures) =>
            figures.Outcomes.Select(one => (one.Accounts, one.HoursPerAccount));
    }

    [Fact]
    public async Task What_only_a_customer_has_is_refused_of_an_open_or_lost_prospect_until_it_is_won()
    {
        var (prospect, begun) = (await Prospect("P-1"), await Prospect("P-2"));
        var lead = await _journey.Hire("佐藤");
        var programme = await _journey.Send(
            new CreateOnboardingProgramme(
                "standard",
                new OnboardingContent("標準", September, [new BasicOperation("plan", "Plan", "計画")])
            )
        );
        var project = await _journey.InStore(async db =>
        {
            var open = SuccessProject.Open(db, new ProjectStart(begun, null, "配車", lead.Id, null, September));
            await db.Transact(() => Task.CompletedTask, CancellationToken.None);
            return open.Id;
        });

        foreach (var refusal in await All())
        {
            (refusal!.Kind, refusal.Code).ShouldBe((ErrorKind.Conflict, "journey.account.prospect"));
            refusal.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/accountId");
        }

        (await Review()).Error!.Ja.ShouldContain("「P-1社」は見込み客で");
        (await Launch()).Error!.Code.ShouldBe("journey.account.prospect");
        await Move(ProspectState.Lost, "予算");
        (await All()).ShouldAllBe(refusal => refusal!.Code == "journey.account.prospect");

        await Move(ProspectState.Won, why: null);

        (await All()).ShouldAllBe(refusal => refusal == null);

        async Task<IReadOnlyList<Error?>> All() =>
            [
                (await Review()).Error,
                (
                    await _journey.Send(
                        new RecordOnboardingFact(
                            prospect,
                            new GivenOnboardingFact(OnboardingFactKind.SetUp, JourneyAlone.Today, "議事録")
                        )
                    )
                ).Error,
                (
                    await _journey.Send(
                        new EnrolAccount(prospect, new NewEnrolment(programme.Value.Id, JourneyAlone.Today))
                    )
                ).Error,
                (await _journey.Send(new OpenSuccessProject(prospect, "残業をなくす", lead.Id))).Error,
            ];

        Task<Result<ShownEffectReview>> Review() =>
            _journey.Send(new PlanEffectReview(prospect, new EffectReviewPlan(new(2027, 3, 1))));

        Task<Result<LaunchProfile>> Launch() =>
            _journey.Send(new LaunchProject(project, new LaunchDay(JourneyAlone.Today), new IfMatch(0)));

        async Task Move(ProspectState state, string? why) =>
            (
                await _journey.Send(new MoveProspect(prospect, new ProspectMove(state, JourneyAlone.Today, why)))
            ).Error.ShouldBeNull();
    }

    private async Task Work(Guid account, DateOnly on, int minutes) =>
        (
            await _journey.Send(new RecordActivity(on, ActivityKind.Support, "現場を見る", minutes, AccountId: account))
        ).Error.ShouldBeNull();

    private async Task<IReadOnlyList<AccountLine>> Staged(string stage) =>
        (
            await _journey.Send(
                new ListAccounts(ListAsk.Plain with { Filters = [new Filter("stage", FilterOperator.Eq, stage)] })
            )
        )
            .Value
            .Items;

    private async Task<Guid> Prospect(string externalId) =>
        (await _journey.Send(new CreateAccount(externalId, $"{externalId}社", ProspectSince: September))).Value.Id;

    private static MrrMoved Paid(Guid account, DateOnly on) =>
        new(account, MovementKind.New, Money.Zero("JPY"), Money.Of("100000", "JPY"), on);
}
