using CsMonolith.Health.Usage.Adoption;
using CsMonolith.Health.Usage.Sources;
using CsMonolith.Kernel;
using static CsMonolith.Health.Tests.Usage.Neighbours;

namespace CsMonolith.Health.Tests.Usage.Adoption;

public sealed class AccountUsageTests
{
    private static readonly DateOnly Day = new(2026, 11, 2);
    private readonly Neighbours _neighbours = new();

    [Fact]
    public async Task Breadth_is_the_share_of_known_features_and_depth_the_uses_per_active_user_day()
    {
        using var health = _neighbours.Health();
        await health.Load(
            "usage",
            Use("U-1", Day, "search", count: 6, user: "a"),
            Use("U-2", Day, "search", count: 2, user: "b"),
            Use("U-3", Day.AddDays(1), "export", count: 4, user: "a"),
            Use("U-4", Day, "report", subscription: "S-2"),
            Use("U-5", Day, "api", subscription: "S-2")
        );

        var usage = (await health.Send(new GetAccountUsage(Sakura, AsOf: null, Days: null))).Value;

        (usage.Breadth.Value, usage.Breadth.FeaturesUsed, usage.Breadth.FeaturesKnown).ShouldBe((0.5m, 2, 4));
        (usage.Depth.Value, usage.Depth.Uses, usage.Depth.ActiveUserDays).ShouldBe((4m, 12, 3));
        usage.LastUseOn.ShouldBe(Day.AddDays(1));
        usage.Series.Select(day => (day.Day, day.Uses, day.Users)).ShouldBe([(Day, 8, 2), (Day.AddDays(1), 4, 1)]);
        usage.Sources.Single().LagDays.ShouldBe(17);
    }

    [Fact]
    public async Task The_trend_compares_with_the_30_days_that_ended_90_days_before()
    {
        using var health = _neighbours.Health();
        await health.Load(
            "usage",
            Use("U-1", Day, "search", count: 6),
            Use("U-2", Day, "export", count: 6),
            Use("U-3", Day.AddDays(-90), "search", count: 5)
        );

        var usage = (await health.Send(new GetAccountUsage(Sakura, new DateOnly(2026, 11, 20), Days: 400))).Value;

        (usage.Breadth.Value, usage.Breadth.ValueBefore, usage.Breadth.Change).ShouldBe((1m, 0.5m, 0.5m));
        (usage.Depth.Value, usage.Depth.ValueBefore, usage.Depth.Change).ShouldBe((12m, 5m, 7m));
    }

    [Fact]
    public async Task Depth_without_any_use_is_no_value_with_a_reason()
    {
        using var health = _neighbours.Health();
        await health.Load("usage", Use("U-1", Day, subscription: "S-2"));

        var usage = (await health.Send(new GetAccountUsage(Sakura, null, null))).Value;

        usage.Depth.Value.ShouldBeNull();
        usage.Depth.Why.ShouldBe("Nothing was used in the last 30 days.");
        usage.Breadth.Value.ShouldBe(0m);
    }

    [Fact]
    public async Task A_question_about_the_past_does_not_know_what_was_recorded_later()
    {
        using var health = _neighbours.Health();
        health.Time.NoonOf(Day.AddDays(10));
        await health.Load("usage", Use("U-1", Day, "search"));

        var before = (await health.Send(new GetAccountUsage(Sakura, Day.AddDays(9), null))).Value;
        var after = (await health.Send(new GetAccountUsage(Sakura, Day.AddDays(10), null))).Value;

        before.LastUseOn.ShouldBeNull();
        before.Breadth.Why.ShouldNotBeNull();
        after.LastUseOn.ShouldBe(Day);
    }

    [Fact]
    public async Task An_account_out_of_sight_answers_like_a_missing_one()
    {
        _neighbours.Scope = new AccountScope(All: false, new HashSet<Guid> { Fuji });
        using var health = _neighbours.Health();
        await health.Load("usage", Use("U-1", Day));
        health.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await health.Send(new GetAccountUsage(Sakura, null, null))).Error!.Code.ShouldBe("account.not-found");
        (await health.Send(new GetAccountUsage(Guid.CreateVersion7(), null, null))).Error!.Code.ShouldBe(
            "account.not-found"
        );
        (await health.Send(new ListUsageSources())).Value.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_future_cannot_be_asked_about()
    {
        using var health = _neighbours.Health();

        (await health.Send(new GetAccountUsage(Sakura, new DateOnly(2026, 11, 21), null))).Error!.Code.ShouldBe(
            "health.day-ahead"
        );
        (await health.Send(new GetAccountUsage(Sakura, null, Days: 801))).Error!.Code.ShouldBe("platform.invalid");
    }

    [Fact]
    public async Task Sources_tell_how_fresh_they_are()
    {
        using var health = _neighbours.Health();
        await health.Load("usage", Use("U-1", Day), Use("U-2", Day.AddDays(3)));

        var source = (await health.Send(new ListUsageSources())).Value.Items.Single();

        (source.Source, source.LastDay, source.LagDays, source.Rows).ShouldBe(("usage", Day.AddDays(3), 15, 2));
    }
}
