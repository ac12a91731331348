using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using UglyToad.PdfPig;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>What is handed out on paper says what the API says.</summary>
[Collection(DemoConsole.Name)]
public sealed class PrintTests(DemoHost demo)
{
    [ConsoleFact]
    public async Task Brief_renewals_and_retention_print_the_figures_of_the_API()
    {
        using var leader = await demo.Client("leader");
        using var finance = await demo.Client("finance");
        await ShouldPrint("leader", "/brief", "今週の要点", await Figures.OfBrief(leader));
        await ShouldPrint("leader", "/renewals", "更新管理", await Figures.OfRenewals(leader));
        await ShouldPrint("finance", "/retention", "売上継続率", await Figures.OfRetention(finance));
    }

    [ConsoleFact]
    public async Task A_customer_prints_with_their_probability_and_the_day_it_is_of()
    {
        using var client = await demo.Client("csOps");
        var line = (await client.GetFromJsonAsync<JsonElement>("/v1/portfolio?limit=1&sort=-expectedLoss")).GetProperty(
            "items"
        )[0];
        var chance = line.GetProperty("probability").GetDecimal();
        var told = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = line.GetProperty("name").GetString()!,
            ["probability"] = Shown.Chance(chance),
        };

        await ShouldPrint(
            "csOps",
            $"/accounts/{line.GetProperty("accountId").GetString()}",
            line.GetProperty("name").GetString()!,
            told
        );
    }

    private async Task ShouldPrint(string role, string path, string title, Dictionary<string, string> told)
    {
        await using var reader = await demo.Reads(role);
        await reader.Open(path);
        var bytes = await reader.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true });

        using var paper = PdfDocument.Open(bytes);
        var text = string.Concat(paper.GetPages().Select(page => page.Text)).Replace(" ", "", StringComparison.Ordinal);
        var size = paper.GetPage(1);
        // A4 in points.
        (Math.Round(size.Width), Math.Round(size.Height)).ShouldBe((595, 842));
        text.ShouldContain(title);
        foreach (var (label, value) in told)
        {
            text.ShouldContain(value.Replace(" ", "", StringComparison.Ordinal), Case.Sensitive, $"{path}: {label}");
        }

        // Who printed it, and the address by which it is found again; the rail and the bar stay away.
        text.ShouldContain("に印刷");
        text.ShouldContain(path);
        text.ShouldNotContain("CtrlK");
    }
}
