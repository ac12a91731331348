using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Tests.Ledger.Histories;

public sealed class TermSplitTests
{
    private static readonly DateOnly Day = new(2026, 10, 10);

    [Theory]
    [InlineData(100, 100_000, 50, 60_000, -50_000, 10_000)]
    [InlineData(50, 50_000, 100, 120_000, 50_000, 20_000)]
    public void Seats_are_told_at_the_old_price_and_the_rise_on_the_new_seats_in_either_order(
        int seatsBefore,
        long before,
        int seatsAfter,
        long after,
        long seats,
        long rise
    )
    {
        var (sized, risen) = (before * seatsAfter / seatsBefore, after * seatsBefore / seatsAfter);

        var seatsFirst = TermSplit.Of(
            Terms(seatsBefore, before),
            [Terms(seatsAfter, sized), Terms(seatsAfter, after, FactCause.PriceRise)]
        );
        var priceFirst = TermSplit.Of(
            Terms(seatsBefore, before),
            [Terms(seatsBefore, risen, FactCause.PriceRise), Terms(seatsAfter, after)]
        );
        var atOnce = TermSplit.Of(Terms(seatsBefore, before), [Terms(seatsAfter, after, FactCause.PriceRise)]);

        seatsFirst.ShouldBe(new PartSizes(seats, rise, 0, 0, 0));
        (priceFirst, atOnce).ShouldBe((seatsFirst, seatsFirst));
    }

    [Fact]
    public void Three_causes_of_one_day_are_told_apart_in_any_order_and_without_known_seats_too()
    {
        // Half the quantity, a rise by a fifth, an escalator by a tenth, stated in all six orders.
        (decimal Factor, FactCause? Cause)[] steps =
        [
            (0.5m, null),
            (1.2m, FactCause.PriceRise),
            (1.1m, FactCause.Escalator),
        ];
        int[][] orders =
        [
            [0, 1, 2],
            [0, 2, 1],
            [1, 0, 2],
            [1, 2, 0],
            [2, 0, 1],
            [2, 1, 0],
        ];
        foreach (var order in orders)
        {
            var mrr = 100_000m;
            var said = order.Select(i => Terms(null, (long)(mrr *= steps[i].Factor), steps[i].Cause)).ToList();

            TermSplit.Of(Terms(null, 100_000), said).ShouldBe(new PartSizes(0, 10_000, 6_000, 0, 0));
        }
    }

    [Fact]
    public void Without_a_cause_and_with_the_same_seats_nothing_has_a_name()
    {
        TermSplit.Of(Terms(10, 1_000), [Terms(10, 700)]).ShouldBe(default);
        TermSplit.Of(Terms(10, 0), [Terms(20, 700, FactCause.PriceRise)]).ShouldBe(default);
    }

    [Fact]
    public void Parts_add_up_whatever_is_stated()
    {
        var dice = new Random(11);
        for (var i = 0; i < 2_000; i++)
        {
            var before = Any();
            List<SubscriptionFact> said = [.. Enumerable.Range(0, dice.Next(1, 4)).Select(_ => Any())];
            var (parts, change) = (TermSplit.Of(before, said), said[^1].MrrMinor - before.MrrMinor);
            var isSized = before.Seats > 0 && said.TrueForAll(fact => fact.MrrMinor == 0 || fact.Seats > 0);
            if (said[^1].MrrMinor > 0 && before.MrrMinor > 0 && isSized)
            {
                Math.Abs(parts.Seats - (before.MrrMinor * ((decimal)said[^1].Seats!.Value / before.Seats!.Value - 1)))
                    .ShouldBeLessThan(2, $"{i}");
            }

            if (said.TrueForAll(fact => fact.Cause == FactCause.PriceRise) && parts != default)
            {
                parts.Sum.ShouldBe(change, $"{i}");
            }
        }

        SubscriptionFact Any() =>
            Terms(
                dice.Next(5) == 0 ? null : dice.Next(0, 30),
                dice.Next(8) == 0 ? 0 : dice.Next(1, 5_000),
                dice.Next(3) is < 2 and var cause ? (FactCause?)cause : null
            );
    }

    private static SubscriptionFact Terms(int? seats, long mrr, FactCause? cause = null) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            SubscriptionId = Guid.Empty,
            AccountId = Guid.Empty,
            Ordinal = 0,
            Kind = FactKind.Change,
            EffectiveOn = Day,
            RecordedAt = default,
            Backfilled = false,
            Currency = "JPY",
            MrrMinor = mrr,
            Seats = seats,
            Interval = BillingInterval.Month,
            Cause = cause,
        };
}
