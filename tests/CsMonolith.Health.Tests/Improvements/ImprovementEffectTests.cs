using CsMonolith.Health.Improvements;
using CsMonolith.Health.Tests.Onboarding;
using CsMonolith.Journey.Contracts;
using CsMonolith.Learning.Patterns;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Tests.Improvements;

public sealed class ImprovementEffectTests
{
    private static readonly Guid Project = Guid.CreateVersion7();
    private static readonly DateOnly Start = new(2026, 4, 1);
    private readonly Customers _customers = new();

    [Fact]
    public async Task Kickoffs_of_customers_who_started_after_it_are_compared_with_those_before()
    {
        // Within 14 days: 4 of 20 before, 16 of 20 after; the fifteenth day is too late.
        for (var i = 0; i < 20; i++)
        {
            Starts(Start.AddDays(-1 - i), kickoff: i < 4 ? 14 : 15);
            Starts(Start.AddDays(i), kickoff: i < 16 ? 14 : null);
        }

        // Outside the window of 90 days, and not followed for 14 days yet.
        Starts(Start.AddDays(-91), kickoff: 1);
        Starts(Start.AddDays(90), kickoff: 1);

        var told = await Effect(Promise(ImprovementMetric.KickoffIn14Days, 0.2, 0.9));

        (told.Before.Share!.Hits, told.Before.Share.Of, told.After.Share!.Hits, told.After.Share.Of).ShouldBe(
            (4, 20, 16, 20)
        );
        told.Difference.Value!.Value.ShouldBe(0.6, 1e-9);
        // Newcombe: 0.6 less √(0.216² + 0.216²) = 0.295.
        told.Difference.Low!.Value.ShouldBe(0.2947, 0.001);
        (told.IsBetter, told.PromiseHolds).ShouldBe((true, true));
        told.PromisedDifference!.Value.ShouldBe(0.7, 1e-9);
        told.Words.ShouldContain(
            "20 customers who started from 2026-04-01 to 2026-06-29 with 20 who started from 2026-01-01"
        );
        told.Words.ShouldContain("fare better");
    }

    [Fact]
    public async Task Fewer_than_ten_on_a_side_tell_nothing_however_far_apart()
    {
        for (var i = 0; i < 9; i++)
        {
            Starts(Start.AddDays(i), kickoff: 1);
        }

        for (var i = 0; i < 40; i++)
        {
            Starts(Start.AddDays(-1 - i), kickoff: null);
        }

        var told = await Effect(Promise(ImprovementMetric.KickoffIn14Days, 0.2, 0.9));

        (told.Difference.Value, told.Difference.Verdict, told.IsBetter, told.PromiseHolds).ShouldBe(
            (null, Verdict.CannotTell, null, null)
        );
        told.Words.ShouldContain("Cannot tell: there are 9 customers after it and 40 before");
    }

    [Fact]
    public async Task An_interval_that_holds_zero_tells_nothing()
    {
        for (var i = 0; i < 10; i++)
        {
            Starts(Start.AddDays(-1 - i), kickoff: i < 5 ? 1 : null);
            Starts(Start.AddDays(i), kickoff: i < 6 ? 1 : null);
        }

        var told = await Effect(Promise(ImprovementMetric.KickoffIn14Days, 0.5, 0.9));

        told.Difference.Value!.Value.ShouldBe(0.1, 1e-9);
        // What was promised, 0.4 more, lies within 0.1 ± 0.4; it is not said to hold.
        (told.IsBetter, told.PromiseHolds, told.Difference.High > 0.4).ShouldBe((null, null, true));
        told.Words.ShouldContain("the interval of the difference holds zero");
    }

    [Fact]
    public async Task Only_customers_who_were_followed_for_all_the_days_count_in_a_share()
    {
        // Today is November 20: 90 days reach back to August 22.
        for (var i = 0; i < 12; i++)
        {
            Starts(new DateOnly(2026, 8, 22).AddDays(-i), atHome: 90);
            Starts(new DateOnly(2026, 8, 23).AddDays(i), atHome: 1);
            Starts(new DateOnly(2026, 7, 31).AddDays(-i), atHome: 91);
        }

        var told = await Effect(Promise(ImprovementMetric.AtHome, 0, 1) with { StartOn = new(2026, 8, 10) });

        (told.After.Started, told.After.Compared).ShouldBe((24, 12));
        told.After.Share!.Of.ShouldBe(12);
    }

