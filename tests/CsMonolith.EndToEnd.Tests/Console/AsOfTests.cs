using System.Text.RegularExpressions;
using CsMonolith.Testing;
using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>One control turns the whole console to an earlier day, and every screen says what it shows of it.</summary>
[Collection(DemoConsole.Name)]
public sealed partial class AsOfTests(DemoHost demo)
{
    [ConsoleFact]
    public async Task A_day_chosen_in_the_bar_goes_along_everywhere_until_one_goes_back()
    {
        await using var reader = await demo.Reads("leader");
        var page = reader.Page;
        await reader.Open("/brief");

        await page.GetByRole(AriaRole.Button, new() { NameRegex = ChooseDay() }).ClickAsync();
        var choice = page.GetByRole(AriaRole.Dialog).Filter(new() { HasText = "表示の時点" });
        await choice.GetByRole(AriaRole.Button, new() { Name = "前の月" }).ClickAsync();
        await choice.Locator("button[aria-label^='15 ']").First.ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        var band = page.GetByRole(AriaRole.Region, new() { Name = "表示の時点" });
        await Assertions.Expect(band).ToContainTextAsync("15日 の時点を、締め時点で示しています");
        var day = $"asOf={BusinessDay.Today.AddMonths(-1):yyyy-MM}-15";
        page.Url.ShouldContain(day);

        await page.Locator("nav a", new() { HasText = "型ライブラリ" }).ClickAsync();
        await Assertions.Expect(page.Locator("#main h1")).ToHaveTextAsync("型ライブラリ");
        page.Url.ShouldContain(day);
        await Assertions.Expect(band).ToContainTextAsync("その日の終わりにあったもの");
        await page.Locator("nav a", new() { HasText = "顧客一覧" }).ClickAsync();
        await Assertions.Expect(band).ToContainTextAsync("この画面は今日の状態です");
        await band.GetByRole(AriaRole.Button, new() { Name = "今日に戻る" }).ClickAsync();

        await Assertions.Expect(band).ToHaveCountAsync(0);
        page.Url.ShouldNotContain("asOf");
        reader.Complaints.ShouldBeEmpty();
    }

    [ConsoleFact]
    public async Task Retention_as_closed_knows_what_was_recorded_by_the_day_and_restated_what_is_known_today()
    {
        using var client = await demo.Client("finance");
        var day = BusinessDay.Today.AddMonths(-2);
        var window = $"from={day.AddMonths(-12):yyyy-MM}&to={day.AddMonths(-1):yyyy-MM}";
        await using var reader = await demo.Reads("finance");

        // A history that is loaded at the start counts as recorded when it took effect: the two differ by what came
        // later alone, so each is compared with the API that was asked the same.
        await reader.Open($"/retention?asOf={day:yyyy-MM-dd}");
        await Assertions.Expect(reader.Page.Locator("#main")).ToContainTextAsync("締め時点");
        ShouldSay(
            await Figures.On(reader.Page),
            await Figures.OfRetention(client, $"{window}&knownOn={day:yyyy-MM-dd}&basis=restated")
        );
        await reader.Open($"/retention?asOf={day:yyyy-MM-dd}&known=restated");
        await Assertions.Expect(reader.Page.Locator("#main")).ToContainTextAsync("遡及反映後");
        ShouldSay(await Figures.On(reader.Page), await Figures.OfRetention(client, window));
        reader.Complaints.ShouldBeEmpty();
    }

    private static void ShouldSay(IReadOnlyDictionary<string, string> shown, Dictionary<string, string> told)
    {
        foreach (var (label, value) in told)
        {
            shown[label].ShouldBe(value, label);
        }
    }

    [ConsoleFact]
    public async Task A_customers_score_is_that_of_the_day_and_its_timeline_ends_there()
    {
        using var client = await demo.Client("csOps");
        var day = BusinessDay.Today.AddMonths(-3);
        await using var reader = await demo.Reads("csOps");
        await reader.Open("/accounts?sort=-mrr");
        await reader.Page.Locator("tr[data-index='0'] th a").ClickAsync();
        await reader.Settled();
        var path = new Uri(reader.Page.Url).AbsolutePath;

        await reader.Open($"{path}?asOf={day:yyyy-MM-dd}&known=restated&tab=timeline");

        var days = await reader
            .Page.Locator("#main time")
            .EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('datetime'))");
        days.ShouldNotBeEmpty();
        days.ShouldAllBe(one => string.CompareOrdinal(one, $"{day:yyyy-MM-dd}") <= 0);
        await Assertions
            .Expect(reader.Page.GetByRole(AriaRole.Region, new() { Name = "表示の時点" }))
            .ToContainTextAsync("今日の状態です");
        reader.Complaints.ShouldBeEmpty();
    }

    [GeneratedRegex("^時点を選ぶ")]
    private static partial Regex ChooseDay();
}
