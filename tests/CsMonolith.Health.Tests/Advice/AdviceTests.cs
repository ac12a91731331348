using CsMonolith.Health.Advice;
using CsMonolith.Health.Contracts;
using CsMonolith.Health.Patterns;
using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Health.Snapshots;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Learning.Patterns;
using CsMonolith.Platform.Lists;
using Pattern = CsMonolith.Health.Patterns.Pattern;

namespace CsMonolith.Health.Tests.Advice;

public sealed class AdviceTests
{
    private static readonly DateOnly Today = Advised.Today;
    private readonly Advised _one = new();

    [Fact]
    public async Task Where_all_is_well_nothing_is_advised()
    {
        using var health = _one.Health();

        var next = await Next(health);

        (next.Best, next.Alternatives.Count).ShouldBe((null, 0));
    }

    [Fact]
    public async Task Of_a_customer_who_has_left_nothing_is_advised_until_they_are_back()
    {
        _one.LastContactOn = null;
        _one.Revenue = new(_one.Account, Money.Zero("JPY"), 0, null, null, null, 0, 0, 1, null, null, 1);
        using var health = _one.Health();

        (await Next(health)).Best.ShouldBeNull();
        _one.Revenue = _one.Revenue with { ActiveSubscriptions = 1 };
        (await Next(health)).Best!.Step.ShouldBe("break-silence");
    }

    [Fact]
    public async Task Without_a_goal_the_first_step_is_to_set_one()
    {
        _one.Goal = null;
        _one.LastContactOn = Today.AddDays(-72);
        _one.Map = null;
        using var health = _one.Health();

        var next = await Next(health);

        next.Best!.Step.ShouldBe("set-goal");
        next.Best.Goal.GoalId.ShouldBeNull();
        next.Best.Goal.Words.ShouldContain("set one first");
        next.Alternatives.Select(step => step.Step).ShouldBe(["find-sponsor", "widen-contacts"]);
    }

    public static TheoryData<string> Steps =>
        [
            "close-promise-gaps",
            "complete-handoff",
            "set-kickoff",
            "set-up",
            "pass-gates",
            "show-operations",
            "reach-first-value",
            "find-sponsor",
            "widen-contacts",
            "keep-cadence",
            "break-silence",
            "clear-tasks",
            "measure-effect",
            "review-goal",
        ];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Each_lack_leads_to_its_own_step_with_the_figure_that_speaks_for_it(string step)
    {
        var start = Today.AddDays(-15);
        var figure = step switch
        {
            "close-promise-gaps" => Lack(() => _one.Handoff = new(1, 2, 0), "2 promises"),
            "complete-handoff" => Lack(
                () =>
                {
                    _one.Handoff = new(0.75, 0, 0);
                    _one.Onboarding = _one.Onboarding with { KickoffOn = null };
                },
                "75 %"
            ),
            "set-kickoff" => Lack(
                () =>
                    _one.Onboarding = _one.Onboarding with
                    {
                        ContractOn = start,
                        KickoffOn = null,
                        FirstValueOn = null,
                    },
                "15 days"
            ),
            "set-up" => Lack(
                () =>
                    _one.Onboarding = _one.Onboarding with
                    {
                        ContractOn = Today.AddDays(-40),
                        KickoffOn = Today.AddDays(-31),
                        SetUpOn = null,
                        FirstValueOn = null,
                    },
                "31 days"
            ),
            "pass-gates" => Lack(
                () => _one.Launch = new(_one.Account, Today.AddDays(-46), 3, "Support route", "窓口"),
                "3 conditions, first: Support route"
            ),
            "show-operations" => Lack(
                () =>
                    _one.Onboarding = _one.Onboarding with
                    {
                        Programme = new(Guid.CreateVersion7(), 1, Today.AddDays(-31), MasteredOn: null),
                    },
                "31 days"
            ),
            "reach-first-value" => Lack(
                () => _one.Onboarding = _one.Onboarding with { ContractOn = Today.AddDays(-91), FirstValueOn = null },
                "91 days"
            ),
            "find-sponsor" => Lack(() => _one.Map = _one.Map! with { HasSponsor = false }, "Nobody of 3"),
            "widen-contacts" => Lack(() => _one.Map = _one.Map! with { InTouch = 1 }, "1 of 3"),
            "keep-cadence" => Lack(() => _one.Cadence = new(_one.Account, 1, 6, 2), "2 of 6"),
            "break-silence" => Lack(() => _one.LastContactOn = Today.AddDays(-61), "61 days"),
            "clear-tasks" => Lack(() => _one.Tasks = new(_one.Account, 5, 3, 2, 1, 0, 0), "3 of 5"),
            "measure-effect" => Lack(() => _one.Goal = _one.Goal! with { MeasuredOn = Today.AddDays(-91) }, "91 days"),
            _ => Lack(() => _one.Goal = _one.Goal! with { DueOn = Today.AddDays(-4) }, "4 days"),
        };
        using var health = _one.Health();

        var next = await Next(health);

        (next.Best?.Step, next.Alternatives.Count, next.Best?.AsOf).ShouldBe((step, 0, Today));
        next.Best!.Reason.ShouldContain(figure);
        next.Best.Goal.GoalId.ShouldBe(_one.Goal!.GoalId);

        static string Lack(Action take, string figure)
        {
            take();
            return figure;
        }
    }

