using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>Every screen of the console on the demo company, as those read it who work with it.</summary>
[Collection(DemoConsole.Name)]
public sealed class ScreenTests(DemoHost demo)
{
    /// <summary>Screens and who reads them: the address, the role, the title in Japanese and in English.</summary>
    public static TheoryData<string, string, string, string> Screens { get; } =
        new()
        {
            { "/brief", "leader", "今週の要点", "Monday brief" },
            { "/inbox", "leader", "気づきの振り分け", "Triage" },
            { "/my-day", "csm", "私の一日", "My day" },
            { "/accounts", "csm", "顧客一覧", "Portfolio" },
            { "/handoffs", "otherDepartment", "引き継ぎ", "Handoffs" },
            { "/projects", "csm", "成功プロジェクト", "Success projects" },
            { "/launches", "csm", "利用開始判定", "Launch readiness" },
            { "/reviews", "leader", "効果測定", "Effect reviews" },
            { "/issues-log", "csm", "課題ログ", "Issue log" },
            { "/onboarding", "leader", "オンボーディング", "Onboarding" },
            { "/next-steps", "leader", "次の一手", "Next steps" },
            { "/improvements", "leader", "改善プロジェクト", "Improvement projects" },
            { "/renewals", "leader", "更新管理", "Renewals" },
            { "/retention", "finance", "売上継続率", "Retention" },
            { "/playbooks", "leader", "プレイブック", "Playbooks" },
            { "/time", "leader", "時間の使い方", "Time" },
            { "/kata", "leader", "型ライブラリ", "Kata library" },
            { "/models", "dataScientist", "予測モデル", "Models" },
            { "/imports", "csOps", "取り込み", "Imports" },
            { "/cards", "csm", "気づきカード", "Field cards" },
            { "/settings/people", "admin", "人と役割", "People and roles" },
        };

    [ConsoleTheory]
    [MemberData(nameof(Screens))]
    public async Task A_screen_reads_in_both_languages_and_both_lights_without_a_barrier_at_each_width(
        string path,
        string role,
        string japanese,
        string english
    )
    {
        foreach (var (language, dark, title) in new[] { ("ja", false, japanese), ("en", true, english) })
        {
            await using var reader = await demo.Reads(role, language, dark);
            foreach (var width in new[] { 1440, 768, 390 })
            {
                await reader.Page.SetViewportSizeAsync(width, 900);
                await reader.Open(path);

                (await reader.Page.TitleAsync()).ShouldContain(title);
                (await reader.Barriers()).ShouldBeEmpty($"{path} {language} {width}");
                (await reader.Overhang()).ShouldBeLessThanOrEqualTo(0, $"{path} {language} {width}");
            }

            reader.Complaints.ShouldBeEmpty();
        }
    }

    [ConsoleFact]
    public async Task Everybody_begins_at_home_and_never_on_a_refusal()
    {
        foreach (
            var (role, path) in new[]
            {
                ("leader", "/brief"),
                ("csm", "/my-day"),
                ("csOps", "/imports"),
                ("dataScientist", "/models"),
                ("finance", "/retention"),
                ("otherDepartment", "/handoffs"),
                ("auditor", "/settings/audit"),
                ("admin", "/settings/people"),
            }
        )
        {
            await using var reader = await demo.Reads(role);
            await reader.Open("/");

            new Uri(reader.Page.Url).AbsolutePath.ShouldBe(path, role);
            (await reader.Page.Locator("#main [role=alert]").CountAsync()).ShouldBe(0, role);
            reader.Complaints.ShouldBeEmpty(role);
        }
    }

    [ConsoleFact]
    public async Task The_list_of_customers_shows_what_the_API_says_in_its_order_and_a_filter_stands_in_the_address()
    {
        using var client = await demo.Client("csOps");
        var page = await client.GetFromJsonAsync<JsonElement>(
            "/v1/portfolio?limit=5&sort=name&filter%5Btier%5D%5Beq%5D=2"
        );
        var told = page.GetProperty("items")
            .EnumerateArray()
            .Select(one => one.GetProperty("name").GetString()!)
            .ToList();
        await using var reader = await demo.Reads("csOps");

        await reader.Open("/accounts?tier.eq=2&sort=name");
        var shown = (await reader.Page.Locator("tbody th a").AllInnerTextsAsync()).Take(told.Count);

        told.ShouldNotBeEmpty();
        shown.ShouldBe(told);
        foreach (var (row, line) in page.GetProperty("items").EnumerateArray().Select((row, line) => (row, line)))
        {
            if (row.GetProperty("mrr") is { ValueKind: JsonValueKind.Object } mrr)
            {
                var amount = decimal.Parse(mrr.GetProperty("amount").GetString()!, CultureInfo.InvariantCulture);
                (await reader.Page.Locator($"tr[data-index='{line}']").InnerTextAsync()).ShouldContain(
                    amount.ToString("N0", CultureInfo.InvariantCulture) + "円"
                );
            }
        }
    }

