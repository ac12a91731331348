using CsMonolith.Feedback.Contracts;
using CsMonolith.Health.Onboarding;
using CsMonolith.Health.Usage.Events;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Learning.Patterns;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Tests.Onboarding;

public sealed class ComparisonTests
{
    private readonly Customers _customers = new();

    [Fact]
    public async Task A_version_is_compared_with_the_one_before_over_the_same_days_after_enrolment()
    {
        // 4 of 20 were set up within 90 days by version 1, 16 of 20 by version 2; one a day too late.
        for (var i = 0; i < 20; i++)
        {
            Enrol(
                1,
                new(2026, 1, 10),
                setUp: i < 4 ? new(2026, 2, 1)
                    : i == 4 ? new(2026, 4, 11)
                    : null
            );
            Enrol(2, new(2026, 3, 10), setUp: i < 16 ? new(2026, 6, 8) : null);
        }

        Enrol(2, new(2026, 11, 1), setUp: new(2026, 11, 2));
        using var health = _customers.Health();

        var told = (await health.Send(Ask())).Value;

        told.Versions.Select(one => (one.Number, one.Enrolled, one.Compared)).ShouldBe([(1, 20, 20), (2, 21, 20)]);
        var (one, two) = (Of(told, 1, OnboardingIndicator.SetUp), Of(told, 2, OnboardingIndicator.SetUp));
        (one.Hits, one.Of, two.Hits, two.Of).ShouldBe((4, 20, 16, 20));
        // Wilson: of 4 of 20 it goes from 8.1 % to 41.6 %.
        one.Low!.Value.ShouldBe(0.0807, 0.0001);
        one.High!.Value.ShouldBe(0.4160, 0.0001);
        var difference = told.Differences.Single(each => each.Indicator == OnboardingIndicator.SetUp);
        (difference.Number, difference.Against, difference.Difference.Verdict).ShouldBe((2, 1, Verdict.Raises));
        // 0.6 less √(0.216² + 0.216²) = 0.295.
        difference.Difference.Value!.Value.ShouldBe(0.6, 1e-9);
        difference.Difference.Low!.Value.ShouldBe(0.2947, 0.001);
    }

    [Fact]
    public async Task A_difference_whose_interval_holds_zero_says_nothing()
    {
        for (var i = 0; i < 5; i++)
        {
            Enrol(1, new(2026, 1, 10), setUp: i < 2 ? new(2026, 2, 1) : null);
            Enrol(2, new(2026, 3, 10), setUp: i < 4 ? new(2026, 4, 1) : null);
        }

        using var health = _customers.Health();

        var difference = (await health.Send(Ask())).Value.Differences[0].Difference;

        difference.Value!.Value.ShouldBe(0.4, 1e-9);
        difference.Verdict.ShouldBe(Verdict.CannotTell);
    }

    [Fact]
    public async Task Login_use_operations_and_hearing_are_those_of_each_customers_own_days()
    {
        var (used, still, silent) = (
            Enrol(1, new(2026, 1, 10), mastered: new(2026, 4, 10)),
            Enrol(1, new(2026, 1, 10), mastered: new(2026, 4, 11)),
            Enrol(1, new(2026, 2, 1))
        );
        _customers.Answers.AddRange([
            new Satisfaction(used, new(2026, 2, 1), new Ratio(1, 4)),
            new Satisfaction(used, new(2026, 3, 1), new Ratio(3, 4)),
            new Satisfaction(still, new(2026, 3, 1), new Ratio(2, 4)),
            new Satisfaction(silent, new(2026, 1, 20), new Ratio(4, 4)),
        ]);
        using var health = _customers.Health();
        // 90 days from January 10 end on April 10; the last 30 of them begin on March 12.
        await health.Hold(Use(used, new(2026, 3, 11)), Use(still, new(2026, 3, 12)), Use(still, new(2026, 2, 1)));
        await health.Hold(Use(silent, new(2026, 1, 31)), Use(silent, new(2026, 5, 3)));

        var told = (await health.Send(Ask())).Value;

        Rate(OnboardingIndicator.LoggedIn).ShouldBe((2, 3));
        Rate(OnboardingIndicator.InUse).ShouldBe((1, 3));
        Rate(OnboardingIndicator.OperationsMastered).ShouldBe((1, 3));
        Rate(OnboardingIndicator.Satisfied).ShouldBe((1, 2));
        told.Differences.ShouldAllBe(one =>
            one.Difference.Value == null && one.Difference.Verdict == Verdict.CannotTell
        );

        (int, int) Rate(OnboardingIndicator indicator) => (Of(told, 1, indicator).Hits, Of(told, 1, indicator).Of);
    }

    [Fact]
    public async Task Where_no_use_is_heard_of_nobody_is_said_not_to_log_in()
    {
        Enrol(1, new(2026, 1, 10));
        using var health = _customers.Health();

        var login = Of((await health.Send(Ask())).Value, 1, OnboardingIndicator.LoggedIn);

        (login.Of, login.Share, login.Low).ShouldBe((0, null, null));
    }

