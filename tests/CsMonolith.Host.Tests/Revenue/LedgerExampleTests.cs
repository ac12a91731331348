using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CsMonolith.Kernel;

namespace CsMonolith.Host.Tests.Revenue;

/// <summary>
/// The worked examples of what was known when, of the parts of movements and of the causes between definitions, whole,
/// through HTTP.
/// </summary>
public sealed class LedgerExampleTests : RevenueOverHttp
{
    private const string Quarter = "from=2026-04&to=2026-06";
    private const string October = "from=2026-10&to=2026-10";

    [Fact]
    public async Task W19_an_owner_that_was_recorded_late_counts_from_its_day_in_every_figure()
    {
        var owner = await Person("csm");
        var finance = await Person("finance");
        await MoveTo(new(2026, 11, 29));
        var team = await Post(
            "/v1/teams",
            new
            {
                name = "東日本",
                leaderId = owner,
                members = new[] { new { personId = owner, from = "2026-01-01" } },
            }
        );
        var account = (
            await Post(
                "/v1/accounts",
                new
                {
                    externalId = "A",
                    name = "A",
                    industry = "製造",
                    seats = 120,
                    startedOn = "2025-04-01",
                }
            )
        )["id"]!.GetValue<Guid>();
        await Put($"/v1/accounts/{account}/owner", new { ownerId = owner, from = "2026-01-01" });
        await LoadHistory(
            "movements",
            "external_id,account_id,date,kind,amount\nM-1,A,2025-04-01,new,100000\nM-2,A,2026-05-10,expansion,20000\n"
        );
        await Post(
            "/v1/serving-costs",
            new
            {
                teamId = team["id"]!.GetValue<Guid>(),
                month = "2026-06",
                amount = Yen("50000"),
            }
        );

        foreach (var (by, group) in new[] { ("owner", $"{owner}"), ("tier", "2"), ("industry", "製造") })
        {
            var restated = Group(await Get($"/v1/retention-measures?{Quarter}&by={by}"));
            (restated["group"]!.GetValue<string>(), restated["reason"]).ShouldBe((group, null));
            (Amounts(restated["figure"]!, "start", "end"), Value(restated["figure"]!, "net")).ShouldBe(
                ("100000 120000", "1.200000")
            );
            var then = Group(await Get($"/v1/retention-measures?{Quarter}&by={by}&knownOn=2026-06-30"));
            (then["group"], then["reason"]!.GetValue<string>()).ShouldBe((null, $"{by}-not-known-then"));
            Amounts(then["figure"]!, "start", "end").ShouldBe("100000 120000");
        }

        var ofOwner = await Get($"/v1/retention?{Quarter}&ownerId={owner}");
        var ofOwnerThen = await Get($"/v1/retention?{Quarter}&ownerId={owner}&knownOn=2026-06-30");
        Amounts(ofOwner["currencies"]![0]!["window"]!, "start", "end").ShouldBe("100000 120000");
        ofOwner["notKnownThen"]!.AsArray().ShouldBeEmpty();
        ofOwnerThen["currencies"]!.AsArray().ShouldBeEmpty();
        ofOwnerThen["notKnownThen"]!
            .AsArray()
            .ShouldHaveSingleItem()!
            .ToJsonString()
            .ShouldBe("""{"reason":"owner-not-known-then","accounts":1}""");

        // Margin of what was kept, 0.8 x (3 x 100,000), and widened, 0.8 x (2 x 20,000), less the cost.
        var profit = (await Get($"/v1/serving-profit?{Quarter}&grossMargin=0.8"))["teams"]!
            .AsArray()
            .Single(one => one!["teamId"]?.GetValue<Guid>() == team["id"]!.GetValue<Guid>())!["figure"]!;
        (
            profit["accounts"]!.GetValue<int>(),
            Amounts(profit, "retained", "expanded", "margin", "cost", "profit")
        ).ShouldBe((1, "300000 40000 272000 50000 222000"));

        await Done(await Post("/v1/month-closes", new { through = "2026-06" }));
        var plan = await Post(
            "/v1/pay-plans",
            new
            {
                name = "変動報酬",
                gateRatio = 1.02,
                members = new[] { new { personId = owner, target = Yen("600000") } },
                curve = new[] { new { grr = 0.85, factor = 0.0 }, new { grr = 0.97, factor = 1.0 } },
            }
        );
        await SignInAs(finance);
        await Post($"/v1/pay-plans/{plan["id"]}/approval", new { });
        await SignInAsOperations();
        var issued = await Post($"/v1/pay-plans/{plan["id"]}/statements", new { start = "2026-03", end = "2026-06" });
        var closed = Group(await Get($"/v1/retention-measures?{Quarter}&by=owner&basis=asClosed"));
        closed["group"]!.GetValue<string>().ShouldBe($"{owner}");
        Amounts(issued["group"]!, "start", "end").ShouldBe(Amounts(closed["figure"]!, "start", "end"));
        await SignInAs(finance);
        (await Get($"/v1/pay-statements/{issued["statements"]![0]!["id"]}"))["accounts"]!
            .AsArray()
            .ShouldHaveSingleItem()!["accountId"]!
            .GetValue<Guid>()
            .ShouldBe(account);
    }

