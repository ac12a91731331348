using System.Numerics;
using CsMonolith.Kernel;
using CsMonolith.Platform.Requests;
using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Rates;
using CsMonolith.Revenue.Renewals;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Retention.Measures;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Tests.Ledger.Policies;

namespace CsMonolith.Revenue.Tests.Retention.Measures;

public sealed class MeasureTests
{
    private static readonly Month October = new(2026, 10);

    [Fact]
    public async Task Two_currencies_add_up_at_the_rate_of_the_start_and_exchange_rates_are_a_row_of_their_own()
    {
        using var revenue = await Abroad();

        var constant = await Figure(revenue, "standard");
        var reported = await Figure(revenue, "movements");

        constant.Start.ToString().ShouldBe("12142.86 USD");
        (
            constant.Expansion.ToMajorString(),
            constant.Contraction.ToMajorString(),
            constant.Fx.ToMajorString(),
            constant.End.ToMajorString()
        ).ShouldBe(("357.14", "1000.00", "-500.00", "11000.00"));
        (constant.Net.Value, constant.Gross.Value, reported.Net.Value).ShouldBe((0.947059m, 0.917647m, 0.905882m));
        (constant.Start + constant.Expansion - constant.Contraction + constant.Fx).ShouldBe(constant.End);
    }

    [Fact]
    public async Task A_missing_rate_is_refused_and_never_taken_as_one()
    {
        using var revenue = new RevenueAlone();
        await PolicyTests.Decide(revenue, new(2020, 1, 1), rules => rules with { ReportingCurrency = "USD" });
        await revenue.Subscribe("X", "1000000", new(2026, 1, 1));

        var refused = await revenue.Send(
            new GetRetentionMeasures(new RetentionWindow(October, October), "standard", MeasureGroup.None)
        );

        refused.Error!.Code.ShouldBe("revenue.rate.missing");
        refused.Error.En.ShouldContain("2026-09-30");
    }

    [Fact]
    public void A_rate_quoted_the_other_way_round_serves_as_well_and_an_old_one_does_not()
    {
        var rate = new ExchangeRate
        {
            Id = Guid.CreateVersion7(),
            Currency = "JPY",
            Per = "USD",
            On = new(2026, 9, 1),
            Nano = 140_000_000_000,
            RecordedAt = default,
        };
        var table = new RateTable([rate], maxAgeDays: 31);

        table.Factor("USD", "JPY", new(2026, 9, 30)).Value.ToDecimalString().ShouldBe("1.400000");
        (table.Factor("JPY", "USD", new(2026, 9, 30)).Value * new Ratio(140, 1))
            .RoundHalfUp()
            .ShouldBe(new BigInteger(100));
        table.Factor("JPY", "USD", new(2026, 10, 3)).Error!.Code.ShouldBe("revenue.rate.missing");
    }

    [Fact]
    public async Task The_gap_between_two_packs_is_split_into_causes_that_add_up_exactly()
    {
        using var revenue = await WorkedExample();

        var gap = (
            await revenue.Send(new ExplainRetentionGap(new RetentionWindow(October, October), "standard", "movements"))
        ).Value.Currencies.ShouldHaveSingleItem();

        (gap.Net.A.Value, gap.Net.B.Value, gap.Gross.A.Value, gap.Gross.B.Value).ShouldBe(
            (0.825m, 0.9m, 0.725m, 0.675m)
        );
        var causes = gap.Causes.ToDictionary(step => step.Cause);
        (causes[GapCause.Reactivation].Net!.Value, causes[GapCause.Reactivation].Gross!.Value).ShouldBe((0.075m, 0m));
        (
            causes[GapCause.SamePeriodContraction].Net!.Value,
            causes[GapCause.SamePeriodContraction].Gross!.Value
        ).ShouldBe((0m, -0.05m));
        causes[GapCause.Reactivation].Accounts.ShouldBe([revenue.Account("D")]);
        causes[GapCause.SamePeriodContraction].Accounts.ShouldBe([revenue.Account("F")]);
    }