    [Fact]
    public async Task Programmes_that_are_not_there_and_days_ahead_are_refused()
    {
        using var health = _customers.Health();

        (await health.Send(Ask() with { ProgrammeId = Guid.CreateVersion7() })).Error!.Code.ShouldBe(
            "health.onboarding.no-such-programme"
        );
        (await health.Send(Ask() with { AsOf = new(2026, 11, 21) })).Error!.Code.ShouldBe("health.day-ahead");
        (await health.Send(Ask() with { Days = 29 })).Error!.Fields[0].Pointer.ShouldBe("days");
        (await health.Send(new CompareLaunches(new(2026, 11, 21), 180))).Error!.Code.ShouldBe("health.day-ahead");
        (await health.Send(new CompareLaunches(null, 0))).Error!.Fields[0].Pointer.ShouldBe("days");
    }

    [Fact]
    public async Task Gated_launches_are_compared_with_waived_ones_by_retention()
    {
        // 19 of 20 gated customers stay 90 days, 8 of 20 waived ones; a launch of October is not old enough.
        for (var i = 0; i < 20; i++)
        {
            Launch(new(2026, 2, 1), waived: 0, leaves: i < 1 ? 90 : null);
            Launch(new(2026, 2, 1), waived: 2, leaves: i < 12 ? 30 : 91);
        }

        Launch(new(2026, 10, 1), waived: 0, leaves: 5);
        using var health = _customers.Health();

        var told = (await health.Send(new CompareLaunches(null, 90))).Value;

        (told.Gated.Launches, told.Gated.Retained.Hits, told.Gated.Retained.Of).ShouldBe((21, 19, 20));
        (told.Waived.Launches, told.Waived.Retained.Hits, told.Waived.Retained.Of).ShouldBe((20, 8, 20));
        told.Retention.Value!.Value.ShouldBe(0.55, 1e-9);
        told.Retention.Verdict.ShouldBe(Verdict.Raises);
        (told.DaysToValue.Value, told.DaysToValue.Verdict, told.MeanUpTo).ShouldBe((null, Verdict.CannotTell, null));
    }

    [Fact]
    public async Task And_by_the_days_to_the_first_value_up_to_the_same_day()
    {
        // Gated after 10 to 19 days, waived after 40 to 49.
        for (var i = 0; i < 10; i++)
        {
            Launch(new(2026, 2, 1), waived: 0, value: 10 + i);
            Launch(new(2026, 2, 1), waived: 1, value: 40 + i);
        }

        using var health = _customers.Health();

        var told = (await health.Send(new CompareLaunches(null, 90))).Value;

        (told.Gated.MedianDays, told.Waived.MedianDays, told.MeanUpTo).ShouldBe((14, 44, 90));
        (told.Gated.MeanDays, told.Waived.MeanDays).ShouldBe((14.5, 44.5));
        // The standard error of each is √8.25 / √10 = 0.9083; of the difference 1.2845.
        told.DaysToValue.Value!.Value.ShouldBe(-30, 1e-9);
        told.DaysToValue.Low!.Value.ShouldBe(-30 - (1.96 * 1.2845), 0.001);
        told.DaysToValue.Verdict.ShouldBe(Verdict.Lowers);
    }

    [Fact]
    public async Task Fewer_than_five_launches_are_not_compared_by_their_means()
    {
        for (var i = 0; i < 4; i++)
        {
            Launch(new(2026, 2, 1), waived: 0, value: 10 + i);
        }

        for (var i = 0; i < 30; i++)
        {
            Launch(new(2026, 2, 1), waived: 1, value: 40 + i);
        }

        using var health = _customers.Health();

        var told = (await health.Send(new CompareLaunches(null, 90))).Value;

        (told.DaysToValue.Value, told.DaysToValue.Verdict, told.Gated.MeanDays).ShouldBe(
            (null, Verdict.CannotTell, null)
        );
        told.Gated.MedianDays.ShouldBe(11);
    }

    private static CompareOnboardingProgrammes Ask() => new(Customers.Programme, null, 90);

    private static UsageEvent Use(Guid account, DateOnly day) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            KeyHash = Guid.CreateVersion7(),
            AccountId = account,
            Day = day,
            Feature = "search",
            Count = 1,
            Source = "test",
            RecordedAt = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        };

    private static ShareFigure Of(OnboardingComparison told, int number, OnboardingIndicator indicator) =>
        told.Versions.Single(one => one.Number == number).Indicators.Single(one => one.Indicator == indicator).Share;

    private Guid Enrol(int number, DateOnly on, DateOnly? setUp = null, DateOnly? mastered = null) =>
        _customers.Add(
            Guid.Empty,
            firstValue: null,
            programme: new EnrolmentOf(Customers.Programme, number, on, mastered),
            setUp: setUp
        );

    private void Launch(DateOnly on, int waived, int? leaves = null, int? value = null)
    {
        var account = _customers.Add(Guid.Empty, value is { } days ? on.AddDays(days) : null, new LaunchOf(on, waived));
        if (leaves is { } gone)
        {
            _customers.Churns.Add(new ChurnOn(account, on.AddDays(gone), Reason: null));
        }
    }
}