    [Fact]
    public async Task W20_what_is_learnt_of_closed_months_is_booked_in_the_first_that_was_open_and_is_a_loss_there()
    {
        await MoveTo(new(2026, 7, 1));
        var (a, b) = (await Subscribe("A", "100000", new(2026, 1, 1)), await Subscribe("B", "90000", new(2026, 1, 1)));
        await Subscribe("C", "810000", new(2026, 1, 1));
        await MoveTo(new(2026, 10, 5));
        await Done(await Post("/v1/month-closes", new { through = "2026-09" }));
        var august = Figure(await Get("/v1/retention-measures?from=2026-08&to=2026-08&basis=asClosed")).ToJsonString();
        await MoveTo(new(2026, 11, 10));
        await Change(a, "60000", "2026-08-10");
        await Post(
            $"/v1/subscriptions/{b}/cancellation",
            new { cancelledOn = "2026-07-31", lastPaidDay = "2026-07-31" }
        );
        await MoveTo(new(2026, 11, 15));
        await Done(await Post("/v1/month-closes", new { through = "2026-10" }));

        foreach (var month in new[] { "2026-08", "2026-09" })
        {
            (await Get($"/v1/month-closes/{month}/adjustments"))["adjustments"]!
                .AsArray()
                .Select(one => $"{one!["bookedIn"]} {Amounts(one, "difference")}")
                .Order(StringComparer.Ordinal)
                .ShouldBe(["2026-10 -40000", "2026-10 -90000"]);
        }

        var retention = (await Get($"/v1/retention?{October}&basis=asClosed"))["currencies"]![0]!;
        foreach (var figure in new[] { retention["window"]!, retention["months"]![0]!["figure"]! })
        {
            Amounts(figure, "start", "contraction", "churn", "adjustments", "end")
                .ShouldBe("1000000 0 0 -130000 870000");
            (Value(figure, "grr"), Value(figure, "grrMovementForm"), Value(figure, "nrr")).ShouldBe(
                ("0.870000", "0.870000", "0.870000")
            );
        }

        var measured = Figure(await Get($"/v1/retention-measures?{October}&basis=asClosed"));
        (
            Amounts(measured, "start", "adjustments", "end"),
            Value(measured, "gross"),
            Value(measured, "revenueChurn")
        ).ShouldBe(("1000000 -130000 870000", "0.870000", "0.090000"));
        Figure(await Get("/v1/retention-measures?from=2026-08&to=2026-08&basis=asClosed"))
            .ToJsonString()
            .ShouldBe(august);
        Amounts(
                (await Get("/v1/retention?from=2026-08&to=2026-08"))["currencies"]![0]!["window"]!,
                "contraction",
                "churn"
            )
            .ShouldBe("40000 90000");
    }

