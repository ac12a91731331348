using CsMonolith.Kernel;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Value;

namespace CsMonolith.Revenue.Tests.Value;

/// <summary>What a business review is told of value and contracts.</summary>
public sealed class ReviewFactsTests
{
    // July to September: 600 + 1,000 + 2,500 - 500, of which 1,000 confirmed; 900 lie before, 800 after.
    [Fact]
    public async Task Value_of_a_period_is_told_by_kind_with_what_was_taken_back_left_out()
    {
        using var revenue = new RevenueAlone();
        await Record(revenue, new(2026, 6, 30), BenefitKind.Price, "900", "山田様");
        await Record(revenue, new(2026, 7, 1), BenefitKind.Price, "600", confirmedBy: null);
        await Record(revenue, new(2026, 8, 1), BenefitKind.Quality, "1000", "山田様");
        await Record(revenue, new(2026, 9, 30), BenefitKind.Speed, "2500", confirmedBy: null);
        await Record(revenue, new(2026, 9, 30), BenefitKind.Speed, "-500", confirmedBy: null);
        await Record(revenue, new(2026, 10, 1), BenefitKind.Speed, "800", confirmedBy: null);

        var value = (await Value(revenue)).ShouldHaveSingleItem();

        (value.Price.Minor, value.Quality.Minor, value.Speed.Minor, value.Total.Minor, value.Confirmed.Minor).ShouldBe(
            (600, 1000, 2000, 3600, 1000)
        );
        (
            await revenue.Send(new ValueDeliveredBetween([revenue.Account("B")], new(2026, 1, 1), new(2026, 12, 31)))
        ).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_confirmed_and_taken_back_is_confirmed_no_more()
    {
        using var revenue = new RevenueAlone();
        await Record(revenue, new(2026, 7, 1), BenefitKind.Price, "600", "山田様");
        await Record(revenue, new(2026, 7, 2), BenefitKind.Price, "-600", confirmedBy: null);

        var value = (await Value(revenue)).ShouldHaveSingleItem();

        (value.Total.Minor, value.Confirmed.Minor).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Contracts_are_those_that_run_on_the_day()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "100", new(2026, 4, 1));
        await revenue.Subscribe("B", "100", new(2026, 4, 1));
        var account = revenue.Account("A");

        var contract = (await revenue.Send(new ContractsInForce([account], new(2026, 4, 1)))).ShouldHaveSingleItem();

        (contract.AccountId, contract.StartsOn).ShouldBe((account, new DateOnly(2026, 4, 1)));
        (await revenue.Send(new ContractsInForce([account], new(2026, 3, 31)))).ShouldBeEmpty();
    }

    private static Task<IReadOnlyList<ValueDelivered>> Value(RevenueAlone revenue) =>
        revenue.Send(new ValueDeliveredBetween([revenue.Account("A")], new(2026, 7, 1), new(2026, 9, 30)));

    private static async Task Record(
        RevenueAlone revenue,
        DateOnly on,
        BenefitKind kind,
        string amount,
        string? confirmedBy
    ) =>
        (
            await revenue.Send(
                new RecordBenefit(revenue.Account("A"), on, kind, Money.Of(amount, "JPY"), "計測", confirmedBy)
            )
        ).Error.ShouldBeNull();
}