    [Fact]
    public async Task On_the_last_day_that_is_usual_nothing_is_late()
    {
        _one.Onboarding = _one.Onboarding with
        {
            ContractOn = Today.AddDays(-Adviser.FirstValueDays),
            FirstValueOn = null,
            Programme = new(Guid.CreateVersion7(), 1, Today.AddDays(-Adviser.OperationsDays), MasteredOn: null),
        };
        _one.LastContactOn = Today.AddDays(-Adviser.SilentDays);
        _one.Goal = _one.Goal! with { DueOn = Today, MeasuredOn = Today.AddDays(-Adviser.MeasureDays) };
        using var health = _one.Health();

        (await Next(health)).Best.ShouldBeNull();
    }

    [Fact]
    public async Task A_renewal_is_left_to_whoever_renews_by_the_charter_and_another_charter_changes_the_advice()
    {
        using var health = await Renewing();

        var asked = (await Next(health)).Best!;
        _one.Held.Add(new(_one.Account, ServiceRole.AccountExecutive, Advised.Seller, "太郎", null, HasLeft: false));
        var named = (await Next(health)).Best!;
        _one.Charter =
        [
            new(ServiceRole.AccountExecutive, [ServiceAct.Sell]),
            new(ServiceRole.Csm, [ServiceAct.Advise, ServiceAct.Renew]),
        ];
        var own = (await Next(health)).Best!;

        (asked.Step, asked.Act, asked.Doer.IsYours).ShouldBe(("talk-about-renewal", ServiceAct.Renew, false));
        (asked.Doer.Role, asked.Doer.PersonId).ShouldBe((ServiceRole.AccountExecutive, null));
        asked.Doer.Words.ShouldContain("the account has none");
        (named.Doer.PersonId, named.Doer.IsYours).ShouldBe((Advised.Seller, false));
        named.Doer.Words.ShouldContain("太郎 does this");
        (own.Doer.Role, own.Doer.IsYours).ShouldBe((ServiceRole.Csm, true));
    }

    [Fact]
    public async Task Who_takes_what_another_does_gets_the_task_to_ask_them()
    {
        _one.Held.Add(new(_one.Account, ServiceRole.AccountExecutive, Advised.Seller, "太郎", null, HasLeft: false));
        using var health = await Renewing();

        await Take(health, "talk-about-renewal");

        var told = (await health.Published<NextStepTaken>()).ShouldHaveSingleItem();
        told.Title.ShouldBe("Ask 太郎 (account executive): Open the talk about the renewal");
        (told.PersonId, told.GoalId).ShouldBe((Advised.Csm, _one.Goal!.GoalId));
        (told.On, told.DueOn).ShouldBe((Today, Today.AddDays(14)));
    }