    [Theory]
    [InlineData("standard", "renewal-base")]
    [InlineData("renewal-base", "movements")]
    [InlineData("cash", "movements")]
    [InlineData("movements", "cash")]
    public async Task The_causes_of_any_two_packs_sum_to_the_difference_as_fractions(string a, string b)
    {
        using var revenue = await Abroad();
        var paused = await revenue.Subscribe("P", "300000", new(2026, 1, 1), lastPaidDay: new(2026, 10, 31));
        await revenue.Send(new PauseSubscription(paused.Id, new(2026, 10, 20)));
        await revenue.Send(new OpenRenewal(paused.Id));
        var leaving = await revenue.Subscribe("L", "70000", new(2026, 1, 1));
        await revenue.Send(new CancelSubscription(leaving.Id, new(2026, 10, 15), null, new(2026, 12, 31)));

        var gap = (await revenue.Send(new ExplainRetentionGap(new RetentionWindow(October, October), a, b)))
            .Value
            .Currencies[0];

        gap.Causes.ShouldNotBeEmpty();
        Exact(gap.Causes.Select(step => step.Net!)).ShouldBe(Exact([gap.Net.Difference!]));
        Exact(gap.Causes.Select(step => step.Gross!)).ShouldBe(Exact([gap.Gross.Difference!]));
    }

    [Fact]
    public async Task Figures_are_told_apart_by_group_and_the_groups_add_up()
    {
        using var revenue = await WorkedExample();
        (revenue.About["A"], revenue.About["B"]) = ((null, 1, "製造"), (null, 2, "小売"));

        var measures = (
            await revenue.Send(
                new GetRetentionMeasures(new RetentionWindow(October, October), "standard", MeasureGroup.Industry)
            )
        ).Value;

        measures.Groups.Select(group => group.Group).ShouldBe(["小売", "製造", null]);
        measures.Groups.Single(group => group.Group == "製造").Figure.Net.Value.ShouldBe(1.2m);
        measures.Groups.Sum(group => group.Figure.End.Minor).ShouldBe(measures.Figures[0].End.Minor);
    }

    [Fact]
    public async Task Of_a_renewal_base_only_the_terms_of_the_customers_asked_for_count()
    {
        using var revenue = new RevenueAlone();
        (revenue.About["A"], revenue.About["B"]) = ((null, 1, "製造"), (null, 2, "小売"));
        foreach (var (account, mrr) in new[] { ("A", "100"), ("B", "900") })
        {
            var term = await revenue.Subscribe(account, mrr, new(2026, 1, 1), lastPaidDay: new(2026, 10, 20));
            var renewal = (await revenue.Send(new OpenRenewal(term.Id))).Value;
            if (account == "A")
            {
                (
                    await revenue.Send(
                        new SettleRenewal(
                            renewal.Id,
                            new(2026, 10, 15),
                            Money.Of("100", "JPY"),
                            12,
                            Reason: null,
                            new IfMatch(renewal.Version)
                        )
                    )
                ).Error.ShouldBeNull();
            }
        }

        async Task<decimal?> Net(RetentionWindow window) =>
            (await revenue.Send(new GetRetentionMeasures(window, "renewal-base", MeasureGroup.None)))
                .Value
                .Figures[0]
                .Net
                .Value;
        (await Net(new RetentionWindow(October, October))).ShouldBe(0.1m);
        (await Net(new RetentionWindow(October, October, Tier: 1))).ShouldBe(1m);
    }

