using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Revenue.Growth.Bookings;
using CsMonolith.Revenue.Value.Profit;

namespace CsMonolith.Revenue.Tests.Value.Profit;

public sealed class ServingProfitTests
{
    private static readonly Guid Sato = Guid.CreateVersion7();
    private static readonly Guid East = Guid.CreateVersion7();

    [Fact]
    public async Task A_team_earns_the_margin_of_what_it_kept_and_widened_less_what_it_cost()
    {
        using var revenue = new RevenueAlone();
        revenue.Teams.Add(new TeamOn(East, "東", Guid.CreateVersion7(), [Sato]));
        foreach (
            var (name, owner) in new[] { ("grew", Sato), ("shrank", Sato), ("came", Sato), ("nobody", Guid.Empty) }
        )
        {
            revenue.About[name] = (owner == Guid.Empty ? null : owner, null, null);
        }

        var grew = await revenue.Subscribe("grew", "100", new(2026, 1, 1));
        var shrank = await revenue.Subscribe("shrank", "100", new(2026, 1, 1));
        await revenue.Subscribe("came", "900", new(2026, 10, 5));
        await revenue.Subscribe("nobody", "50", new(2026, 1, 1));
        await revenue.Change(grew, new(2026, 10, 1), "150");
        await revenue.Change(shrank, new(2026, 9, 1), "60");
        await revenue.Send(new RecordServingCost(East, new(2026, 9), Money.Of("100", "JPY")));
        await revenue.Send(new RecordServingCost(East, new(2026, 10), Money.Of("120", "JPY")));
        await revenue.Send(new RecordServingCost(East, new(2026, 10), Money.Of("-20", "JPY")));
        await revenue.Send(new RecordServingCost(East, new(2026, 11), Money.Of("999", "JPY")));

        var profit = (await revenue.Send(new GetServingProfit(new(2026, 9), new(2026, 10), 0.8m))).Value;

        // Kept: 100 + 100 and 60 + 60; widened: 50 in October.
        var east = profit.Teams.Single(team => team.TeamId == East).Figure;
        (
            east.Accounts,
            east.Retained.Minor,
            east.Expanded.Minor,
            east.Margin.Minor,
            east.Cost.Minor,
            east.Profit.Minor,
            east.PerCost.Value
        ).ShouldBe((2, 320, 50, 296, 200, 96, 1.48m));
        profit.Teams.Single(team => team.TeamId is null).Figure.PerCost.Reason.ShouldBe("no-cost");
        (profit.Totals[0].Retained.Minor, profit.Totals[0].Cost.Minor).ShouldBe((420, 200));
    }

    [Fact]
    public async Task A_cost_is_some_teams_and_a_margin_is_a_share()
    {
        using var revenue = new RevenueAlone();

        (await revenue.Send(new RecordServingCost(East, new(2026, 9), Money.Of("100", "JPY")))).Error!.Code.ShouldBe(
            "team.not-found"
        );
        (await revenue.Send(new GetServingProfit(new(2026, 9), new(2026, 10), 80))).Error!.Code.ShouldBe(
            "platform.invalid"
        );
    }

    [Fact]
    public async Task A_leader_reads_the_costs_of_their_own_teams_only()
    {
        using var revenue = new RevenueAlone();
        var leader = Guid.CreateVersion7();
        revenue.Teams.Add(new TeamOn(East, "東", leader, [Sato]));
        revenue.Teams.Add(new TeamOn(Guid.CreateVersion7(), "西", Guid.CreateVersion7(), []));
        foreach (var team in revenue.Teams)
        {
            await revenue.Send(new RecordServingCost(team.Id, new(2026, 9), Money.Of("100", "JPY")));
        }

        revenue.SignIn(leader, Role.Leader);

        (await revenue.Send(new GetServingProfit(new(2026, 9), new(2026, 9), 0.8m)))
            .Value.Teams.ShouldHaveSingleItem()
            .TeamName.ShouldBe("東");
    }

    [Fact]
    public async Task New_customers_of_a_tier_are_expected_at_their_mean_pace()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 11, 20));
        for (var i = 0; i < 6; i++)
        {
            revenue.About[$"A-{i}"] = (null, 2, null);
            await revenue.Subscribe($"A-{i}", "1000", new(2026, i < 2 ? 3 : 9, 5));
        }

        await revenue.Subscribe("this month", "1000", new(2026, 11, 5));
        await revenue.Subscribe("long ago", "1000", new(2025, 1, 5));

        var line = (await revenue.Send(new GetBookingsForecast(12, 4))).Value.Lines.ShouldHaveSingleItem();

        (line.Tier, line.NewCustomers, line.LateHalf, line.ExpectedCustomers, line.ExpectedMrr.Minor).ShouldBe(
            (2, 6, 4, "2.0", 2000)
        );
        line.LowCustomers.ShouldBeLessThanOrEqualTo(1);
        line.HighCustomers.ShouldBeInRange(4, 6);
    }

    /// <summary>By drawing: rates from Gamma(seen + ½, over) and counts from Poisson(rate × ahead).</summary>
    [Theory]
    [InlineData(0, 12, 3)]
    [InlineData(6, 12, 4)]
    [InlineData(120, 12, 12)]
    public void The_span_of_arrivals_holds_nine_in_ten_of_what_is_drawn(int seen, int over, int ahead)
    {
        var random = new Random(7);
        var (low, high) = ArrivalForecast.NineInTen(seen, over, ahead);
        var (below, above, draws) = (0, 0, 100_000);
        for (var i = 0; i < draws; i++)
        {
            var count = Poisson(random, Gamma(random, seen) / over * ahead);
            below += count < low ? 1 : 0;
            above += count > high ? 1 : 0;
        }

        ((double)below / draws).ShouldBeLessThan(0.053);
        ((double)above / draws).ShouldBeLessThan(0.053);
        // One nearer on either side would hold too few.
        (low == 0 || Outside(count => count <= low)).ShouldBeTrue();
        Outside(count => count >= high).ShouldBeTrue();

        bool Outside(Func<int, bool> outside)
        {
            var again = new Random(8);
            return Enumerable.Range(0, draws).Count(_ => outside(Poisson(again, Gamma(again, seen) / over * ahead)))
                > 0.047 * draws;
        }
    }

    // Gamma(whole + ½, 1): a sum of exponentials and half a squared normal.
    private static double Gamma(Random random, int whole)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return (normal * normal / 2) + Enumerable.Range(0, whole).Sum(_ => -Math.Log(1 - random.NextDouble()));
    }

    private static int Poisson(Random random, double mean)
    {
        var (count, sum) = (-1, 0.0);
        while (sum < mean)
        {
            sum -= Math.Log(1 - random.NextDouble());
            count++;
        }

        return Math.Max(count, 0);
    }
}
