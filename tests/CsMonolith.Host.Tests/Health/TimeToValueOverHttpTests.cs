using System.Text.Json.Nodes;
using CsMonolith.Host.Tests.Revenue;

namespace CsMonolith.Host.Tests.Health;

/// <summary>
/// Example W10 over HTTP: customers who had their first value after 10, 20 and 40 days, and two who still wait after 30
/// and 50.
/// </summary>
public sealed class TimeToValueOverHttpTests : RevenueOverHttp
{
    private static readonly DateOnly Today = new(2026, 6, 30);

    [Fact]
    public async Task Half_have_their_first_value_after_forty_days_since_those_who_wait_count_too()
    {
        await MoveTo(Today);
        await Customer("A", daysAgo: 60, after: 10);
        await Customer("B", daysAgo: 60, after: 20);
        await Customer("C", daysAgo: 30, after: null);
        await Customer("D", daysAgo: 60, after: 40);
        await Customer("E", daysAgo: 50, after: null);

        var told = await Get("/v1/time-to-value?start=contract&by=industry");
        var finished = await Get("/v1/time-to-value/customers?filter[state][eq]=reached&sort=days");
        var waiting = await Get("/v1/time-to-value/customers?filter[state][eq]=waiting&sort=days");

        var total = told["total"]!;
        (Whole(total, "customers"), Whole(total, "reached"), Whole(total, "waiting")).ShouldBe((5, 3, 2));
        total["curve"]!
            .AsArray()
            .Select(point => (Whole(point!, "day"), Six(point!["waiting"])))
            .ShouldBe([(10, "0.800000"), (20, "0.600000"), (40, "0.300000")]);
        (Whole(total, "medianDays"), Whole(total, "lowDays"), total["highDays"]).ShouldBe((40, 10, null));
        told["start"]!.GetValue<string>().ShouldBe("contract");
        // The median of those alone who have it would flatter.
        finished["items"]!.AsArray().Select(row => Whole(row!, "days")).ShouldBe([10, 20, 40]);
        waiting["items"]!.AsArray().Select(row => Whole(row!, "days")).ShouldBe([30, 50]);
    }

    private static int Whole(JsonNode node, string name) => node[name]!.GetValue<int>();

    private async Task Customer(string name, int daysAgo, int? after)
    {
        var started = Today.AddDays(-daysAgo);
        var account = await Post(
            "/v1/accounts",
            new
            {
                externalId = name,
                name,
                startedOn = $"{started:yyyy-MM-dd}",
            }
        );
        if (after is { } days)
        {
            await Post(
                $"/v1/accounts/{account["id"]}/onboarding-facts",
                new
                {
                    kind = "firstValue",
                    on = $"{started.AddDays(days):yyyy-MM-dd}",
                    what = "作成時間が半分になった",
                }
            );
        }
    }
}
