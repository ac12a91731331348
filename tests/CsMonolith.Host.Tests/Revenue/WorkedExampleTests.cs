using System.Text.Json.Nodes;
using CsMonolith.Testing;

namespace CsMonolith.Host.Tests.Revenue;

/// <summary>
/// The worked examples of the definitions, whole, through HTTP: what a client writes and what it reads back.
/// </summary>
public sealed class WorkedExampleTests : RevenueOverHttp
{
    [Fact]
    public async Task W1_retention_of_a_month_with_its_waterfall()
    {
        await RetentionExample();

        var standard = Figure(await Get("/v1/retention-measures?from=2026-10&to=2026-10"));
        var netted = Figure(await Get("/v1/retention-measures?from=2026-10&to=2026-10&pack=movements"));
        var check = await Get("/v1/ledger-check?from=2026-10&to=2026-10");

        Amounts(standard, "start", "new", "reactivation", "expansion", "contraction", "churn", "end")
            .ShouldBe("2000 400 150 300 350 300 2200");
        (Value(standard, "net"), Value(standard, "gross"), Value(standard, "logoChurn")).ShouldBe(
            ("0.825000", "0.725000", "0.250000")
        );
        (Value(netted, "net"), Value(netted, "gross")).ShouldBe(("0.900000", "0.675000"));
        (check["holds"]!.GetValue<bool>(), Amounts(check["months"]![0]!, "start", "end", "difference")).ShouldBe(
            (true, "2000 2200 0")
        );
    }

    [Fact]
    public async Task The_figure_that_the_README_follows_to_the_fact_is_there_at_every_step()
    {
        await RetentionExample();
        var (names, checks) = (new Dictionary<string, string>(StringComparer.Ordinal), 0);
        foreach (var step in ReadmeTrail.Of(Path.Combine(HostProcess.Repository, "modules", "Revenue", "README.md")))
        {
            var path = names.Aggregate(
                step.Path,
                (text, name) => text.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal)
            );
            var answer = await Get(path);
            foreach (var (pointer, value, name) in step.Says)
            {
                var found = ReadmeTrail.At(answer, pointer);
                if (name is not null)
                {
                    names[name] = found!;
                }
                else
                {
                    found.ShouldBe(value, $"{path}: {pointer}");
                    checks++;
                }
            }
        }

