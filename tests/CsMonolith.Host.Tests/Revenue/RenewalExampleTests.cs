using System.Text.Json.Nodes;

namespace CsMonolith.Host.Tests.Revenue;

/// <summary>
/// The worked examples of renewals, whole, through HTTP: what is due, what is at risk, and what a cancellation and its
/// void make of both.
/// </summary>
public sealed class RenewalExampleTests : RevenueOverHttp
{
    private const string January = "from=2027-01&to=2027-01";

    [Theory]
    [InlineData("2027-01-31", "month")]
    [InlineData(null, "year")]
    public async Task W17_a_cancellation_settles_its_renewal_and_its_void_opens_it_again(string? end, string interval)
    {
        var csm = await Person("csm");
        await MoveTo(new(2026, 12, 1));
        var (a, b) = (await Sold("A", "100000", end, interval), await Sold("B", "50000", end, interval));
        await Own(csm, "A", "B");
        await Score(new(2026, 11, 30), (await Account("A"), a.Renewal, 0.30), (await Account("B"), b.Renewal, 0.10));
        await SignInAs(csm);
        await Post($"/v1/renewals/{a.Renewal}/calls", new { probability = 0.7 });
        await Post($"/v1/renewals/{b.Renewal}/calls", new { probability = 0.9 });
        await MoveTo(new(2026, 12, 1));
        var before = await Figures();

        await MoveTo(new(2026, 12, 10));
        await Post(
            $"/v1/subscriptions/{a.Subscription}/cancellation",
            new
            {
                cancelledOn = "2026-12-10",
                lastPaidDay = "2027-01-31",
                reason = "予算",
            }
        );
        var cancelled = await Figures();
        var settled = (await Get($"/v1/renewals/{a.Renewal}"))["renewal"]!;

        await MoveTo(new(2026, 12, 20));
        await Post($"/v1/subscriptions/{a.Subscription}/cancellation/void", new { reason = "予算が付いた" });
        var after = await Figures();

        before.ShouldBe("forecast 115000, at risk 420000, lost 0; due 150000, lost 0, pending 150000 (2)");
        cancelled.ShouldBe("forecast 45000, at risk 60000, lost 1200000; due 150000, lost 100000, pending 50000 (1)");
        (settled["stage"]!.GetValue<string>(), settled["settledOn"]!.GetValue<string>()).ShouldBe(
            ("lost", "2026-12-10")
        );
        after.ShouldBe(before);
        var detail = await Get($"/v1/subscriptions/{a.Subscription}");
        (detail["cancelledOn"], detail["subscription"]!["lastPaidDay"]?.GetValue<string>()).ShouldBe((null, end));
        var history = detail["facts"]!.AsArray().Select(fact => Told(fact!)).ToList();
        history.ShouldContain("end 予算");
        history.ShouldContain("reopened 予算が付いた");
        history.IndexOf("end 予算").ShouldBeLessThan(history.IndexOf("reopened 予算が付いた"));
    }

    [Fact]
    public async Task W18_what_renews_by_itself_is_due_at_the_end_of_every_term_and_keeps_its_anchor_day()
    {
        var yearly = await Yearly("A", "2024-04-01", noticeDays: 60);
        var leap = await Yearly("B", "2024-02-29", noticeDays: 30);

        var terms = await Renewals(yearly);
        terms.Select(Term).ShouldBe(["2025-03-31 renewed", "2026-03-31 renewed", "2027-03-31 open"]);
        var open = terms[^1];
        (
            open["noticeBy"]!.GetValue<string>(),
            open["sixMonthsBefore"]!.GetValue<string>(),
            open["threeMonthsBefore"]!.GetValue<string>()
        ).ShouldBe(("2027-01-30", "2026-09-30", "2026-12-31"));
        var due = await Renewals(leap);
        due.Select(Term).ShouldBe(["2025-02-27 renewed", "2026-02-27 renewed", "2027-02-27 open"]);
        await Post(
            $"/v1/renewals/{due[^1]["id"]}/outcome",
            new { on = "2026-11-20", renewed = Yen("1000") },
            $"\"{due[^1]["version"]}\""
        );
        (await Renewals(leap)).Select(Term).Last().ShouldBe("2028-02-28 open");

        // Both past terms went on, and the one that runs is no loss.
        var past = (await Get("/v1/renewal-rates?from=2025-03&to=2026-03"))["currencies"]![0]!;
        (past["dueCount"]!.GetValue<int>(), Value(past, "grossRenewalRate")).ShouldBe((3, "1.000000"));
        var running = (await Get("/v1/renewal-rates?from=2027-03&to=2027-03"))["currencies"]![0]!;
        (
            running["pendingCount"]!.GetValue<int>(),
            running["decided"]!["amount"]!.GetValue<string>(),
            Value(running, "grossRenewalRate")
        ).ShouldBe((1, "0", null));
        var atRisk = (await Get("/v1/arr-at-risk?from=2027-03&to=2027-03"))["totals"]![0]!;
        (Amounts(atRisk, "arr", "unscored", "beyondHorizon"), atRisk["renewals"]!.GetValue<int>()).ShouldBe(
            ("12000 12000 0", 1)
        );
    }