    [Fact]
    public async Task Retention_that_falls_is_said_to_be_worse()
    {
        for (var i = 0; i < 20; i++)
        {
            Starts(Start.AddDays(-1 - i), leaves: i < 1 ? 30 : null);
            Starts(Start.AddDays(i), leaves: i < 12 ? 90 : null);
        }

        var told = await Effect(Promise(ImprovementMetric.Retention, 0.8, 0.95));

        (told.Before.Share!.Hits, told.After.Share!.Hits).ShouldBe((19, 8));
        (told.IsBetter, told.PromiseHolds, told.Difference.Verdict).ShouldBe((false, false, Verdict.Lowers));
    }

    [Fact]
    public async Task Days_to_value_are_compared_under_both_curves_up_to_the_same_day()
    {
        // Before it after 40 to 49 days, after it after 10 to 19.
        for (var i = 0; i < 10; i++)
        {
            Starts(Start.AddDays(-20), value: 40 + i);
            Starts(Start, value: 10 + i);
        }

        var told = await Effect(Promise(ImprovementMetric.DaysToValue, 45, 15) with { RampMonths = 0 });

        (told.Before.MeanDays, told.After.MeanDays, told.MeanUpTo).ShouldBe((44.5, 14.5, 90));
        // The standard error of each is √8.25 / √10 = 0.9083; of the difference 1.2845.
        told.Difference.Value!.Value.ShouldBe(-30, 1e-9);
        told.Difference.High!.Value.ShouldBe(-30 + (1.96 * 1.2845), 0.001);
        (told.IsBetter, told.PromiseHolds, told.PromisedDifference).ShouldBe((true, true, -30));
    }

    [Fact]
    public async Task Where_nobody_has_reached_a_first_value_that_is_the_reason()
    {
        for (var i = 0; i < 10; i++)
        {
            Starts(Start.AddDays(-20), value: 40 + i);
            Starts(Start);
        }

        var told = await Effect(Promise(ImprovementMetric.DaysToValue, 45, 15));

        told.Difference.Value.ShouldBeNull();
        told.Words.ShouldContain("none of the customers who started after it has reached a first value");
        told.Words.ShouldNotContain("it takes");
    }

    [Fact]
    public async Task A_project_that_is_not_there_and_a_day_to_come_are_refused()
    {
        using var health = Health(promise: null);

        (await health.Send(new GetImprovementEffect(Project, null))).Error!.Code.ShouldBe("improvement.not-found");
        (await health.Send(new GetImprovementEffect(Project, Customers.Today.AddDays(1)))).Error!.Code.ShouldBe(
            "health.day-ahead"
        );
    }

    private static ImprovementPromise Promise(ImprovementMetric metric, double from, double to) =>
        new(Project, "標準化", Start, metric, from, to, RampMonths: 0, FollowUpDays: 90, WindowDays: 90);

    private HealthAlone Health(ImprovementPromise? promise)
    {
        var health = _customers.Health();
        health.Answers<PromiseOf, ImprovementPromise?>(_ => promise);
        return health;
    }

    private async Task<ImprovementEffect> Effect(ImprovementPromise promise)
    {
        using var health = Health(promise);
        return (await health.Send(new GetImprovementEffect(Project, null))).Value;
    }

    private void Starts(DateOnly on, int? kickoff = null, int? atHome = null, int? leaves = null, int? value = null)
    {
        var id = Guid.CreateVersion7();
        _customers.Onboardings.Add(
            new OnboardingAsOf(id, on, After(kickoff), null, After(atHome), After(value), 0, null, null)
        );
        if (leaves is { } days)
        {
            _customers.Churns.Add(new ChurnOn(id, on.AddDays(days), Reason: null));
        }

        DateOnly? After(int? later) => later is { } many ? on.AddDays(many) : null;
    }
}
