using System.Numerics;
using CsMonolith.Kernel;
using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Rates;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Retention.Measures;

namespace CsMonolith.Revenue.Tests.Retention.Measures;

/// <summary>Sums by factor beside the slow twin that takes every customer's fractions by themselves.</summary>
public sealed class FactorTotalsTests
{
    [Theory]
    [InlineData(1_000)]
    [InlineData(long.MaxValue)]
    public void Rates_and_waterfall_are_those_of_every_customer_by_itself(long most)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var accounts = Accounts(new Random(seed), most);
            foreach (
                var pack in DefinitionPack
                    .All.Where(one => one.Base == MeasureBase.Cohort)
                    .SelectMany(one =>
                        new[] { one, one with { Fx = FxBasis.Reported, Reactivation = ReactivationRule.Netted } }
                    )
            )
            {
                var rates = RetentionRates.OfCohort(accounts, pack);
                var start = ExactSum.Of(accounts.Select(one => one.Start));
                rates.Net.ShouldBe(
                    ExactSum.Lowest(ExactSum.Of(accounts.Select(one => one.Net(pack))) / start),
                    $"{pack.Code}, seed {seed}"
                );
                rates.Gross.ShouldBe(
                    ExactSum.Lowest(ExactSum.Of(accounts.Select(one => one.Gross(pack))) / start),
                    $"{pack.Code}, seed {seed}"
                );
            }
        }
    }

    [Fact]
    public void A_waterfall_rounds_each_row_of_the_exact_sum_once()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var accounts = Accounts(new Random(seed), 1_000_000);
            var figure = MeasureFigure.Of("USD", accounts, RetentionRates.OfCohort(accounts, DefinitionPack.All[0]));

            long Row(Func<MeasuredAccount, Ratio> of) => (long)ExactSum.Of(accounts.Select(of)).RoundHalfUp();
            (figure.Start.Minor, figure.End.Minor).ShouldBe(
                (Row(one => one.Start), Row(one => one.End(FxBasis.Reported)))
            );
            (figure.Expansion.Minor, figure.Churn.Minor).ShouldBe(
                (
                    Row(one => one.AtStart * new Ratio(one.Window.Expansion, 1)),
                    Row(one => one.AtStart * new Ratio(one.Window.Churn, 1))
                )
            );
            (
                figure.Start
                + figure.New
                + figure.Reactivation
                + figure.Expansion
                - figure.Contraction
                - figure.Churn
                + figure.Adjustments
                + figure.Fx
            ).ShouldBe(figure.End);
        }
    }

    private static List<MeasuredAccount> Accounts(Random random, long most)
    {
        Factors[] currencies = [Factors.One, .. Enumerable.Range(0, 3).Select(_ => new Factors(Factor(), Factor()))];
        return
        [
            .. Enumerable
                .Range(0, random.Next(1, 40))
                .Select(_ => new MeasuredAccount(
                    new AccountWindow(
                        new AccountCurrency(Guid.CreateVersion7(), "JPY"),
                        random.Next(3) == 0 ? 0 : random.NextInt64(most),
                        random.Next(3) == 0 ? 0 : random.NextInt64(most),
                        0,
                        0,
                        random.NextInt64(most),
                        random.NextInt64(most),
                        random.NextInt64(most),
                        PaidBefore: random.Next(2) == 0
                    ),
                    currencies[random.Next(currencies.Length)]
                )),
        ];

        Ratio Factor() => new(new BigInteger(random.Next(1, 1_000_000)), new BigInteger(random.Next(1, 1_000_000)));
    }
}