        (checks, names.Count).ShouldBe((12, 2));
    }

    [Theory]
    [InlineData(
        """{"amount":{"amount":"1440.00","currency":"USD"},"interval":"year","discountPercent":10}""",
        "108.00"
    )]
    [InlineData(
        """{"amount":{"amount":"30.00","currency":"USD"},"interval":"month","chargedDays":10,"periodDays":30}""",
        "90.00"
    )]
    [InlineData("""{"amount":{"amount":"90.00","currency":"USD"},"interval":"quarter"}""", "30.00")]
    [InlineData("""{"amount":{"amount":"100.00","currency":"USD"},"interval":"week"}""", "434.82")]
    public async Task W2_any_line_becomes_a_monthly_amount(string line, string mrr)
    {
        var opened = await Post(
            "/v1/subscriptions",
            new
            {
                externalId = "S-1",
                accountId = await Account("A"),
                plan = "Pro",
                startsOn = "2026-01-01",
                billingInterval = "month",
                line = JsonNode.Parse(line),
            }
        );

        opened["mrr"]!["amount"]!.GetValue<string>().ShouldBe(mrr);
    }

    [Fact]
    public async Task W3_exchange_rates_are_a_row_of_their_own()
    {
        var rules = (await Get("/v1/revenue-rules?on=2026-10-31"))["rules"]!.DeepClone();
        rules["reportingCurrency"] = "USD";
        await Done(
            await Post(
                "/v1/revenue-policies",
                new
                {
                    effectiveFrom = "2020-01-01",
                    rules,
                    reason = "連結通貨",
                }
            )
        );
        await Post("/v1/exchange-rates", new { rates = new[] { Rate("2026-09-30", 140), Rate("2026-10-31", 150) } });
        await Change(await Subscribe("X", "1000000", new(2026, 1, 1)), "1050000", "2026-10-10");
        await Change(await Subscribe("Y", "5000.00", new(2026, 1, 1), currency: "USD"), "4000.00", "2026-10-10", "USD");

        var constant = Figure(await Get("/v1/retention-measures?from=2026-10&to=2026-10"));
        var reported = Figure(await Get("/v1/retention-measures?from=2026-10&to=2026-10&pack=movements"));

        Amounts(constant, "start", "expansion", "contraction", "fx", "end")
            .ShouldBe("12142.86 357.14 1000.00 -500.00 11000.00");
        (Value(constant, "net"), Value(constant, "gross"), Value(reported, "net")).ShouldBe(
            ("0.947059", "0.917647", "0.905882")
        );
        (await Client.GetAsync("/v1/retention-measures?from=2026-07&to=2026-07")).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.Conflict
        );

        static object Rate(string on, int rate) =>
            new
            {
                currency = "JPY",
                per = "USD",
                on,
                rate,
            };
    }

    [Fact]
    public async Task W8_lifetime_value_payback_and_churn_per_year()
    {
        for (var i = 0; i < 50; i++)
        {
            await Subscribe($"A-{i}", "12000", new(2026, 1, 1), i == 0 ? "2026-10-14" : null);
        }

        for (var i = 0; i < 125; i++)
        {
            await Subscribe($"N-{i}", "12000", new(2026, 10, 5));
        }

        await Post("/v1/acquisition-costs", new { month = "2026-10", amount = Yen("12000000") });

        var economics = (await Get("/v1/unit-economics?from=2026-10&to=2026-10&grossMargin=0.8&horizonMonths=60"))[
            "currencies"
        ]![0]!;
        var still = (await Get("/v1/unit-economics?from=2026-09&to=2026-09&grossMargin=0.8"))["currencies"]![0]!;

        (Value(economics, "arpa"), Value(economics, "monthlyChurn"), Value(economics, "annualChurn")).ShouldBe(
            ("12000.000000", "0.020000", "0.215283")
        );
        (
            Value(economics, "lifetimeValue"),
            Value(economics, "lifetimeValueWithoutMargin"),
            Value(economics, "paybackMonths")
        ).ShouldBe(("480000.000000", "600000.000000", "10.000000"));
        Value(economics, "valueWithinHorizon")!.ShouldStartWith("337174.49");
        (Value(still, "lifetimeValue"), still["lifetimeValue"]!["reason"]!.GetValue<string>()).ShouldBe(
            (null, "churn-is-zero")
        );
    }

    [Fact]
    public async Task W12_churn_is_dated_by_policy_and_a_late_downgrade_leaves_the_closed_month_as_it_was()
    {
        await MoveTo(new(2026, 6, 5));
        var leaving = await Subscribe("A", "1000", new(2026, 1, 1));
        var shrinking = await Subscribe("B", "500", new(2026, 1, 1));
        await Done(await Post("/v1/month-closes", new { through = "2026-05" }));
        await MoveTo(new(2026, 6, 20));
        await Post(
            $"/v1/subscriptions/{leaving}/cancellation",
            new
            {
                cancelledOn = "2026-06-15",
                lastPaidDay = "2026-12-31",
                reason = "予算",
                avoidable = false,
            }
        );
        await Change(shrinking, "300", "2026-05-10");

        var churn = (await Get("/v1/movements?filter[kind][eq]=churn"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        churn["on"]!.GetValue<string>().ShouldBe("2027-01-01");
        LostIn(await Get("/v1/retention?from=2026-06&to=2026-06&churnDating=atCancellation")).ShouldBe("1000");
        LostIn(await Get("/v1/retention?from=2026-06&to=2026-06")).ShouldBe("0");
        Amounts(Window(await Get("/v1/retention?from=2026-05&to=2026-05&basis=asClosed")), "contraction", "end")
            .ShouldBe("0 1500");
        Amounts(Window(await Get("/v1/retention?from=2026-05&to=2026-05")), "contraction", "end").ShouldBe("200 1300");
        var adjustment = (await Get("/v1/month-closes/2026-05/adjustments"))["adjustments"]!
            .AsArray()
            .ShouldHaveSingleItem()!;
        (adjustment["bookedIn"]!.GetValue<string>(), adjustment["difference"]!["amount"]!.GetValue<string>()).ShouldBe(
            ("2026-06", "-200")
        );
        var reasons = (await Get("/v1/churn-reasons?from=2027-01&to=2027-01"))["currencies"]![0]!;
        (reasons["reasons"]![0]!["reason"]!.GetValue<string>(), Amounts(reasons["unavoidable"]!, "lost")).ShouldBe(
            ("予算", "1000")
        );

        static JsonNode Window(JsonNode report) => report["currencies"]![0]!["window"]!;
        static string LostIn(JsonNode report) => Amounts(Window(report), "churn");
    }

    [Theory]
    [InlineData("atServiceEnd", "2027-01-01")]
    [InlineData("atCancellation", "2026-06-15")]
    [InlineData("atNotice", "2026-05-20")]
    public async Task W12_the_ledger_dates_a_churn_by_the_recorded_policy(string dating, string lostOn)
    {
        var rules = (await Get("/v1/revenue-rules?on=2026-10-31"))["rules"]!.DeepClone();
        rules["churnDating"] = dating;
        if (dating != "atServiceEnd")
        {
            await Done(
                await Post(
                    "/v1/revenue-policies",
                    new
                    {
                        effectiveFrom = "2020-01-01",
                        rules,
                        reason = "経理と同じ基準",
                    }
                )
            );
        }

        var leaving = await Subscribe("A", "1000", new(2026, 1, 1));
        await Post(
            $"/v1/subscriptions/{leaving}/cancellation",
            new
            {
                cancelledOn = "2026-06-15",
                noticeOn = "2026-05-20",
                lastPaidDay = "2026-12-31",
            }
        );

        (await Get("/v1/movements?filter[kind][eq]=churn"))["items"]!.AsArray().ShouldHaveSingleItem()!["on"]!
            .GetValue<string>()
            .ShouldBe(lostOn);
    }

    [Fact]
    public async Task W13_renewal_rates_and_cohort_rates_stand_apart()
    {
        for (var i = 0; i < 4; i++)
        {
            var renewal = await Post(
                "/v1/renewals",
                new { subscriptionId = await Subscribe($"due-{i}", "100", new(2026, 1, 1), "2026-09-30") }
            );
            object outcome = i switch
            {
                0 or 1 => new { on = "2026-09-30", renewed = Yen("100") },
                2 => new { on = "2026-09-30", renewed = Yen("130") },
                _ => new { on = "2026-09-30", reason = "価格" },
            };
            await Post($"/v1/renewals/{renewal["id"]}/outcome", outcome, "\"1\"");
        }

        for (var i = 0; i < 6; i++)
        {
            var other = await Subscribe($"other-{i}", "100", new(2026, 1, 1));
            if (i == 0)
            {
                await Change(other, "60", "2026-09-20");
            }
        }

        var rates = (await Get("/v1/renewal-rates?from=2026-09&to=2026-09"))["currencies"]![0]!;
        var cohort = Figure(await Get("/v1/retention-measures?from=2026-09&to=2026-10"));

        (Value(rates, "grossRenewalRate"), Value(rates, "netRenewalRate")).ShouldBe(("0.750000", "0.825000"));
        (Value(cohort, "gross"), Value(cohort, "net")).ShouldBe(("0.860000", "0.890000"));
    }

    [Fact]
    public async Task W14_published_examples_come_out_as_published()
    {
        var start = new DateOnly(2026, 1, 1);
        await Subscribe("stays", "800000", start);
        await Subscribe("lost", "25000", start, "2026-10-14");
        await Change(await Subscribe("less", "75000", start), "50000", "2026-10-10");
        await Change(await Subscribe("more", "100000", start), "250000", "2026-10-10");
        await Subscribe("lost abroad", "10.00", start, "2026-10-14", "USD");
        await Change(await Subscribe("less abroad", "30.00", start, currency: "USD"), "20.00", "2026-10-10", "USD");
        await Change(await Subscribe("more abroad", "60.00", start, currency: "USD"), "70.00", "2026-10-10", "USD");

        var figures = (await Get("/v1/retention-measures?from=2026-10&to=2026-10&pack=movements"))[
            "figures"
        ]!.AsArray();

        var (yen, dollars) = (
            figures.Single(one => one!["currency"]!.GetValue<string>() == "JPY")!,
            figures.Single(one => one!["currency"]!.GetValue<string>() == "USD")!
        );
        (Value(yen, "net"), Value(yen, "gross"), Amounts(yen, "start")).ShouldBe(("1.100000", "0.950000", "1000000"));
        (Value(dollars, "net"), Value(dollars, "gross"), Amounts(dollars, "start")).ShouldBe(
            ("0.900000", "0.800000", "100.00")
        );
    }
}