    [Fact]
    public async Task What_was_taken_is_in_hand_and_the_next_best_step_takes_its_place()
    {
        _one.LastContactOn = Today.AddDays(-61);
        _one.Tasks = new(_one.Account, 5, 3, 2, 1, 0, 0);
        using var health = _one.Health();

        var sponsor = (await Take(health, "find-sponsor")).Error!;
        sponsor.Code.ShouldBe("health.advice.not-advised");
        sponsor.Ja.ShouldContain("「お客様側のスポンサーを見つける」は現在勧めていません");
        sponsor.Ja.ShouldContain("お客様に状況を尋ねる");
        (await Take(health, "break-silence", Today.AddDays(-1))).Error!.Fields[0].Pointer.ShouldBe("/dueOn");
        var taken = (await Take(health, "break-silence", Today.AddDays(2))).Value;
        var next = await Next(health);

        (taken.State, taken.DueOn, taken.AnsweredById).ShouldBe((AdviceState.Taken, Today.AddDays(2), Advised.Csm));
        next.Best!.Step.ShouldBe("clear-tasks");
        next.Doing.ShouldHaveSingleItem().Step.ShouldBe("break-silence");
        var again = (await Take(health, "break-silence")).Error!;
        again.Code.ShouldBe("health.advice.answered");
        again.Ja.ShouldContain("(引き受け済み)");
        health.Time.NoonOf(Today.AddDays(AdviceDesk.TakenDays + 1));
        (await Next(health)).Best!.Step.ShouldBe("break-silence");
    }

    [Fact]
    public async Task A_declined_step_rests_for_thirty_days_with_its_reason()
    {
        _one.LastContactOn = null;
        using var health = _one.Health();

        (await Decline(health, " ")).Error!.Kind.ShouldBe(ErrorKind.Invalid);
        (await Decline(health, "先週お会いした。")).Value.Reason.ShouldBe("先週お会いした。");

        (await Next(health)).Best.ShouldBeNull();
        health.Time.NoonOf(Today.AddDays(30));
        (await Next(health)).Best.ShouldBeNull();
        health.Time.NoonOf(Today.AddDays(31));
        (await Next(health)).Best!.Step.ShouldBe("break-silence");
    }

