using CsMonolith.Journey.Contracts;
using CsMonolith.Journey.Goals;
using CsMonolith.Journey.Onboarding;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Reviews;
using CsMonolith.Journey.Tasks;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform;
using MediatR;

namespace CsMonolith.Journey.Tests.Reviews;

public sealed class EffectReviewTests : IDisposable
{
    private static readonly DateOnly Today = JourneyAlone.Today;
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_measured_goal_brings_its_own_actual_and_the_newest_counts()
    {
        var (account, goal) = await Customer();
        await Measure(account, new(2026, 11, 10), 20);
        await Measure(account, new(2026, 11, 16), 9);
        await Measure(account, new(2026, 11, 19), 8);
        var review = await Plan(account, Today);

        var held = (await Hold(review, new HeldEffectReview(new(2026, 11, 18), []))).Value;

        var reached = held.Goals.ShouldHaveSingleItem();
        (reached.GoalId, reached.Target, reached.Actual, reached.MeasuredOn, reached.IsReached).ShouldBe(
            (goal, 10d, 9d, new DateOnly(2026, 11, 16), true)
        );
        (held.State, held.HeldOn, held.NextReviewId).ShouldBe(
            (EffectReviewState.Held, new DateOnly(2026, 11, 18), null)
        );
        (await _journey.Send(new ListTimeline(account, ListAsk.Plain))).Value.Items.ShouldContain(line =>
            line.Kind == EffectReview.HeldLine && line.Text.Contains(" 9", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_figure_has_one_source()
    {
        var (account, goal) = await Customer();
        await Measure(account, new(2026, 11, 10), 20);
        var review = await Plan(account, Today);

        var entered = await Hold(review, new HeldEffectReview(Today, [new EnteredActual(goal, Actual: 5)]));

        entered.Error!.Code.ShouldBe("journey.effect-review.measured");
        entered.Error.Ja.ShouldContain("20");
        (await Seen(review)).State.ShouldBe(EffectReviewState.Planned);
    }

    [Fact]
    public async Task No_review_is_held_without_an_actual_or_a_reason_why_there_is_none()
    {
        var (account, goal) = await Customer();
        var review = await Plan(account, Today);

        (await Code(review, new HeldEffectReview(Today, []))).ShouldBe("journey.effect-review.no-actual");
        (await Code(review, new HeldEffectReview(Today, [new EnteredActual(goal)]))).ShouldBe(
            "journey.effect-review.no-actual"
        );
        (await Code(review, new HeldEffectReview(Today, [new EnteredActual(Guid.CreateVersion7(), 1)]))).ShouldBe(
            "journey.effect-review.goal-not-in-force"
        );
        (
            await Code(review, new HeldEffectReview(Today, [new EnteredActual(goal, 9), new EnteredActual(goal, 8)]))
        ).ShouldBe("journey.effect-review.goal-not-in-force");
        var unmeasured = new HeldEffectReview(Today, [new EnteredActual(goal, WhyNone: "勤怠の締めが来週のため")]);
        (await Code(review, unmeasured)).ShouldBe("journey.effect-review.no-next-check");

        var held = (await Hold(review, unmeasured with { NextCheckOn = new(2026, 12, 1) })).Value;

        (held.Goals.Single().Actual, held.Goals.Single().WhyNone).ShouldBe((null, "勤怠の締めが来週のため"));
        (await _journey.Open("C-9")).Id.ShouldNotBe(account);
    }

    [Fact]
    public async Task A_review_of_an_account_without_a_goal_is_refused()
    {
        var review = await Plan((await _journey.Open("C-2")).Id, Today);

        (await Code(review, new HeldEffectReview(Today, []))).ShouldBe("journey.effect-review.no-goal");
    }

    [Fact]
    public async Task A_missed_target_has_a_cause_a_countermeasure_and_a_next_check()
    {
        var (account, goal) = await Customer();
        var me = await _journey.Hire("me");
        _journey.SignIn(me.Id, Role.CsOps);
        var review = await Plan(account, Today);
        var missed = new HeldEffectReview(Today, [new EnteredActual(goal, Actual: 11)]);

        (await Fields(review, missed)).ShouldBe(["/cause"]);
        (await Fields(review, missed with { Cause = " " })).ShouldBe(["/cause"]);
        missed = missed with { Cause = "夜間の配車が手作業" };
        (await Fields(review, missed)).ShouldBe(["/countermeasure"]);
        (await Hold(review, missed)).Error!.Ja.ShouldContain("対策も指定してください");
        missed = missed with { Countermeasure = "夜間も自動に切り替える" };
        (await Fields(review, missed)).ShouldBe(["/nextCheckOn"]);
        var held = (
            await Hold(
                review,
                missed with
                {
                    NextCheckOn = new(2027, 2, 20),
                    Task = new CountermeasureTask("切り替え手順を作る", new(2027, 1, 15)),
                }
            )
        ).Value;

        var task = (await _journey.Send(new GetTask(held.TaskId!.Value))).Value.Task;
        (task.Title, task.DueOn, task.PersonId, task.Source, task.SourceId, task.AccountId).ShouldBe(
            ("切り替え手順を作る", new DateOnly(2027, 1, 15), me.Id, TaskSource.Review, review, account)
        );
        var next = await Seen(held.NextReviewId!.Value);
        (next.DueOn, next.Origin, next.PreviousId, next.State).ShouldBe(
            (new DateOnly(2027, 2, 20), EffectReviewOrigin.NextCheck, review, EffectReviewState.Planned)
        );
    }

    [Fact]
    public async Task Days_that_cannot_be_are_refused_and_nothing_is_half_written()
    {
        var (account, goal) = await Customer();
        var review = await Plan(account, Today);
        var held = new HeldEffectReview(Today, [new EnteredActual(goal, 9)]);

        (await Code(review, held with { HeldOn = Today.AddDays(1) })).ShouldBe("journey.day.not-yet");
        (await Fields(review, held with { Task = new CountermeasureTask("手順", DateOnly.MaxValue) })).ShouldBe([
            "/task/dueOn",
        ]);
        (await Fields(review, held with { Goals = [new EnteredActual(goal, 1.1e15)] })).ShouldBe(["/goals/0/actual"]);
        (await Code(review, held with { NextCheckOn = Today })).ShouldBe("journey.effect-review.next-not-after");
        (await Code(review, held with { NextCheckOn = Today.AddDays(-1) })).ShouldBe(
            "journey.effect-review.next-not-after"
        );
        (await Code(review, held with { Task = new CountermeasureTask("手順", Today.AddDays(-1)) })).ShouldBe(
            "journey.effect-review.task-due-before"
        );
        (
            await Code(
                review,
                held with
                {
                    NextCheckOn = Today.AddDays(30),
                    Task = new CountermeasureTask("手順", Today, Guid.CreateVersion7()),
                }
            )
        ).ShouldBe("journey.person.unknown");

        (await Reviews(account)).ShouldHaveSingleItem().State.ShouldBe(EffectReviewState.Planned);
        (await _journey.Send(new ListTasks(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_who_hold_the_same_review_the_second_learns_that_it_changed()
    {
        var (account, goal) = await Customer();
        var review = await Plan(account, Today);
        var held = new HeldEffectReview(Today, [new EnteredActual(goal, 9)]);
        var read = new IfMatch((await Seen(review)).Version);

        (await _journey.Send(new HoldEffectReview(review, held, read))).Error.ShouldBeNull();
        (await _journey.Send(new HoldEffectReview(review, held, read))).Error!.Kind.ShouldBe(ErrorKind.Stale);
        (await _journey.Send(new HoldEffectReview(review, held, new IfMatch((long?)null)))).Error!.Kind.ShouldBe(
            ErrorKind.PreconditionRequired
        );

        (await Code(review, held)).ShouldBe("journey.effect-review.held");
    }

    [Fact]
    public async Task Overdue_reviews_are_listed_as_of_a_day()
    {
        var (account, goal) = await Customer();
        var late = await Plan(account, new(2026, 11, 10));
        var due = await Plan(account, Today);

        (await Overdue(Today)).ShouldBe([late]);
        _journey.Time.Advance(TimeSpan.FromDays(5));
        (await Overdue(new(2026, 11, 25))).ShouldBe([late, due], ignoreOrder: true);
        (await Hold(late, new HeldEffectReview(new(2026, 11, 23), [new EnteredActual(goal, 9)]))).Error.ShouldBeNull();

        (await Overdue(new(2026, 11, 25))).ShouldBe([due]);
        (await Overdue(new(2026, 11, 22))).ShouldBe([late, due], ignoreOrder: true);
        (await Overdue(new(2026, 11, 19))).ShouldBeEmpty("nobody had planned them by then");
        (await _journey.Send(new ListEffectReviews(new(2026, 11, 26), ListAsk.Plain))).Error!.Code.ShouldBe(
            "journey.day.not-yet"
        );
    }

    [Fact]
    public async Task A_held_review_that_was_wrong_is_voided_with_its_reason_and_is_due_again()
    {
        var (account, goal) = await Customer();
        var review = await Plan(account, new(2026, 11, 15));
        var next = (
            await Hold(
                review,
                new HeldEffectReview(
                    Today,
                    [new EnteredActual(goal, 9)],
                    NextCheckOn: new DateOnly(2027, 1, 10),
                    Task: new CountermeasureTask("手順", new(2027, 1, 9), (await _journey.Hire("who")).Id)
                )
            )
        )
            .Value
            .NextReviewId!
            .Value;
        var task = (await Seen(review)).TaskId!.Value;

        var voided = (await Void(review, "別の顧客の実績だった")).Value;

        (voided.State, voided.VoidedWhy, voided.HeldOn).ShouldBe(
            (EffectReviewState.Voided, "別の顧客の実績だった", Today)
        );
        (await Seen(next)).State.ShouldBe(EffectReviewState.Voided);
        (await _journey.Send(new GetTask(task))).Value.Task.State.ShouldBe(TaskState.Dropped);
        var again = (await Reviews(account)).Single(one => one.State == EffectReviewState.Planned);
        (again.DueOn, again.PreviousId, again.IsOverdue).ShouldBe((new DateOnly(2026, 11, 15), review, true));
        (await Void(review, "もう一度")).Error!.Code.ShouldBe("journey.effect-review.voided");
    }

    [Fact]
    public async Task A_planned_review_is_moved_but_not_to_a_day_that_has_one()
    {
        var (account, _) = await Customer();
        var (one, other) = (await Plan(account, Today), await Plan(account, new(2027, 1, 10)));

        (await Move(one, new(2027, 1, 10))).Error!.Code.ShouldBe("journey.effect-review.day-taken");
        (await Move(one, new(2027, 1, 11))).Value.DueOn.ShouldBe(new DateOnly(2027, 1, 11));

        (
            await _journey.Send(new PlanEffectReview(account, new EffectReviewPlan(new(2027, 1, 10))))
        ).Error!.Code.ShouldBe("journey.effect-review.day-taken");
        await Void(other, "不要");
        (await Move(other, new(2027, 1, 12))).Error!.Code.ShouldBe("journey.effect-review.voided");
    }

    [Fact]
    public async Task First_value_brings_reviews_after_30_90_and_180_days_once()
    {
        var (account, _) = await Customer();
        await _journey.Open("C-2");
        await Value(account, new(2026, 11, 18));

        (await Schedule()).ShouldBe((3, 0));
        (await Schedule()).ShouldBe((0, 0));

        (await Reviews(account))
            .Select(one => (one.DueOn, one.DaysAfter))
            .ShouldBe([
                (new DateOnly(2026, 12, 18), 30),
                (new DateOnly(2027, 2, 16), 90),
                (new DateOnly(2027, 5, 17), 180),
            ]);
    }

    [Fact]
    public async Task Reviews_follow_a_first_value_that_is_put_right_unless_somebody_chose_their_day()
    {
        var (account, _) = await Customer();
        var fact = await Value(account, new(2026, 11, 18));
        await Schedule();
        var second = (await Reviews(account))[1];
        await Move(second.Id, new(2027, 2, 20));
        await _journey.Send(
            new RecordOnboardingFact(
                account,
                new(OnboardingFactKind.FirstValue, new(2026, 11, 8), "配車表の計測", CorrectsId: fact)
            )
        );

        (await Schedule()).ShouldBe((0, 2));

        (await Reviews(account))
            .Select(one => one.DueOn)
            .ShouldBe([new DateOnly(2026, 12, 8), new DateOnly(2027, 2, 20), new DateOnly(2027, 5, 7)]);
    }

    [Fact]
    public async Task A_first_value_of_long_ago_makes_nothing_overdue_that_nobody_could_have_held()
    {
        var (account, _) = await Customer();
        await Value(account, new(2026, 7, 1));

        (await Schedule()).ShouldBe((1, 0));

        (await Reviews(account)).ShouldHaveSingleItem().DueOn.ShouldBe(new DateOnly(2026, 12, 28));
    }

    [Fact]
    public async Task The_policy_says_after_how_many_days()
    {
        var (account, _) = await Customer();
        await Value(account, new(2026, 11, 18));
        (await _journey.Send(new SetReviewPolicy(new ReviewPolicyPlan([60, 60]), new IfMatch(0)))).Error!.Code.ShouldBe(
            "journey.effect-review.days-twice"
        );

        var rules = (await _journey.Send(new SetReviewPolicy(new ReviewPolicyPlan([60, 14]), new IfMatch(0)))).Value;
        await Schedule();

        rules.DaysAfterFirstValue.ShouldBe([14, 60]);
        (await Reviews(account)).Select(one => one.DaysAfter).ShouldBe([14, 60]);
    }

    [Fact]
    public async Task Reviews_of_accounts_out_of_sight_are_not_there()
    {
        var (account, goal) = await Customer();
        var review = await Plan(account, Today);
        var stranger = await _journey.Hire("stranger");
        _journey.SignIn(stranger.Id, Role.PartnerCsm);

        (await _journey.Send(new GetEffectReview(review))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await _journey.Send(new ListEffectReviews(null, ListAsk.Plain))).Value.Items.ShouldBeEmpty();
        (
            await _journey.Send(
                new HoldEffectReview(review, new HeldEffectReview(Today, [new EnteredActual(goal, 9)]), new IfMatch(1))
            )
        ).Error!.Kind.ShouldBe(ErrorKind.NotFound);
    }

    [Fact]
    public async Task A_customer_reads_the_words_that_were_written_for_them_and_no_cause()
    {
        var (account, goal) = await Customer();
        await Hold(
            await Plan(account, Today),
            new HeldEffectReview(
                Today,
                [new EnteredActual(goal, 11)],
                "担当者の意欲が低い",
                "上長に話す",
                new DateOnly(2027, 1, 20),
                "日中の配車は目標どおりです。"
            )
        );

        var facts = await _journey.Send(new BusinessReviewFactsOf(account, new(2026, 10, 1), new(2026, 12, 31)));

        facts
            .Reviews.ShouldHaveSingleItem()
            .ShouldBe(
                new OutwardReview(Today, "残業時間", 10, 11, false, "日中の配車は目標どおりです。", new(2027, 1, 20))
            );
        facts.NextReviewOn.ShouldBe(new DateOnly(2027, 1, 20));

        // The same figure stands beside the goal, until somebody measures it on a later day.
        (facts.Goal!.Actual, facts.Goal.ActualOn, facts.Goal.IsReached).ShouldBe((11, Today, false));
        System.Text.Json.JsonSerializer.Serialize(facts).ShouldNotContain("意欲");
        (
            await _journey.Send(new BusinessReviewFactsOf(account, new(2026, 1, 1), new(2026, 11, 19)))
        ).Reviews.ShouldBeEmpty();
    }

    private async Task<(Guid Account, Guid Goal)> Customer()
    {
        var account = (await _journey.Open("C-1")).Id;
        await _journey.DefineSuccess(account, (await _journey.Hire("owner")).Id);
        var goal = await _journey.InStore(db =>
            Task.FromResult(db.Set<SuccessDefinition>().Single(one => one.AccountId == account).Id)
        );
        return (account, goal);
    }

    private async Task Measure(Guid account, DateOnly on, double value) =>
        (
            await _journey.Send(new RecordAttainment(account, new MeasuredSuccess(on, value, "勤怠システム")))
        ).Error.ShouldBeNull();

    private async Task<Guid> Value(Guid account, DateOnly on) =>
        (await _journey.Send(new RecordOnboardingFact(account, new(OnboardingFactKind.FirstValue, on, "配車表の計測"))))
            .Value
            .Id;

    private async Task<Guid> Plan(Guid account, DateOnly due) =>
        (await _journey.Send(new PlanEffectReview(account, new EffectReviewPlan(due)))).Value.Id;

    private async Task<ShownEffectReview> Seen(Guid review) => (await _journey.Send(new GetEffectReview(review))).Value;

    private async Task<Result<ShownEffectReview>> Hold(Guid review, HeldEffectReview held) =>
        await _journey.Send(new HoldEffectReview(review, held, new IfMatch((await Seen(review)).Version)));

    private async Task<Result<ShownEffectReview>> Void(Guid review, string why) =>
        await _journey.Send(
            new VoidEffectReview(review, new EffectReviewReason(why), new IfMatch((await Seen(review)).Version))
        );

    private async Task<Result<ShownEffectReview>> Move(Guid review, DateOnly to) =>
        await _journey.Send(
            new MoveEffectReview(
                review,
                new EffectReviewChanges { DueOn = Optional.Of<DateOnly?>(to) },
                new IfMatch((await Seen(review)).Version)
            )
        );

    private async Task<string> Code(Guid review, HeldEffectReview held) => (await Hold(review, held)).Error!.Code;

    private async Task<IEnumerable<string>> Fields(Guid review, HeldEffectReview held) =>
        (await Hold(review, held)).Error!.Fields.Select(field => field.Pointer);

    private async Task<IReadOnlyList<ShownEffectReview>> Reviews(Guid account) =>
        [
            .. (await _journey.Send(new ListEffectReviews(null, ListAsk.Plain))).Value.Items.Where(one =>
                one.AccountId == account
            ),
        ];

    private async Task<IEnumerable<Guid>> Overdue(DateOnly day) =>
        (await _journey.Send(new ListEffectReviews(day, ListAsk.Plain)))
            .Value.Items.Where(one => one.IsOverdue)
            .Select(one => one.Id);

    private Task<(int Planned, int Moved)> Schedule() =>
        _journey.InScope(async services =>
        {
            var handler =
                (IRequestHandler<ScheduleEffectReviews, Result<ScheduledEffectReviews>>)
                    services.GetService(
                        typeof(IRequestHandler<ScheduleEffectReviews, Result<ScheduledEffectReviews>>)
                    )!;
            var done = (await handler.Handle(new ScheduleEffectReviews(Today), CancellationToken.None)).Value;
            return (done.Planned, done.Moved);
        });
}
