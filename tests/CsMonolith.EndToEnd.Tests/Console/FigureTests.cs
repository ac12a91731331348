using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Testing;
using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>Every figure of a screen equals the API's, and what it opens to adds up to it.</summary>
[Collection(DemoConsole.Name)]
public sealed class FigureTests(DemoHost demo)
{
    [ConsoleFact]
    public async Task The_figures_of_the_brief_are_the_sums_of_its_lines_and_open_to_their_renewals()
    {
        using var client = await demo.Client("leader");
        var told = await Figures.OfBrief(client);
        await using var reader = await demo.Reads("leader");
        await reader.Open("/brief");

        ShouldHold(await Figures.On(reader.Page), told);
        await Drill(reader, "解約リスク額の合計");
        await Assertions.Expect(reader.Page.Locator("#main h1")).ToHaveTextAsync("更新管理");
        await reader.Settled();

        new Uri(reader.Page.Url).PathAndQuery.ShouldBe("/renewals?period=next6&tab=list");
        var ahead = await Figures.OfRenewals(client, months: 6);
        ahead["解約リスク額"].ShouldBe(told["解約リスク額の合計"]);
        ShouldHold(await Figures.On(reader.Page), ahead);
        reader.Complaints.ShouldBeEmpty();
    }

    [ConsoleFact]
    public async Task The_renewals_behind_what_is_due_add_up_to_it()
    {
        using var client = await demo.Client("leader");
        await using var reader = await demo.Reads("leader");
        await reader.Open("/renewals?period=next3");
        ShouldHold(await Figures.On(reader.Page), await Figures.OfRenewals(client, months: 3));

        await Drill(reader, "更新対象のARR");

        // The list is virtual: what it holds is asked of the API by the same address, and its first rows are compared.
        var total = await Figures.AtRisk(client, months: 3);
        var today = BusinessDay.Today;
        var last = new DateOnly(today.Year, today.Month, 1).AddMonths(3).AddDays(-1);
        var rows = await client.GetFromJsonAsync<JsonElement>(
            $"/v1/renewals?limit=200&sort=dueOn&filter[dueOn][gte]={today:yyyy-MM}-01&filter[dueOn][lte]={last:yyyy-MM-dd}"
        );
        var items = rows.GetProperty("items").EnumerateArray().ToList();
        rows.GetProperty("nextCursor").ValueKind.ShouldBe(JsonValueKind.Null);
        var open = items.Where(row => row.GetProperty("settledOn").ValueKind == JsonValueKind.Null);
        var outside = total.GetProperty("overdue").Yen() + total.GetProperty("knownLosses").Yen();
        (12 * open.Sum(row => row.GetProperty("due").Yen())).ShouldBeInRange(
            total.GetProperty("arr").Yen(),
            total.GetProperty("arr").Yen() + outside
        );
        foreach (var (row, place) in items.Take(5).Select((row, place) => (row, place)))
        {
            (await reader.Page.Locator($"tr[data-index='{place}']").InnerTextAsync()).ShouldContain(
                Shown.Money(row.GetProperty("due").Yen())
            );
        }

        reader.Complaints.ShouldBeEmpty();
    }

    [ConsoleFact]
    public async Task The_figures_of_retention_are_the_APIs_and_the_customers_behind_each_add_up_to_it()
    {
        using var client = await demo.Client("finance");
        await using var reader = await demo.Reads("finance");
        await reader.Open("/retention");
        ShouldHold(await Figures.On(reader.Page), await Figures.OfRetention(client));
        var figure = await Figures.Measures(client);

        foreach (
            var (label, part) in new[]
            {
                ("期首MRR", "start"),
                ("期末MRR", "end"),
                ("新規", "new"),
                ("拡大", "expansion"),
                ("縮小", "contraction"),
                ("解約", "churn"),
            }
        )
        {
            await Drill(reader, label);
            var drawer = reader.Page.GetByRole(AriaRole.Dialog);
            await Assertions.Expect(drawer).ToBeVisibleAsync();
            await Assertions.Expect(drawer.Locator(".mantine-Skeleton-root")).ToHaveCountAsync(0);
            var said = Math.Abs(figure.GetProperty(part).Yen());
            if (said == 0)
            {
                await Assertions.Expect(drawer.Locator("tfoot")).ToHaveCountAsync(0);
            }
            else
            {
                await Assertions.Expect(drawer.Locator("tfoot td").Last).ToHaveTextAsync(Shown.Money(said));
                var cells = await drawer.Locator("tbody tr td:last-child").AllInnerTextsAsync();
                cells.Sum(Shown.Read).ShouldBe(said, label);
            }

            await reader.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(drawer).ToHaveCountAsync(0);
        }

        reader.Complaints.ShouldBeEmpty();
    }

    [ConsoleFact]
    public async Task The_rows_of_the_portfolio_say_what_the_API_says_of_probability_and_money()
    {
        using var client = await demo.Client("csOps");
        var page = await client.GetFromJsonAsync<JsonElement>("/v1/portfolio?limit=8&sort=-expectedLoss");
        await using var reader = await demo.Reads("csOps");
        await reader.Open("/accounts");

        foreach (var (row, place) in page.GetProperty("items").EnumerateArray().Select((row, place) => (row, place)))
        {
            var text = await reader.Page.Locator($"tr[data-index='{place}']").InnerTextAsync();
            var chance = row.GetProperty("probability").GetDecimal();
            text.ShouldContain(row.GetProperty("name").GetString()!);
            text.ShouldContain(Shown.Money(row.GetProperty("mrr").Yen()));
            text.ShouldContain(Shown.Money(row.GetProperty("expectedLoss").Yen()));
            text.ShouldContain(Shown.Chance(chance));
        }

        reader.Complaints.ShouldBeEmpty();
    }

    private static void ShouldHold(Dictionary<string, string> shown, Dictionary<string, string> told)
    {
        foreach (var (label, value) in told)
        {
            shown.ShouldContainKey(label);
            shown[label].ShouldBe(value, label);
        }
    }

    // Enter opens what a figure is; Enter once more leads to the rows behind it.
    private static async Task Drill(Reader reader, string label)
    {
        var figure = reader.Page.Locator($"#main [data-figure='{label}']").First;
        await figure.FocusAsync();
        await reader.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(figure).ToHaveAttributeAsync("aria-expanded", "true");
        var before = reader.Page.Url;
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.Page.WaitForURLAsync(url => url != before);
        await reader.Settled();
        await Assertions.Expect(reader.Page.Locator("#main [data-figure]").First).ToBeVisibleAsync();
    }
}
