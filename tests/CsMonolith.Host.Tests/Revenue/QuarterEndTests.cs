using System.Globalization;
using System.Text.Json.Nodes;

namespace CsMonolith.Host.Tests.Revenue;

/// <summary>
/// A quarter's end as finance and customer success live it: close, read by a named definition, open every figure to its
/// customers, lay finance's beside it.
/// </summary>
public sealed class QuarterEndTests : RevenueOverHttp
{
    private const string October = "from=2026-10&to=2026-10";
    private const int LateCustomers = 20;
    private const int ChangesOfEach = 50;

    [Fact]
    public async Task A_closed_month_stands_and_finances_other_figure_is_split_by_cause_and_customer()
    {
        var finance = await Person("finance");
        await MoveTo(new(2026, 11, 5));
        await RetentionExample();
        await Done(await Post("/v1/month-closes", new { through = "2026-10" }));
        var closed = Rows(await Get($"/v1/retention?{October}&basis=asClosed"));
        closed.ShouldBe("2000 400 150 300 350 300 0 2200");

        await MoveTo(new(2026, 11, 6));
        await LearnOfOctober();

        // The close stands though a thousand facts of its month came later; what they change is told, and adds up.
        Rows(await Get($"/v1/retention?{October}&basis=asClosed")).ShouldBe(closed);
        var restated = await Get($"/v1/retention?{October}");
        var adjustments = (await Get("/v1/month-closes/2026-10/adjustments"))["adjustments"]!.AsArray();
        Rows(restated).ShouldNotBe(closed);
        adjustments
            .Sum(one => Yen(one!, "difference"))
            .ShouldBe(Yen(restated["currencies"]![0]!["window"]!, "end") - 2200);

        // A figure has a definition, and the customers behind it.
        var measures = await Get($"/v1/retention-measures?{October}&basis=asClosed");
        var behind = (await Get($"/v1/retention/accounts?{October}&basis=asClosed"))["accounts"]!.AsArray();
        measures["pack"]!["code"]!.GetValue<string>().ShouldBe("standard");
        (
            Value(Figure(measures), "net"),
            Value(Figure(measures), "gross"),
            Value(Figure(measures), "logoChurn")
        ).ShouldBe(("0.825000", "0.725000", "0.250000"));
        (behind.Sum(one => Yen(one!, "start")), behind.Sum(one => Yen(one!, "end"))).ShouldBe((2000, 2200));
        behind
            .GroupBy(one => one!["kind"]!.GetValue<string>())
            .OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => $"{kind.Key} {kind.Count()}")
            .ShouldBe(["churned 1", "contracted 2", "expanded 1", "new 1", "reactivated 1"]);

        // Finance has another figure, and reads ours where customer success does.
        var late = await EndOf("late-0");
        await SignInAs(finance);
        var compared = (
            await Post(
                "/v1/finance-reconciliations",
                new
                {
                    month = "2026-10",
                    lines = new[]
                    {
                        Line("A", "14400"),
                        Line("B", "300"),
                        Line("C", "300"),
                        Line("D", "150"),
                        Line("F", "151"),
                        Line("late-0", late),
                        Line("Z", "70"),
                    },
                }
            )
        )["currencies"]![0]!;
        var difference = Yen(compared, "difference");
        (Yen(compared, "ours"), Yen(compared, "theirs") - 2200, compared["agreeing"]!.GetValue<int>()).ShouldBe(
            (2200, difference, 2)
        );
        compared["causes"]!.AsArray().Sum(one => Yen(one!, "difference")).ShouldBe(difference);
        compared["customers"]!.AsArray().Sum(one => Yen(one!, "difference")).ShouldBe(difference);
        compared["customers"]!
            .AsArray()
            .Select(one => $"{one!["accountExternalId"]} {one["cause"]}")
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "A annual",
                "C monthBefore",
                "E monthBefore",
                "F rounding",
                "Z unknownCustomer",
                "late-0 learntAfterClose",
            ]);
        Figure(await Get($"/v1/retention-measures?{October}&basis=asClosed"))
            .ToJsonString()
            .ShouldBe(Figure(measures).ToJsonString());
    }

    private async Task LearnOfOctober()
    {
        for (var customer = 0; customer < LateCustomers; customer++)
        {
            var subscription = await Subscribe($"late-{customer}", "100", new(2026, 9, 1));
            for (var change = 0; change < ChangesOfEach; change++)
            {
                await Change(subscription, $"{101 + change + customer}", $"2026-10-{1 + (change % 28):00}");
            }
        }
    }

    private async Task<string> EndOf(string customer)
    {
        var id = await Account(customer);
        return (await Get($"/v1/retention/accounts?{October}"))["accounts"]!
            .AsArray()
            .Single(one => one!["accountId"]!.GetValue<Guid>() == id)!["end"]!["amount"]!.GetValue<string>();
    }

    private static string Rows(JsonNode report) =>
        Amounts(
            report["currencies"]![0]!["window"]!,
            "start",
            "new",
            "reactivation",
            "expansion",
            "contraction",
            "churn",
            "adjustments",
            "end"
        );

    private static long Yen(JsonNode figure, string name) =>
        long.Parse(figure[name]!["amount"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    private static object Line(string customer, string mrr) => new { accountExternalId = customer, mrr = Yen(mrr) };
}