    [Fact]
    public async Task Cohorts_are_followed_of_one_segment_and_as_known_on_a_day()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 6, 20));
        (revenue.About["A"], revenue.About["B"]) = ((null, 1, "製造"), (null, 2, "小売"));
        await revenue.Subscribe("A", "100", new(2026, 6, 5));
        var other = await revenue.Subscribe("B", "300", new(2026, 6, 10));
        revenue.Time.NoonOf(new(2026, 9, 20));
        await revenue.Change(other, new(2026, 7, 1), "150");
        var window = new RetentionWindow(new(2026, 6), new(2026, 8));

        async Task<IEnumerable<decimal?>> Retained(RetentionWindow ask) =>
            (await revenue.Send(new GetRetentionCohorts(ask)))
                .Value.Cohorts.ShouldHaveSingleItem()
                .Months.Select(month => month.RevenueRetained.Value);
        (await Retained(window)).ShouldBe([1m, 0.625m, 0.625m]);
        (await Retained(window with { Segment = "industry:小売" })).ShouldBe([1m, 0.5m, 0.5m]);
        (await Retained(window with { Tier = 1 })).ShouldBe([1m, 1m, 1m]);
        (await Retained(window with { KnownOn = new(2026, 9, 19) })).ShouldBe([1m, 1m, 1m]);
        (
            await revenue.Send(new GetRetentionCohorts(window with { Segment = "colour:red" }))
        ).Value.Cohorts.ShouldBeEmpty();
    }

    [Fact]
    public async Task As_closed_the_figures_are_those_of_the_close_and_a_packs_own_rules_are_refused()
    {
        using var revenue = await WorkedExample();
        await revenue.Close(October);
        revenue.Time.Pass(TimeSpan.FromDays(1));
        await revenue.Subscribe("late", "999", new(2026, 10, 2));
        var window = new RetentionWindow(October, October, RetentionBasis.AsClosed);

        (await revenue.Send(new GetRetentionMeasures(window, "standard", MeasureGroup.None)))
            .Value.Figures[0]
            .End.Minor.ShouldBe(2200);
        (
            await revenue.Send(
                new GetRetentionMeasures(window with { Basis = RetentionBasis.Restated }, "standard", MeasureGroup.None)
            )
        )
            .Value.Figures[0]
            .End.Minor.ShouldBe(3199);
        (await revenue.Send(new GetRetentionMeasures(window, "cash", MeasureGroup.None))).Error!.Code.ShouldBe(
            "revenue.retention.closed-as-it-was"
        );
    }

    [Fact]
    public async Task A_start_cohort_is_followed_month_by_month()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "100", new(2026, 6, 5));
        await revenue.Subscribe("B", "300", new(2026, 6, 10), lastPaidDay: new(2026, 8, 15));
        await revenue.Subscribe("C", "50", new(2026, 7, 1));

        var cohorts = (await revenue.Send(new GetRetentionCohorts(new RetentionWindow(new(2026, 6), new(2026, 8)))))
            .Value
            .Cohorts;

        cohorts.Select(one => (one.Start.ToString(), one.Customers)).ShouldBe([("2026-06", 2), ("2026-07", 1)]);
        cohorts[0]
            .Months.Select(month => (month.Customers, month.RevenueRetained.Value))
            .ShouldBe([(2, 1m), (2, 1m), (1, 0.25m)]);
    }

    private static Ratio Exact(IEnumerable<ExactFigure> parts) =>
        ExactSum.Of(
            parts.Select(part => new Ratio(
                BigInteger.Parse(part.Numerator, System.Globalization.CultureInfo.InvariantCulture),
                BigInteger.Parse(part.Denominator, System.Globalization.CultureInfo.InvariantCulture)
            ))
        );

    private static async Task<MeasureFigure> Figure(RevenueAlone revenue, string pack) =>
        (
            await revenue.Send(new GetRetentionMeasures(new RetentionWindow(October, October), pack, MeasureGroup.None))
        ).Value.Figures.ShouldHaveSingleItem();

    private static async Task<RevenueAlone> Abroad()
    {
        var revenue = new RevenueAlone();
        await PolicyTests.Decide(revenue, new(2020, 1, 1), rules => rules with { ReportingCurrency = "USD" });
        await revenue.Send(
            new RecordExchangeRates([
                new("JPY", "USD", new(2026, 9, 30), 140m),
                new("JPY", "USD", new(2026, 10, 31), 150m),
            ])
        );
        await revenue.Change(await revenue.Subscribe("X", "1000000", new(2026, 1, 1)), new(2026, 10, 10), "1050000");
        await revenue.Change(
            await revenue.Subscribe("Y", "5000.00", new(2026, 1, 1), currency: "USD"),
            new(2026, 10, 12),
            "4000.00"
        );
        return revenue;
    }

    private static async Task<RevenueAlone> WorkedExample()
    {
        var revenue = new RevenueAlone();
        var start = new DateOnly(2026, 1, 1);
        await revenue.Change(await revenue.Subscribe("A", "1000", start), new(2026, 10, 4), "1200");
        await revenue.Change(await revenue.Subscribe("B", "500", start), new(2026, 10, 6), "300");
        await revenue.Subscribe("C", "300", start, lastPaidDay: new(2026, 10, 14));
        await revenue.Subscribe("D", "90", new(2025, 1, 1), lastPaidDay: new(2025, 6, 30));
        await revenue.Subscribe("D", "150", new(2026, 10, 10));
        await revenue.Subscribe("E", "400", new(2026, 10, 5));
        var f = await revenue.Subscribe("F", "200", start);
        await revenue.Change(f, new(2026, 10, 8), "300");
        await revenue.Change(f, new(2026, 10, 20), "150");
        return revenue;
    }
}