    [Fact]
    public async Task Nobody_without_a_person_answers_and_out_of_reach_is_like_missing()
    {
        _one.LastContactOn = null;
        using var health = _one.Health();
        health.SignIn(person: null, Role.CsOps);

        (await Take(health, "break-silence")).Error!.Code.ShouldBe("health.advice.no-person");
        health.SignIn(Advised.Csm, Role.Csm);
        _one.Scope = new AccountScope(All: false, new HashSet<Guid>());
        (await health.Send(new GetNextStep(_one.Account))).Error!.Code.ShouldBe("account.not-found");
        (await Take(health, "break-silence")).Error!.Code.ShouldBe("account.not-found");
        (await health.Send(new ListNextSteps(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_night_gives_the_best_step_once_and_notes_what_became_of_earlier_ones()
    {
        _one.LastContactOn = Today.AddDays(-61);
        using var health = _one.Health();

        await Night(health, Today);
        await Night(health, Today);
        (await List(health))
            .Select(one => (one.Step, one.State, one.PersonId))
            .ShouldBe([("break-silence", AdviceState.Given, Advised.Csm)]);

        _one.Goal = null;
        await Night(health, Today.AddDays(1));
        (await States(health)).ShouldBe([("set-goal", AdviceState.Given), ("break-silence", AdviceState.Outranked)]);

        _one.Goal = new Advised().Goal! with { AccountId = _one.Account };
        _one.LastContactOn = Today;
        await Night(health, Today.AddDays(2));
        (await States(health)).ShouldBe([("set-goal", AdviceState.Passed), ("break-silence", AdviceState.Outranked)]);
        (await List(health)).Single(one => one.Step == "set-goal").SettledOn.ShouldBe(Today.AddDays(2));
    }

    [Fact]
    public async Task Followed_is_told_beside_what_came_afterwards_and_says_that_it_is_no_cause()
    {
        _one.Goal = _one.Goal! with { ReachedOn = Today.AddDays(20) };
        using var health = _one.Health();
        var goal = _one.Goal!.GoalId;
        // Four given: two taken, of which one settled within 30 days; one declined; one open.
        await health.Hold(
            Given("break-silence", goal, one => one.Take(Advised.Csm, Today), settled: Today.AddDays(30)),
            Given("break-silence", goal: null, one => one.Take(Advised.Csm, Today), settled: Today.AddDays(31)),
            Given("find-sponsor", goal, one => one.Decline(Advised.Csm, Today, "x")),
            Given("find-sponsor", goal, answer: null),
            Given("set-goal", goal: null, Outranked)
        );
        health.Time.NoonOf(Today.AddDays(40));

        var told = (await health.Send(new GetAdviceFigures(Today, null))).Value;

        (told.Total.Followed.Hits, told.Total.Followed.Of, told.Total.Declined, told.Total.Open).ShouldBe((2, 4, 1, 1));
        (told.Total.IfTaken.Settled.Hits, told.Total.IfTaken.Settled.Of).ShouldBe((1, 2));
        (told.Total.IfTaken.GoalReached.Hits, told.Total.IfTaken.GoalReached.Of).ShouldBe((1, 1));
        (told.Total.IfNot.GoalReached.Hits, told.Total.IfNot.GoalReached.Of).ShouldBe((2, 2));
        // Wilson: of 2 of 4 it goes from 15.0 % to 85.0 %.
        told.Total.Followed.Low!.Value.ShouldBe(0.1500, 0.0001);
        told.Steps.Select(step => step.Step).ShouldBe(["find-sponsor", "break-silence"]);
        told.Words.ShouldContain("no effect of the advice");
        (await health.Send(new GetAdviceFigures(null, Today.AddDays(41)))).Error!.Code.ShouldBe("health.day-ahead");

        static Result Outranked(GivenAdvice one)
        {
            one.Outrank(Today);
            return Result.Done;
        }
    }

    [Fact]
    public async Task A_pattern_that_raises_success_in_the_phase_is_advised_with_its_evidence()
    {
        _one.Playbooks.Add(new(Guid.CreateVersion7(), "departments", "en", "Win departments", "introduction"));
        using var health = _one.Health();
        var run = Run();
        await health.Hold(run, Kata(run, "introduction", 3), Kata(run, "adoption", 9), Snapshot(2));

        var step = (await Next(health)).Best!;

        step.Step.ShouldBe("follow-kata");
        step.AsOf.ShouldBe(new(2026, 10, 31));
        step.Reason.ShouldContain("Departments using it: 2, where at least 3");
        (step.Kata!.With, step.Kata.Without, step.Kata.Effect.Value).ShouldBe((60, 40, 0.15));
        step.Kata.VerdictWords.ShouldBe("raises retention");
        step.Playbook.ShouldBeNull();
    }

    [Fact]
    public async Task A_step_names_the_playbook_that_was_written_for_it_and_no_other_of_the_phase()
    {
        _one.LastContactOn = null;
        _one.Playbooks.Add(new(Guid.CreateVersion7(), "departments", "en", "Win departments", "introduction"));
        using var health = _one.Health();
        (await Next(health)).Best!.Playbook.ShouldBeNull();

        _one.Playbooks.Add(new(Guid.CreateVersion7(), "rescue-silent-customer", "ja", "静かなお客様", "adoption"));
        _one.Playbooks.Add(new(Guid.CreateVersion7(), "rescue-silent-customer", "en", "Silence", "adoption"));

        var step = (await Next(health)).Best!;
        (step.Step, step.Playbook!.Title).ShouldBe(("break-silence", "Silence"));
    }

    [Fact]
    public async Task Who_fulfils_the_pattern_or_is_in_another_phase_is_not_advised_it()
    {
        using var health = _one.Health();
        var run = Run();
        await health.Hold(
            run,
            Kata(run, "introduction", 3),
            Kata(run, "introduction", 5, Verdict.CannotTell),
            Kata(run, "adoption", 9),
            Snapshot(3)
        );

        (await Next(health)).Best.ShouldBeNull();
    }

    private static GivenAdvice Given(
        string step,
        Guid? goal,
        Func<GivenAdvice, Result>? answer,
        DateOnly? settled = null
    )
    {
        var one = new GivenAdvice
        {
            AccountId = Guid.CreateVersion7(),
            Step = step,
            GivenOn = Today,
            ReasonEn = "x",
            ReasonJa = "x",
            AsOf = Today,
            GoalId = goal,
        };
        answer?.Invoke(one).Error.ShouldBeNull();
        if (settled is { } on)
        {
            one.Settle(on);
        }

        return one;
    }

    private static PatternRun Run() =>
        new()
        {
            Origin = PatternOrigin.Mined,
            At = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
            Outcome = "churned",
            OutcomeIsLoss = true,
            Program = "test",
            Data = "snapshots",
            DataFingerprint = new('0', 64),
            Seed = 1,
            FalseDiscoveryRate = 0.1,
            Tried = 10,
            Hidden = 0,
        };

    private static Pattern Kata(PatternRun run, string phase, double atLeast, Verdict verdict = Verdict.Raises)
    {
        var figures = new PatternFigures(60, 54, 40, 30, new(0.15, 0.02, 0.3), null);
        return new Pattern
        {
            RunId = run.Id,
            Origin = run.Origin,
            Outcome = run.Outcome,
            Phase = phase,
            Condition = $"departments_using ≥ {atLeast}",
            Feature = "departments_using",
            AtLeast = atLeast,
            EvidenceJson = System.Text.Json.JsonSerializer.Serialize(
                new PatternEvidence(figures, figures, 0.6, 0.9, 0.84, 0.01, new(0.15, 0.02, 0.3), Counted: null),
                Platform.Wire.Json
            ),
            Q = 0.02,
            Verdict = verdict,
            IsTold = verdict != Verdict.CannotTell,
            ReachMrrJson = "[]",
            YearCustomers = 10,
            YearArrJson = "[]",
            Worth = 1.5,
        };
    }

    private Snapshot Snapshot(double departments) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            AccountId = _one.Account,
            AsOf = new(2026, 10, 31),
            Features = $$"""{"departments_using":{{departments}}}""",
            IsLive = true,
            BuiltAt = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
        };

    private async Task<HealthAlone> Renewing()
    {
        var health = _one.Health();
        var row = new PortfolioRow(_one.Account);
        row.Know(new PortfolioFacts(Advised.Csm, "花子", null, null, 2, Today.AddDays(60)));
        await health.Hold(row);
        return health;
    }

    private async Task<NextStep> Next(HealthAlone health) => (await health.Send(new GetNextStep(_one.Account))).Value;

    private Task<Result<AnsweredAdvice>> Take(HealthAlone health, string step, DateOnly? dueOn = null) =>
        health.Send(new TakeNextStep(_one.Account, new StepTaken(step, dueOn)));

    private Task<Result<AnsweredAdvice>> Decline(HealthAlone health, string reason) =>
        health.Send(new DeclineNextStep(_one.Account, new StepDeclined("break-silence", reason)));

    private static async Task Night(HealthAlone health, DateOnly day)
    {
        health.Time.NoonOf(day);
        await health.Send(new StartAdvising());
        (await health.RunJobs()).EndedAt.ShouldNotBeNull();
    }

    private static async Task<IReadOnlyList<AdviceLine>> List(HealthAlone health) =>
        (await health.Send(new ListNextSteps(ListAsk.Plain))).Value.Items;

    private static async Task<IEnumerable<(string, AdviceState)>> States(HealthAlone health) =>
        (await List(health)).Select(one => (one.Step, one.State));
}