    /// <summary>Threefold: a twelfth of 2,000,000 yen is no whole yen.</summary>
    [Fact]
    public async Task W23_the_span_of_a_sum_at_risk_takes_a_customers_contracts_as_one_event()
    {
        var (x, more) = (await Sold("X", "150000", "2027-01-31"), await Sold("X", "300000", "2027-01-31"));
        var y = await Sold("Y", "500000", "2027-01-31");
        var late = await Sold("Z", "1000", "2027-03-31");
        await Score(
            new(2026, 11, 15),
            (await Account("X"), x.Renewal, 0.4),
            (await Account("Y"), y.Renewal, 0.1),
            (await Account("Z"), late.Renewal, 0.9)
        );

        var answer = await Get("/v1/arr-at-risk?from=2027-01&to=2027-03");

        var total = answer["totals"]!.AsArray().ShouldHaveSingleItem()!;
        Amounts(total["atRisk"]!, "expected", "low", "high").ShouldBe("2760000 0 6000000");
        total["atRisk"]!["level"]!.GetValue<decimal>().ShouldBe(0.9m);

        // The model's 90 days end before the term of Z does.
        Amounts(total, "arr", "unscored", "beyondHorizon").ShouldBe("11412000 0 12000");
        (await Get($"/v1/renewals/{late.Renewal}"))["model"]!["coversDueDay"]!.GetValue<bool>().ShouldBeFalse();
        (await Get($"/v1/renewals/{more.Renewal}"))["model"]!["coversDueDay"]!.GetValue<bool>().ShouldBeTrue();
        var forecast = (await Get("/v1/renewal-forecast?from=2027-03&to=2027-03"))["months"]![0]!;
        Amounts(forecast, "due", "unknown").ShouldBe("1000 1000");
        answer["lines"]!
            .AsArray()
            .Sum(line => long.Parse(line!["atRisk"]!["expected"]!["amount"]!.GetValue<string>(), null))
            .ShouldBe(2_760_000);
    }

    [Fact]
    public async Task A_cancellation_that_a_file_or_a_person_took_back_stands_no_more_and_a_later_one_is_accepted()
    {
        await Account("K4");
        await Load("subscriptions", File("", ""));
        var subscription = (await Get("/v1/subscriptions?filter[externalId][eq]=K4-a"))["items"]![0]![
            "id"
        ]!.GetValue<Guid>();
        var path = $"/v1/subscriptions/{subscription}";
        await Cancel("2026-11-01", "2026-12-31", "予算");
        (await Refused($"{path}/cancellation", Cancellation("2026-11-02", "2026-12-31", "予算"))).ShouldBe(
            "revenue.subscription.cancelled"
        );

        await Load("subscriptions", File(",status", ",active"));
        var reopened = await Get(path);
        await Cancel("2026-11-20", "2027-03-31", "競合");
        await Post($"{path}/cancellation/void", new { reason = "値引きで継続" });
        var stays = await Get(path);
        (await Refused($"{path}/cancellation/void", new { reason = "二度目" })).ShouldBe(
            "revenue.subscription.not-cancelled"
        );
        await Cancel("2026-11-20", "2026-11-25", "競合");
        await MoveTo(new(2026, 11, 26));

        (reopened["cancelledOn"], reopened["subscription"]!["lastPaidDay"]).ShouldBe((null, null));
        (stays["cancelledOn"], stays["subscription"]!["lastPaidDay"]).ShouldBe((null, null));
        (await Refused($"{path}/cancellation/void", new { reason = "遅い" })).ShouldBe(
            "revenue.subscription.cancellation-over"
        );
        (await Get(path))["facts"]!
            .AsArray()
            .Select(fact => Told(fact!))
            .ShouldBe(["start", "end 予算", "reopened", "end 競合", "reopened 値引きで継続", "end 競合"]);

        Task Cancel(string on, string lastPaidDay, string reason) =>
            Post($"{path}/cancellation", Cancellation(on, lastPaidDay, reason));

        static object Cancellation(string cancelledOn, string lastPaidDay, string reason) =>
            new
            {
                cancelledOn,
                lastPaidDay,
                reason,
                avoidable = false,
            };

        static string File(string column, string value) =>
            $"subscription_id,account_id,start_date,end_date,plan,mrr,currency{column}\n"
            + $"K4-a,K4,2026-01-01,,P,10000,JPY{value}\n";
    }

