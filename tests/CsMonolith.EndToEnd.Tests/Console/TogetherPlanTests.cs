using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Testing;
using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>A project's mutual plan on its page, and the page that a customer opens by a link of their own.</summary>
[Collection(DemoConsole.Name)]
public sealed class TogetherPlanTests(DemoHost demo)
{
    [ConsoleFact]
    public async Task A_customer_opens_their_plan_without_a_session_and_what_they_do_there_stands_on_the_projects_page()
    {
        using var client = await demo.Client("csOps");
        var (project, account) = await Project(client, nth: 1);
        await Empty(client, project);
        await Agree(client, account);
        await Open(client, account, "theirs", "配車担当者の一覧を用意する");
        await Open(client, account, "ours", "一覧の取り込みを準備する");
        await Open(client, account, "theirs", "社内だけで進める稟議");
        await using var reader = await demo.Reads("csOps");
        var page = reader.Page;
        await reader.Open($"/projects/{project}?tab=together");
        await Assertions.Expect(page.GetByText("まだ判定できません。")).ToBeVisibleAsync();

        await Press(page, "見せる内容を編集");
        await Write(page, "お客様へのあいさつ文", "3月までに両社で進めることです。");
        await Choose(page, "一覧の取り込みを準備する");
        await Choose(page, "配車担当者の一覧を用意する");
        await Press(page, "保存する");
        await Assertions.Expect(page.GetByText("お客様に見せる内容を保存しました。")).ToBeVisibleAsync();
        await Press(page, "お客様の言葉を記録");
        await Write(page, "お客様の言葉", "繁忙期までに残業をなくします。");
        await Write(page, "話した人", "田中 恵子");
        await Press(page, "お客様の言葉を記録");
        await Assertions.Expect(page.Locator("q").First).ToHaveTextAsync("繁忙期までに残業をなくします。");
        await Press(page, "リンクを作る");
        await Write(page, "だれ用か", "田中 恵子");
        await Press(page, "リンクを作る");
        var address = new Uri(await page.GetByRole(AriaRole.Status).Locator("code").InnerTextAsync());
        (await reader.Barriers()).ShouldBeEmpty();
        await using var customer = await demo.Stranger();
        await AsTheCustomer(customer, address);

        await reader.Open($"/projects/{project}?tab=together");
        var visits = page.GetByRole(AriaRole.Table, new() { Name = "お客様の閲覧と更新" });
        await Assertions.Expect(visits).ToContainTextAsync("プランを閲覧");
        await Assertions.Expect(visits).ToContainTextAsync("タスクを完了: 配車担当者の一覧を用意する");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "配車担当者の一覧を用意する" }))
            .ToContainTextAsync("完了");
        var said = page.GetByRole(AriaRole.Table, new() { Name = "スポンサーの確信度" });
        await Assertions.Expect(said).ToContainTextAsync("2 難しい");
        await Assertions.Expect(said).ToContainTextAsync("現場の協力が足りない");
        await Assertions.Expect(said).ToContainTextAsync("本人が回答");
        await said.GetByRole(AriaRole.Link, new() { Name = "リスクを登録済み" }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Region, new() { Name = "リスク", Exact = true }))
            .ToContainTextAsync("田中 恵子");
        reader.Complaints.ShouldBeEmpty();
    }

    [ConsoleFact]
    public async Task A_link_that_was_ended_or_never_was_says_so_in_one_sentence_and_shows_nothing_else()
    {
        using var client = await demo.Client("csOps");
        var (project, _) = await Project(client, nth: 0);
        var path = await Link(client, project, "山本 修");
        await using var reader = await demo.Reads("csOps");
        await reader.Open($"/projects/{project}?tab=together");
        var row = reader.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "山本 修" });
        await row.GetByRole(AriaRole.Button, new() { Name = "リンクを終了" }).ClickAsync();
        await reader
            .Page.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = "リンクを終了" })
            .ClickAsync();
        await Assertions.Expect(row.GetByText("終了", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(reader.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        foreach (var one in new[] { path, "/plan#never-was" })
        {
            await using var customer = await demo.Stranger();
            await customer.Open(one);

            (await customer.Page.Locator("#main [role=alert]").InnerTextAsync()).ShouldBe(
                "このリンクは使えません。期限が切れたか、終了された可能性があります。送り主に新しいリンクを依頼してください。"
            );
            (await customer.Page.Locator("#main section, #main form, nav, header").CountAsync()).ShouldBe(0, one);
            await Press(customer.Page, "English");
            await Assertions
                .Expect(customer.Page.Locator("#main h1"))
                .ToHaveTextAsync(
                    "This link opens nothing: it may have ended or run out. Ask the person who sent it for a new one."
                );
            (await customer.Barriers()).ShouldBeEmpty(one);
        }
    }

    [ConsoleFact]
    public async Task The_customers_page_and_the_projects_tab_have_no_barrier_in_either_language_and_light_on_any_width()
    {
        using var client = await demo.Client("csOps");
        var (project, account) = await Project(client, nth: 0);
        var task = await Open(client, account, "theirs", "全拠点の配車担当者の名前と連絡先をまとめた一覧を用意する");
        await Told(
            client.SendAsync(
                new HttpRequestMessage(HttpMethod.Put, $"/v1/success-projects/{project}/action-plan")
                {
                    Headers = { { "If-Match", "*" } },
                    Content = JsonContent.Create(new { greeting = "両社で進めることです。", taskIds = new[] { task } }),
                }
            )
        );
        var path = await Link(client, project, "田中 恵子");
        foreach (var (language, dark) in new[] { ("ja", false), ("en", true) })
        {
            await using var customer = await demo.Stranger(language, dark);
            await using var reader = await demo.Reads("csOps", language, dark);
            await customer.Open(path);
            await customer.Page.GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Button).ClickAsync();
            await reader.Open($"/projects/{project}?tab=together");
            foreach (var width in new[] { 390, 768, 1440 })
            {
                foreach (var one in new[] { customer, reader })
                {
                    await one.Page.SetViewportSizeAsync(width, 900);
                    (await one.Barriers()).ShouldBeEmpty($"{one.Page.Url} {language} {width}");
                    (await one.Overhang()).ShouldBeLessThanOrEqualTo(0, $"{one.Page.Url} {language} {width}");
                }
            }

            // On paper stands what was agreed, and nothing that wants a hand.
            await customer.Page.EmulateMediaAsync(new() { Media = Media.Print });
            await Assertions.Expect(customer.Page.GetByRole(AriaRole.Listitem).Last).ToBeVisibleAsync();
            await Assertions.Expect(customer.Page.GetByRole(AriaRole.Textbox)).ToHaveCountAsync(0);
            await Assertions.Expect(customer.Page.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
            customer.Complaints.ShouldBeEmpty();
            reader.Complaints.ShouldBeEmpty();
        }
    }

    // Reads the plan, finishes the one task of theirs, and says how sure they are.
    private static async Task AsTheCustomer(Reader customer, Uri address)
    {
        var (page, asked) = (customer.Page, new List<string>());
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).AbsolutePath is var path && path.StartsWith("/v1", StringComparison.Ordinal))
            {
                asked.Add(path);
            }
        };
        await customer.Open(address.ToString());
        await Press(page, "English");
        await Press(page, "日本語");
        await customer.Settled();

        asked.ShouldBe(["/v1/shared-plan/openings"]);
        var tasks = page.GetByRole(AriaRole.Region, new() { Name = "両社で進めること" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(tasks).ToHaveCountAsync(2);
        await Assertions.Expect(tasks.First).ToContainTextAsync("弊社");
        await Assertions.Expect(tasks.First.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        var text = await page.Locator("body").InnerTextAsync();
        text.ShouldContain("3月までに両社で進めることです。");
        text.ShouldContain("繁忙期までに残業をなくします。");
        text.ShouldContain("残業時間(月)");
        text.ShouldContain("42 → 8.25");
        text.ShouldNotContain("稟議");
        (await page.Locator("nav").CountAsync()).ShouldBe(0);
        (
            await page.EvaluateAsync<string>("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
        ).ShouldNotContain(address.Fragment[1..]);

        await tasks.Last.GetByRole(AriaRole.Button).ClickAsync();
        await Write(page, "ひとこと(任意)", "共有フォルダーに置きました");
        await tasks.Last.GetByRole(AriaRole.Button, new() { Name = "完了にする", Exact = true }).ClickAsync();
        await Assertions.Expect(tasks.Last.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Assertions.Expect(tasks.Last).ToContainTextAsync("完了");
        await page.GetByRole(AriaRole.Radio, new() { Name = "2 難しい" }).CheckAsync();
        await Write(page, "理由(任意)", "現場の協力が足りない");
        await Press(page, "伝える");
        await Assertions.Expect(page.GetByText("ありがとうございます。記録しました。")).ToBeVisibleAsync();
        (await customer.Barriers()).ShouldBeEmpty();
        customer.Complaints.ShouldBeEmpty();
    }

    private static Task Press(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private static Task Write(IPage page, string label, string text) =>
        page.Locator("form").GetByRole(AriaRole.Textbox, new() { Name = label }).FillAsync(text);

    private static async Task Choose(IPage page, string task)
    {
        await page.Locator("form").GetByRole(AriaRole.Combobox, new() { Name = "見せるタスク" }).FillAsync(task);
        await page.GetByRole(AriaRole.Option, new() { Name = task }).ClickAsync();
    }

    // An open project of the demo, the oldest first, and its customer.
    private static async Task<(string Project, string Account)> Project(HttpClient client, int nth)
    {
        var listed = await client.GetFromJsonAsync<JsonElement>(
            "/v1/success-projects?filter[closedOn][eq]=null&sort=openedOn&limit=100"
        );
        var project = listed.GetProperty("items")[nth];
        return (project.GetProperty("id").GetString()!, project.GetProperty("accountId").GetString()!);
    }

    // The demo's projects have begun a plan: nothing of it is shown any more.
    private static Task Empty(HttpClient client, string project) =>
        Told(
            client.SendAsync(
                new HttpRequestMessage(HttpMethod.Put, $"/v1/success-projects/{project}/action-plan")
                {
                    Headers = { { "If-Match", "*" } },
                    Content = JsonContent.Create(new { taskIds = Array.Empty<string>() }),
                }
            )
        );

    private static async Task Agree(HttpClient client, string account)
    {
        var people = await client.GetFromJsonAsync<JsonElement>("/v1/people?filter[leftOn][eq]=null&limit=1");
        await Told(
            client.PostAsJsonAsync(
                $"/v1/accounts/{account}/success-definitions",
                new
                {
                    outcome = "配車担当者の残業をなくす",
                    metric = "残業時間(月)",
                    baseline = 42,
                    target = 8.25,
                    dueOn = $"{BusinessDay.Today.AddDays(120):yyyy-MM-dd}",
                    ourOwnerId = people.GetProperty("items")[0].GetProperty("id").GetString(),
                    theirOwner = "田中 恵子",
                    agreedOn = $"{BusinessDay.Today:yyyy-MM-dd}",
                }
            )
        );
    }

    private static async Task<string> Open(HttpClient client, string account, string side, string title)
    {
        var me = await client.GetFromJsonAsync<JsonElement>("/v1/me");
        var task = await Told(
            client.PostAsJsonAsync(
                "/v1/tasks",
                new
                {
                    side,
                    title,
                    accountId = account,
                    personId = me.GetProperty("personId").GetString(),
                    contact = side == "theirs" ? "田中 恵子" : null,
                    dueOn = $"{BusinessDay.Today.AddDays(14):yyyy-MM-dd}",
                }
            )
        );
        return task.GetProperty("id").GetString()!;
    }

    private static async Task<string> Link(HttpClient client, string project, string forWhom)
    {
        var made = await Told(client.PostAsJsonAsync($"/v1/success-projects/{project}/plan-links", new { forWhom }));
        return made.GetProperty("path").GetString()!;
    }

    private static async Task<JsonElement> Told(Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