    [Theory]
    [InlineData(100, 50, true, "contraction", 40000, -50000, 10000)]
    [InlineData(100, 50, false, "contraction", 40000, -50000, 10000)]
    [InlineData(50, 100, true, "expansion", 70000, 50000, 20000)]
    [InlineData(50, 100, false, "expansion", 70000, 50000, 20000)]
    public async Task W21_seats_and_price_of_one_day_are_signed_parts_of_one_movement_in_whatever_order_they_come(
        int before,
        int after,
        bool priceFirst,
        string kind,
        int amount,
        int seats,
        int priceRise
    )
    {
        var subscription = (
            await Post(
                "/v1/subscriptions",
                new
                {
                    externalId = "S-1",
                    accountId = await Account("A"),
                    plan = "Pro",
                    startsOn = "2026-01-01",
                    billingInterval = "month",
                    seats = before,
                    mrr = Yen($"{before * 1000}"),
                }
            )
        )["id"]!.GetValue<Guid>();
        if (priceFirst)
        {
            await Raise(before * 1200);
            await Resize(after * 1200);
        }
        else
        {
            await Resize(after * 1000);
            await Raise(after * 1200);
        }

        var row = (await Get("/v1/movements?sort=-recordedAt&filter[isReversal][eq]=false"))["items"]!
            .AsArray()
            .First(one => one!["on"]!.GetValue<string>() == "2026-10-10" && Amounts(one, "amount") == $"{amount}")!;
        row["kind"]!.GetValue<string>().ShouldBe(kind);
        var other = kind == "contraction" ? -amount - seats - priceRise : amount - seats - priceRise;
        Amounts(row["parts"]!, "seats", "priceRise", "escalator", "pause", "freeDowngrade", "other")
            .ShouldBe($"{seats} {priceRise} 0 0 0 {other}");
        other.ShouldBe(0);
        var figure = Figure(await Get($"/v1/retention-measures?{October}"));
        Amounts(figure, kind).ShouldBe($"{amount}");
        Amounts(figure["parts"]!, "seats", "priceRise", "other").ShouldBe($"{seats} {priceRise} 0");
        (await Get($"/v1/ledger-check?{October}"))["holds"]!.GetValue<bool>().ShouldBeTrue();

        Task<JsonNode> Raise(int mrr) =>
            Post(
                $"/v1/subscriptions/{subscription}/changes",
                new
                {
                    effectiveOn = "2026-10-10",
                    mrr = Yen($"{mrr}"),
                    cause = "priceRise",
                }
            );
        Task<JsonNode> Resize(int mrr) =>
            Post(
                $"/v1/subscriptions/{subscription}/changes",
                new
                {
                    effectiveOn = "2026-10-10",
                    mrr = Yen($"{mrr}"),
                    seats = after,
                }
            );
    }

    [Fact]
    public async Task W21_a_pause_and_its_end_offset_each_other()
    {
        var subscription = await Subscribe("A", "1000", new(2026, 1, 1));
        await Post($"/v1/subscriptions/{subscription}/pause", new { on = "2026-09-10" });
        await Post($"/v1/subscriptions/{subscription}/resumption", new { on = "2026-10-10" });

        string Pause(JsonNode measures) => Amounts(Figure(measures)["parts"]!, "pause", "other");
        Pause(await Get("/v1/retention-measures?from=2026-09&to=2026-09")).ShouldBe("-1000 0");
        Pause(await Get($"/v1/retention-measures?{October}")).ShouldBe("1000 0");
        Pause(await Get("/v1/retention-measures?from=2026-09&to=2026-10")).ShouldBe("0 0");
    }