    [Fact]
    public async Task What_is_voided_counts_in_no_rate_and_counts_again_once_restored()
    {
        await Sold("A", "1000", "2027-01-31");
        var b = await Sold("B", "500", "2027-01-31");
        var before = await Figures();

        await Post($"/v1/subscriptions/{b.Subscription}/void", new { reason = "二重登録" });
        var voided = await Figures();
        (await Get($"/v1/renewals/{b.Renewal}"))["renewal"]!["stage"]!.GetValue<string>().ShouldBe("withdrawn");
        await Post($"/v1/subscriptions/{b.Subscription}/restoration", new { reason = "取り消しは誤り" });

        voided.ShouldBe("forecast 0, at risk 0, lost 0; due 1000, lost 0, pending 1000 (1)");
        (await Figures()).ShouldBe(before);
        (await Get("/v1/ledger-check?from=2026-02&to=2026-10"))["holds"]!.GetValue<bool>().ShouldBeTrue();
        (await Refused($"/v1/subscriptions/{b.Subscription}/restoration", new { reason = "二度目" })).ShouldBe(
            "revenue.subscription.not-voided"
        );
    }

    private async Task<string> Figures()
    {
        var forecast = (await Get($"/v1/renewal-forecast?{January}"))["months"]![0]!;
        var risk = (await Get($"/v1/arr-at-risk?{January}"))["totals"]![0]!;
        var rates = (await Get($"/v1/renewal-rates?{January}"))["currencies"]![0]!;
        return $"forecast {Amounts(forecast["outlook"]!, "expected")}, at risk {Amounts(risk["atRisk"]!, "expected")}, "
            + $"lost {Amounts(risk, "knownLosses")}; due {Amounts(rates, "due")}, lost {Amounts(rates, "lost")}, "
            + $"pending {Amounts(rates, "pending")} ({rates["pendingCount"]})";
    }

    private async Task Own(Guid csm, params string[] accounts)
    {
        foreach (var account in accounts)
        {
            await Put($"/v1/accounts/{await Account(account)}/owner", new { ownerId = csm, from = "2026-11-01" });
        }
    }

    private async Task<(Guid Subscription, Guid Renewal)> Sold(
        string account,
        string mrr,
        string? lastPaidDay,
        string interval = "month"
    )
    {
        var sold = await Post(
            "/v1/subscriptions",
            new
            {
                externalId = Guid.NewGuid(),
                accountId = await Account(account),
                plan = "Pro",
                startsOn = "2026-02-01",
                lastPaidDay,
                billingInterval = interval,
                mrr = Yen(mrr),
            }
        );
        var subscription = sold["id"]!.GetValue<Guid>();
        return (subscription, (await Renewals(subscription)).ShouldHaveSingleItem()["id"]!.GetValue<Guid>());
    }

    private async Task<Guid> Yearly(string account, string startsOn, int noticeDays) =>
        (
            await Post(
                "/v1/subscriptions",
                new
                {
                    externalId = Guid.NewGuid(),
                    accountId = await Account(account),
                    plan = "Pro",
                    startsOn,
                    billingInterval = "year",
                    autoRenew = true,
                    noticeDays,
                    mrr = Yen("1000"),
                }
            )
        )["id"]!.GetValue<Guid>();

    private async Task<IReadOnlyList<JsonNode>> Renewals(Guid subscription) =>
        [
            .. (await Get($"/v1/renewals?filter[subscriptionId][eq]={subscription}"))["items"]!
                .AsArray()
                .Select(row => row!),
        ];

    private static string Term(JsonNode renewal) => $"{renewal["dueOn"]} {renewal["stage"]}";

    private static string Told(JsonNode fact) => $"{fact["kind"]} {fact["reason"]}".TrimEnd();
}
