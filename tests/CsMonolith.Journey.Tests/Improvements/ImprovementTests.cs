using CsMonolith.Feedback.Contracts;
using CsMonolith.Journey.Improvements;

namespace CsMonolith.Journey.Tests.Improvements;

public sealed class ImprovementTests : IDisposable
{
    private static readonly DateOnly Today = JourneyAlone.Today;
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_project_names_its_departments_its_lead_and_the_cards_behind_it()
    {
        var account = (await _journey.Open("C-1")).Id;
        var card = Guid.CreateVersion7();
        await _journey.Hear(new FieldCardWritten(card, account, Today, IsSuccess: false, "introduction", "product"));
        var lead = await _journey.Hire("lead");

        var made = (await _journey.Send(Asked(lead.Id) with { CardIds = [card, card] })).Value;

        (made.Lead, made.Phase).ShouldBe(("lead", "introduction"));
        made.CardIds.ShouldBe([card]);
        (await _journey.Send(new ListImprovements(ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .Id.ShouldBe(made.Id);
        (await Code(Asked(lead.Id) with { CardIds = [Guid.CreateVersion7()] })).ShouldBe("journey.improvement.no-card");
        (await Code(Asked(Guid.CreateVersion7()))).ShouldBe("journey.person.unknown");
        var noPhase = (await _journey.Send(Asked(lead.Id) with { Phase = "moon" })).Error!;
        noPhase.Code.ShouldBe("journey.phase.unknown");
        noPhase.Ja.ShouldContain("(introduction)、");
        (await Code(Asked(lead.Id) with { Promise = Promise with { Metric = ImprovementMetric.Retention } })).ShouldBe(
            "journey.improvement.no-share"
        );
        (await _journey.Send(Asked(lead.Id) with { Departments = [] })).Error!.Kind.ShouldBe(ErrorKind.Invalid);
    }

    [Fact]
    public async Task What_is_promised_is_fixed_from_the_start()
    {
        var lead = await _journey.Hire("lead");
        var made = (await _journey.Send(Asked(lead.Id) with { StartOn = Today.AddDays(1) })).Value;
        var changed = (
            await Change(made, new() { Promise = Optional.Of<PromisedEffect?>(Promise with { To = 30 }) })
        ).Value;
        changed.Promise.To.ShouldBe(30);
        _journey.Time.NoonOf(Today.AddDays(1));

        var late = await Change(changed, new() { Promise = Optional.Of<PromisedEffect?>(Promise with { To = 50 }) });
        var moved = await Change(changed, new() { StartOn = Optional.Of<DateOnly?>(Today.AddDays(9)) });
        var renamed = await Change(changed, new() { Title = Optional.Of<string?>("ひな型") });

        late.Error!.Code.ShouldBe("journey.improvement.started");
        moved.Error!.Code.ShouldBe("journey.improvement.started");
        (renamed.Value.Title, renamed.Value.Promise.To).ShouldBe(("ひな型", 30));
    }

    [Fact]
    public async Task A_milestone_keeps_its_baseline_beside_forecast_and_actual()
    {
        var lead = await _journey.Hire("lead");
        var id = (await _journey.Send(Asked(lead.Id))).Value.Id;
        var planned = await _journey.Send(
            new PlanImprovementMilestone(id, new PlannedMilestone("公開", Today.AddDays(-5)))
        );
        var milestone = planned.Value.Milestones.ShouldHaveSingleItem().Id;

        (await _journey.Send(new PlanImprovementMilestone(id, new PlannedMilestone("x", DateOnly.MinValue))))
            .Error!.Fields[0]
            .Pointer.ShouldBe("/baselineOn");
        (
            await _journey.Send(
                new ForecastImprovementMilestone(id, milestone, new ImprovementForecast(DateOnly.MaxValue, "x"))
            )
        )
            .Error!.Fields[0]
            .Pointer.ShouldBe("/on");
        (await Reach(DateOnly.MinValue)).Error!.Fields[0].Pointer.ShouldBe("/on");
        await _journey.Send(
            new ForecastImprovementMilestone(id, milestone, new ImprovementForecast(Today.AddDays(3), "翻訳待ち"))
        );
        (await Reach(Today.AddDays(1))).Error!.Code.ShouldBe("journey.day.not-yet");
        var reached = (await Reach(Today)).Value.Milestones.ShouldHaveSingleItem();

        (reached.BaselineOn, reached.ForecastOn, reached.ActualOn, reached.SlipDays).ShouldBe(
            (Today.AddDays(-5), Today.AddDays(3), Today, 5)
        );
        reached.Moves.ShouldHaveSingleItem().Why.ShouldBe("翻訳待ち");
        (await Reach(Today)).Error!.Code.ShouldBe("journey.improvement.milestone-reached");

        Task<Result<ShownImprovement>> Reach(DateOnly on) =>
            _journey.Send(new ReachImprovementMilestone(id, milestone, new ImprovementReached(on)));
    }

    [Fact]
    public async Task A_closed_project_stays_as_it_is()
    {
        var lead = await _journey.Hire("lead");
        var made = (await _journey.Send(Asked(lead.Id))).Value;

        (await Close(Today.AddDays(1))).Error!.Code.ShouldBe("journey.day.not-yet");
        (await Close(new(2026, 5, 31))).Error!.Code.ShouldBe("journey.improvement.closed-before-start");
        (await Close(DateOnly.MinValue)).Error!.Fields[0].Pointer.ShouldBe("/on");
        var closed = (await Close(Today)).Value;

        (closed.ClosedOn, closed.ClosedWhy).ShouldBe((Today, "標準になった。"));
        (await Close(Today)).Error!.Code.ShouldBe("journey.improvement.closed");
        (await Change(closed, new() { Title = Optional.Of<string?>("x") })).Error!.Code.ShouldBe(
            "journey.improvement.closed"
        );

        Task<Result<ShownImprovement>> Close(DateOnly on) =>
            _journey.Send(new CloseImprovement(made.Id, new ImprovementEnd(on, "標準になった。")));
    }

    [Fact]
    public async Task What_it_promised_a_customer_rises_evenly_over_its_months()
    {
        var lead = await _journey.Hire("lead");
        var id = (await _journey.Send(Asked(lead.Id) with { StartOn = new(2026, 1, 1) })).Value.Id;

        var promise = (await _journey.Send(new PromiseOf(id)))!;

        // From 60 to 40 days over 12 months: half of it after half a year of 365.25 days.
        promise.For(new(2025, 12, 31)).ShouldBe(60);
        promise.For(new(2026, 1, 1)).ShouldBe(60);
        promise.For(new(2026, 7, 2)).ShouldBe(60 - (20 * 182 / 365.25), 1e-9);
        promise.For(new(2027, 6, 1)).ShouldBe(40);
        (await _journey.Send(new PromiseOf(Guid.CreateVersion7()))).ShouldBeNull();
    }

    private static PromisedEffect Promise { get; } = new(ImprovementMetric.DaysToValue, 60, 40, 12, 90, 180);

    private static CreateImprovement Asked(Guid lead) =>
        new("初期設定の標準化", ["製品開発", "CS"], lead, "introduction", new(2026, 6, 1), Promise);

    private async Task<string?> Code(CreateImprovement ask) => (await _journey.Send(ask)).Error?.Code;

    private Task<Result<ShownImprovement>> Change(ShownImprovement one, ImprovementChanges changes) =>
        _journey.Send(new ChangeImprovement(one.Id, changes, new IfMatch(one.Version)));
}