    [Fact]
    public async Task W22_packs_that_count_every_customer_alike_have_no_causes_and_causes_name_only_whom_they_concern()
    {
        await ReportIn("USD", ("2026-09-30", 140), ("2026-10-31", 150));
        await Subscribe("home", "5000.00", new(2026, 1, 1), currency: "USD");
        var abroad = await Account("abroad");
        await Change(await Subscribe("abroad", "1000000", new(2026, 1, 1)), "900000", "2026-10-10");

        // Nobody grew and shrank: the rates of the two packs differ by exchange rates in the net rate alone.
        var byRates = await Gap("standard", "movements");
        Causes(byRates).ShouldBe(["fx"]);
        Named(byRates, "fx").ShouldBe([abroad]);
        byRates["gross"]!["difference"]!["numerator"]!.GetValue<string>().ShouldBe("0");
        byRates["causes"]![0]!["gross"]!["numerator"]!.GetValue<string>().ShouldBe("0");
        Sum(byRates, "net").ShouldBe(Difference(byRates, "net"));
        Causes(await Gap("movements", "standard")).ShouldBe(["fx"]);
        Causes(await Gap("standard", "cash")).ShouldBeEmpty();

        var both = await Account("both");
        var grewAndShrank = await Subscribe("both", "200.00", new(2026, 1, 1), currency: "USD");
        await Change(grewAndShrank, "300.00", "2026-10-08", "USD");
        await Change(grewAndShrank, "150.00", "2026-10-20", "USD");
        var back = await Account("back");
        await Subscribe("back", "100.00", new(2025, 1, 1), "2025-12-31", "USD");
        await Subscribe("back", "150.00", new(2026, 10, 10), currency: "USD");

        foreach (var (from, to) in new[] { ("standard", "movements"), ("movements", "standard") })
        {
            var gap = await Gap(from, to);
            Causes(gap).Order(StringComparer.Ordinal).ShouldBe(["fx", "reactivation", "samePeriodContraction"]);
            Named(gap, "fx").ShouldBe([abroad]);
            Named(gap, "reactivation").ShouldBe([back]);
            Named(gap, "samePeriodContraction").ShouldBe([both]);
            (Sum(gap, "net"), Sum(gap, "gross")).ShouldBe((Difference(gap, "net"), Difference(gap, "gross")));
        }
    }

    [Fact]
    public async Task W22_causes_that_offset_each_other_in_the_total_are_both_named()
    {
        await ReportIn("USD", ("2026-09-30", 100), ("2026-10-31", 125));
        // At 100 and at 125 yen a dollar, 50,000 yen are 500 and 400 dollars: what the rate took, the return gave.
        await Subscribe("abroad", "50000", new(2026, 1, 1));
        await Subscribe("back", "10.00", new(2025, 1, 1), "2025-12-31", "USD");
        await Subscribe("back", "100.00", new(2026, 10, 10), currency: "USD");

        var gap = await Gap("standard", "movements");

        Difference(gap, "net").ShouldBe(new Ratio(0, 1));
        Causes(gap).Order(StringComparer.Ordinal).ShouldBe(["fx", "reactivation"]);
    }

