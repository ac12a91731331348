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
