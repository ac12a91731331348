using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Playwright;
using UglyToad.PdfPig;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>What is handed out on paper says what the API says.</summary>
[Collection(DemoConsole.Name)]
public sealed partial class PrintTests(DemoHost demo)
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
    public async Task A_pack_shows_the_same_figures_on_slides_on_its_page_and_on_paper()
    {
        using var leader = await demo.Client("leader");
        var packs = await leader.GetFromJsonAsync<JsonElement>("/v1/review-packs?limit=1");
        var pack = $"/v1/review-packs/{packs.GetProperty("items")[0].GetProperty("id")}";
        var html = await leader.GetStringAsync($"{pack}/html");
        await using var reader = await demo.Reads("leader");
        await reader.Page.SetContentAsync(html);
        var shown = await reader.Page.InnerTextAsync("body");

        var bytes = await reader.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true });

        using var paper = PdfDocument.Open(bytes);
        var size = paper.GetPage(1);
        (Math.Round(size.Width), Math.Round(size.Height)).ShouldBe((595, 842));
        var printed = string.Join(' ', paper.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
        var figures = FiguresIn(shown);
        figures.Count.ShouldBeGreaterThan(20, "or this shows little");
        FiguresIn(printed).ShouldBe(figures);
        FiguresIn(await SlidesOf(leader, pack)).ShouldBe(figures);
    }

    // The text of the slides without their numbers, which are fields.
    private static async Task<string> SlidesOf(HttpClient client, string pack)
    {
        await using var file = await client.GetStreamAsync($"{pack}/pptx");
        using var archive = new ZipArchive(file, ZipArchiveMode.Read);
        XNamespace drawing = "http://schemas.openxmlformats.org/drawingml/2006/main";
        return string.Join(
            ' ',
            archive
                .Entries.Where(entry => entry.FullName.StartsWith("ppt/slides/slide", StringComparison.Ordinal))
                .SelectMany(entry =>
                {
                    using var text = entry.Open();
                    return XDocument.Load(text).Descendants(drawing + "t").Select(one => one.Value).ToList();
                })
        );
    }

    private static SortedSet<string> FiguresIn(string text) => [.. Number().Matches(text).Select(match => match.Value)];

    [GeneratedRegex("[0-9][0-9,]*(\\.[0-9]+)?", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Number();

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
