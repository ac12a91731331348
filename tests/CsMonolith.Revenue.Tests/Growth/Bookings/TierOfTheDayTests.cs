using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Growth.Bookings;

namespace CsMonolith.Revenue.Tests.Growth.Bookings;

public sealed class TierOfTheDayTests
{
    [Fact]
    public async Task A_customer_counts_in_the_tier_of_the_day_it_came_and_in_todays_where_that_day_knew_none()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 11, 20));
        var (grown, late) = (revenue.Account("grown"), revenue.Account("late"));
        revenue.Answers<AccountsAsOf, IReadOnlyList<AccountAsOf>>(ask =>
            [
                .. ask.Ids!.Where(id => id == grown || ask.AsOf >= new DateOnly(2026, 11, 1))
                    .Select(id =>
                        Show(
                            id,
                            id == late ? 2
                                : ask.AsOf < new DateOnly(2026, 10, 1) ? 3
                                : 1
                        )
                    ),
            ]
        );
        await revenue.Subscribe("grown", "100", new(2026, 9, 10));
        await revenue.Subscribe("late", "700", new(2026, 9, 10));

        var lines = (await revenue.Send(new GetBookingsForecast(12, 4))).Value.Lines;

        lines.Select(line => (line.Tier, line.NewCustomers, line.NewMrr.Minor)).ShouldBe([(2, 1, 700), (3, 1, 100)]);
    }

    private static AccountAsOf Show(Guid id, int tier) =>
        new(
            id,
            "x",
            "x",
            new Dictionary<string, string>(),
            null,
            null,
            tier,
            null,
            [],
            null,
            null,
            null,
            null,
            null,
            0
        );
}
