using System.Globalization;
using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Growth.Bookings;

namespace CsMonolith.Revenue.Tests.Growth.Bookings;

public sealed class TierOfTheDayTests
{
    [Fact]
    public async Task A_customer_counts_in_the_tier_of_the_day_it_came_by_all_that_is_known_now()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 11, 20));
        var grown = revenue.Account("grown");
        revenue.Answers<AccountTraitsOn, IReadOnlyDictionary<Guid, string>>(ask =>
            ask.KnownOn is not null
                ? new Dictionary<Guid, string>()
                : ask.Accounts!.ToDictionary(
                    id => id,
                    id =>
                        (id == grown && ask.Day < new DateOnly(2026, 10, 1) ? 3 : 2).ToString(
                            CultureInfo.InvariantCulture
                        )
                )
        );
        await revenue.Subscribe("grown", "100", new(2026, 9, 10));
        await revenue.Subscribe("other", "700", new(2026, 9, 10));

        var lines = (await revenue.Send(new GetBookingsForecast(12, 4))).Value.Lines;

        lines.Select(line => (line.Tier, line.NewCustomers, line.NewMrr.Minor)).ShouldBe([(2, 1, 700), (3, 1, 100)]);
    }
}
