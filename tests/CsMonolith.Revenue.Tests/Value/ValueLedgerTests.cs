using CsMonolith.Kernel;
using CsMonolith.Revenue.Subscriptions.Purchases;
using CsMonolith.Revenue.Value;

namespace CsMonolith.Revenue.Tests.Value;

public sealed class ValueLedgerTests
{
    [Fact]
    public async Task Benefit_is_laid_against_what_was_paid_in_each_fiscal_year_and_the_change_is_shown()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 5, 20));
        await revenue.Subscribe("A", "100", new(2024, 4, 1));
        await revenue.Send(
            new RecordPurchase(null, revenue.Account("A"), "研修", new(2025, 4, 1), Money.Of("300", "JPY"))
        );
        await Record(revenue, new(2025, 3, 31), BenefitKind.Price, "600", confirmedBy: null);
        await Record(revenue, new(2025, 4, 1), BenefitKind.Quality, "1000", "山田様");
        await Record(revenue, new(2026, 3, 31), BenefitKind.Speed, "2500", confirmedBy: null);
        await Record(revenue, new(2026, 3, 31), BenefitKind.Speed, "-500", confirmedBy: null);

        var ledger = (await revenue.Send(new GetValueLedger(revenue.Account("A")))).Value;

        ledger
            .Years.Select(year =>
                (
                    year.FiscalYear,
                    year.IsOver,
                    year.Benefit.Minor,
                    year.Confirmed.Minor,
                    year.Paid.Minor,
                    year.PerPaid.Value,
                    year.Change
                )
            )
            .ShouldBe([
                (2024, true, 600, 0, 1200, 0.5m, null),
                (2025, true, 3000, 1000, 1500, 2m, 1.5m),
                (2026, false, 0, 0, 100, 0m, -2m),
            ]);
        (ledger.Years[1].Quality.Minor, ledger.Years[1].Speed.Minor, ledger.Entries.Count).ShouldBe((1000, 2000, 4));
    }

    [Fact]
    public async Task A_benefit_without_a_payment_has_no_ratio_but_a_reason()
    {
        using var revenue = new RevenueAlone();
        await Record(revenue, new(2026, 5, 1), BenefitKind.Price, "600", confirmedBy: null);

        (await revenue.Send(new GetValueLedger(revenue.Account("A"))))
            .Value.Years.ShouldHaveSingleItem()
            .PerPaid.ShouldBe(new(null, "nothing-paid"));
    }

    [Fact]
    public async Task Only_who_sees_the_customer_reads_its_ledger()
    {
        using var revenue = new RevenueAlone();
        var account = revenue.Account("A");
        revenue.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await revenue.Send(new GetValueLedger(account))).Error!.Code.ShouldBe("account.not-found");
        (
            await revenue.Send(
                new RecordBenefit(account, new(2026, 5, 1), BenefitKind.Price, Money.Of("1", "JPY"), "x", null)
            )
        ).Error!.Code.ShouldBe("account.not-found");
    }

    private static async Task Record(
        RevenueAlone revenue,
        DateOnly on,
        BenefitKind kind,
        string amount,
        string? confirmedBy
    ) =>
        (
            await revenue.Send(
                new RecordBenefit(revenue.Account("A"), on, kind, Money.Of(amount, "JPY"), "測定値", confirmedBy)
            )
        ).Error.ShouldBeNull();
}
