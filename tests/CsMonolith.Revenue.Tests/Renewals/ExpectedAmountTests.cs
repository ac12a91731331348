using CsMonolith.Revenue.Renewals;

namespace CsMonolith.Revenue.Tests.Renewals;

public sealed class ExpectedAmountTests
{
    private static readonly Guid X = Guid.Parse("0199a000-0000-7000-8000-000000000001");
    private static readonly Guid Y = Guid.Parse("0199a000-0000-7000-8000-000000000002");

    [Fact]
    public void Contracts_of_one_customer_are_one_event()
    {
        var together = ExpectedAmount.Of(
            "JPY",
            [new(X, 600_000, 400_000), new(X, 1_200_000, 400_000), new(Y, 2_000_000, 100_000)]
        );
        var apart = ExpectedAmount.Of(
            "JPY",
            [new(X, 600_000, 400_000), new(Guid.NewGuid(), 1_200_000, 400_000), new(Y, 2_000_000, 100_000)]
        );

        (together.Expected.Minor, together.Low.Minor, together.High.Minor, together.Level).ShouldBe(
            (920_000L, 0L, 2_000_000L, 0.9m)
        );
        (apart.Expected.Minor, apart.High.Minor).ShouldBe((920_000L, 2_600_000L));
    }

    [Fact]
    public void Unlike_chances_of_one_customer_are_reached_one_after_the_other()
    {
        // Renewed with 0.9 and 0.5: both with 0.5, the likelier alone with 0.4, neither with 0.1.
        var renewed = ExpectedAmount.Of("JPY", [new(X, 100, 900_000), new(X, 1000, 500_000)]);

        (renewed.Expected.Minor, renewed.Low.Minor, renewed.High.Minor).ShouldBe((590L, 0L, 1100L));
        ExpectedAmount.Of("JPY", [new(X, 100, 960_000), new(X, 1000, 500_000)]).Low.Minor.ShouldBe(100);
    }

    [Fact]
    public void What_is_certain_has_no_span_and_what_is_not_there_is_nothing()
    {
        var certain = ExpectedAmount.Of("JPY", [new(X, 100, 1_000_000), new(Y, 50, 0)]);
        var nothing = ExpectedAmount.Of("JPY", []);

        (certain.Expected.Minor, certain.Low.Minor, certain.High.Minor).ShouldBe((100L, 100L, 100L));
        (nothing.Expected.Minor, nothing.Low.Minor, nothing.High.Minor).ShouldBe((0L, 0L, 0L));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(400)]
    public void Exact_or_drawn_the_span_is_that_of_the_binomial_and_the_same_every_time(int customers)
    {
        var chances = Enumerable
            .Range(0, customers)
            .Select(_ => new ChanceOfAmount(Guid.NewGuid(), 10, 300_000))
            .ToList();

        var first = ExpectedAmount.Of("JPY", chances);
        chances.Reverse();
        var again = ExpectedAmount.Of("JPY", chances);

        again.ShouldBe(first);
        ((double)first.Low.Minor).ShouldBe(10 * Binomial(customers, 0.3, 0.05), tolerance: customers > 12 ? 10 : 0);
        ((double)first.High.Minor).ShouldBe(10 * Binomial(customers, 0.3, 0.95), tolerance: customers > 12 ? 10 : 0);
    }

    // The slow twin: the first number that is passed with at most what is left over, from the binomial itself.
    private static int Binomial(int n, double p, double quantile)
    {
        var (chance, passed) = (Math.Pow(1 - p, n), 0.0);
        for (var k = 0; ; k++)
        {
            passed += chance;
            if (passed >= quantile)
            {
                return k;
            }

            chance *= (n - k) * p / ((k + 1) * (1 - p));
        }
    }
}