    [ConsoleFact]
    public async Task A_customer_is_found_opened_and_its_reasons_read_by_keyboard_alone()
    {
        await using var reader = await demo.Reads("csm");
        await reader.Open("/my-day");
        var keys = reader.Page.Keyboard;

        // 1: the first customer. 2: open it. Its name stands as the title.
        await keys.PressAsync("j");
        var name = await reader.Page.Locator("tr[data-index='0'] th a").First.InnerTextAsync();
        await keys.PressAsync("Control+k");
        await keys.TypeAsync(name);
        await Assertions.Expect(reader.Page.GetByRole(AriaRole.Dialog).GetByText(name)).ToBeVisibleAsync();
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await Assertions.Expect(reader.Page.Locator("#main h1")).ToHaveTextAsync(name);

        await reader.Page.GetByRole(AriaRole.Tab, new() { Name = "次の一手" }).FocusAsync();
        await keys.PressAsync("ArrowRight");
        await reader.Page.WaitForURLAsync(static url => url.Contains("tab=why", StringComparison.Ordinal));
        await Assertions.Expect(reader.Page.GetByText("理由(寄与)").First).ToBeVisibleAsync();
    }

    [ConsoleFact]
    public async Task A_contact_is_recorded_where_one_looks_and_stands_on_the_customers_page()
    {
        await using var reader = await demo.Reads("csm");
        await reader.Open("/my-day");
        var row = reader.Page.Locator("tr[data-index]").Filter(new() { HasText = "接点を記録" }).First;
        var name = await row.Locator("th a").InnerTextAsync();

        await row.GetByRole(AriaRole.Button, new() { Name = "接点を記録" }).ClickAsync();
        await reader.Page.GetByLabel("メモ").FillAsync("配布が止まっている部署を一緒に確かめた。");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "記録する" }).ClickAsync();
        await Assertions.Expect(reader.Page.GetByText($"{name} への接点を記録しました。")).ToBeVisibleAsync();
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = name }).First.ClickAsync();

        await Assertions.Expect(reader.Page.GetByText("配布が止まっている部署")).ToBeVisibleAsync();
        reader.Complaints.ShouldBeEmpty();
    }

    [ConsoleFact]
    public async Task The_console_is_kept_for_ever_where_its_names_say_what_is_in_it_and_runs_no_script_of_a_page()
    {
        using var client = new HttpClient { BaseAddress = demo.Address };
        using var page = await client.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, "/accounts") { Headers = { { "Accept", "text/html" } } }
        );
        var html = await page.Content.ReadAsStringAsync();
        var begins = html.IndexOf("/console/assets/index-", StringComparison.Ordinal);
        var script = html[begins..html.IndexOf('"', begins)];
        using var asked = new HttpRequestMessage(HttpMethod.Get, script);
        asked.Headers.AcceptEncoding.ParseAdd("gzip");
        using var file = await client.SendAsync(asked);

        page.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("script-src");
        page.Headers.CacheControl!.NoCache.ShouldBeTrue();
        html.ShouldNotContain("<script>");
        file.Headers.CacheControl!.ToString().ShouldContain("immutable");
        file.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        (await file.Content.ReadAsByteArrayAsync()).Length.ShouldBeLessThan(250 * 1024);
    }

    [ConsoleFact]
    public async Task An_address_of_the_API_that_does_not_exist_is_no_page()
    {
        using var client = new HttpClient { BaseAddress = demo.Address };
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/v1/nowhere");
        asked.Headers.Accept.ParseAdd("text/html");
        using var answer = await client.SendAsync(asked);

        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("<html");
    }
}