    [Fact]
    public async Task Money_of_three_decimals_goes_in_and_comes_out_and_is_converted()
    {
        await ReportIn("JPY");
        await Post(
            "/v1/exchange-rates",
            new
            {
                rates = new[]
                {
                    new
                    {
                        currency = "JPY",
                        per = "KWD",
                        on = "2026-09-30",
                        rate = 480,
                    },
                    new
                    {
                        currency = "JPY",
                        per = "KWD",
                        on = "2026-10-31",
                        rate = 500,
                    },
                },
            }
        );
        await Change(await Subscribe("A", "100.125", new(2026, 1, 1), currency: "KWD"), "200.250", "2026-10-10", "KWD");

        (await Get("/v1/movements?filter[kind][eq]=expansion"))["items"]![0]!["amount"]!
            .ToJsonString()
            .ShouldBe("""{"amount":"100.125","currency":"KWD"}""");
        // 100.125 x 480 = 48,060; 200.250 x 500 = 100,125.
        Amounts(Figure(await Get($"/v1/retention-measures?{October}")), "start", "expansion", "fx", "end")
            .ShouldBe("48060 48060 4005 100125");
        foreach (
            var (amount, currency, words) in new[]
            {
                ("1.2345", "KWD", "KWD, which has 3"),
                ("1.5", "JPY", "JPY, which has 0"),
                ("1", "KWX", "'KWX' is no currency of ISO 4217"),
            }
        )
        {
            using var asked = new HttpRequestMessage(HttpMethod.Post, "/v1/acquisition-costs")
            {
                Content = JsonContent.Create(new { month = "2026-10", amount = new { amount, currency } }),
                Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
            };
            using var answer = await Client.SendAsync(asked);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync())
                .Replace("\\u0027", "'", StringComparison.Ordinal)
                .ShouldContain(words);
        }
    }

    [Fact]
    public async Task Purchases_have_figures_of_their_own_beside_mrr()
    {
        await Subscribe("A", "1000", new(2026, 1, 1));
        foreach (
            var (customer, on, amount) in new[]
            {
                ("A", "2026-09-05", "300"),
                ("A", "2026-10-05", "200"),
                ("B", "2026-10-06", "70"),
            }
        )
        {
            await Post(
                "/v1/purchases",
                new
                {
                    accountId = await Account(customer),
                    product = "研修",
                    on,
                    amount = Yen(amount),
                }
            );
        }

        var month = (await Get($"/v1/purchase-figures?{October}"))["currencies"]![0]!["months"]![0]!;

        Amounts(month["figure"]!, "amount", "repeatAmount").ShouldBe("270 200");
        (month["figure"]!["customers"]!.GetValue<int>(), Value(month["figure"]!, "repeatRate")).ShouldBe(
            (2, "0.500000")
        );
        Amounts(month, "mrr").ShouldBe("1000");
        Amounts(Figure(await Get($"/v1/retention-measures?{October}")), "end").ShouldBe("1000");
    }

    private static JsonNode Group(JsonNode measures) => measures["groups"]!.AsArray().ShouldHaveSingleItem()!;

    private async Task ReportIn(string currency, params (string On, int Rate)[] rates)
    {
        var rules = (await Get("/v1/revenue-rules?on=2026-10-31"))["rules"]!.DeepClone();
        rules["reportingCurrency"] = currency;
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
        if (rates.Length > 0)
        {
            await Post(
                "/v1/exchange-rates",
                new
                {
                    rates = rates.Select(one => new
                    {
                        currency = "JPY",
                        per = currency,
                        on = one.On,
                        rate = one.Rate,
                    }),
                }
            );
        }
    }

    private async Task<JsonNode> Gap(string a, string b) =>
        (await Get($"/v1/retention-gap?{October}&packA={a}&packB={b}"))["currencies"]!
            .AsArray()
            .ShouldHaveSingleItem()!;

    private static IEnumerable<string> Causes(JsonNode gap) =>
        gap["causes"]!.AsArray().Select(one => one!["cause"]!.GetValue<string>());

    private static IEnumerable<Guid> Named(JsonNode gap, string cause) =>
        gap["causes"]!.AsArray().Single(one => one!["cause"]!.GetValue<string>() == cause)!["accounts"]!
            .AsArray()
            .Select(one => one!.GetValue<Guid>());

    private static Ratio Sum(JsonNode gap, string rate) =>
        gap["causes"]!.AsArray().Select(one => Exact(one![rate]!)).Aggregate(new Ratio(0, 1), (sum, one) => sum + one)
            is var sum
        && sum.Numerator.IsZero
            ? new Ratio(0, 1)
            : Lowest(sum);

    private static Ratio Difference(JsonNode gap, string rate) => Lowest(Exact(gap[rate]!["difference"]!));

    private static Ratio Lowest(Ratio ratio)
    {
        var shared = System.Numerics.BigInteger.GreatestCommonDivisor(ratio.Numerator, ratio.Denominator);
        return new Ratio(ratio.Numerator / shared, ratio.Denominator / shared);
    }

    private static Ratio Exact(JsonNode figure) =>
        new(
            System.Numerics.BigInteger.Parse(figure["numerator"]!.GetValue<string>(), CultureInfo.InvariantCulture),
            System.Numerics.BigInteger.Parse(figure["denominator"]!.GetValue<string>(), CultureInfo.InvariantCulture)
        );

    private async Task Put(string path, object body)
    {
        using var answer = await Client.PutAsJsonAsync(path, body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private async Task LoadHistory(string kind, string csv)
    {
        using var ask = new HttpRequestMessage(
            HttpMethod.Post,
            $"/v1/imports?kind={kind}&source=crm&fileName={kind}.csv&history=true"
        )
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(csv))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("text/csv") },
            },
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        using var answer = await Client.SendAsync(ask);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        await Done(await Post($"/v1/imports/{JsonNode.Parse(text)!["id"]}/commit", new { }));
    }
}
