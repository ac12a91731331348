using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Testing;
using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>
/// From the won deal to the kickoff: the sales system tells what it knows once, sales and the CSM add what is missing
/// on their screens, and the kickoff's page holds all of it. Nobody types a thing that is already known.
/// </summary>
[Collection(DemoConsole.Name)]
public sealed class SalesHandoffTests(DemoHost demo)
{
    private const string SingleSignOn = "4月までにシングルサインオンを使えるようにする";
    private readonly DateOnly _today = BusinessDay.Today;

    // What the sales system keeps of a deal, in its own words.
    private readonly IReadOnlyList<(string Heading, string Note)> _notes =
    [
        ("利用人数", "配車担当 120名"),
        ("現行システム", "表計算の配車表"),
        ("利用開始予定日", "来年4月の繁忙期まで"),
        ("決裁者", "常務 大森 茂"),
        ("推進担当者", "物流部 田中 健一"),
    ];

    [ConsoleFact]
    public async Task From_a_won_deal_to_the_kickoff_nothing_is_typed_twice()
    {
        using var csm = await demo.Client("csm");
        var me = (await Read(csm, "/v1/me")).GetProperty("personId").GetString()!;
        var account = await Sold(me);
        var (handoff, promise) = await TheSalesSystemTells(account);

        await using var reader = await demo.Reads("csm");
        var page = reader.Page;
        await reader.Open($"/handoffs/{handoff}");
        await Press(page, "引き継ぎを確認してプロジェクトを開始");
        await page.GetByRole(AriaRole.Link, new() { Name = "プロジェクトを開く" }).ClickAsync();
        await reader.Settled();
        var project = new Uri(page.Url).Segments[^1].TrimEnd('/');
        await reader.Open($"/projects/{project}?tab=kickoff");
        var kickoff = page.GetByRole(AriaRole.Region, new() { Name = "キックオフ", Exact = true });
        foreach (var missing in new[] { "導入目的", "成功の基準", "成功の定義", SingleSignOn })
        {
            await Assertions.Expect(kickoff).ToContainTextAsync(missing);
        }

        var refused = await Kickoff(csm, project);
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused
            .Body.GetProperty("errors")
            .EnumerateArray()
            .Select(one => one.GetProperty("pointer").GetString())
            .ShouldBe(
                [
                    "/answers/purpose",
                    "/answers/problem",
                    "/answers/success-criteria",
                    "/preparations/accounts-list",
                    "/preparations/comparison",
                    "/successDefinition",
                    $"/promises/{promise}/ownerId",
                ],
                ignoreOrder: true
            );

        await SalesCompletes(handoff);
        await TheCsmPrepares(reader, handoff, me);
        await Agree(csm, account, me);

        await reader.Open($"/projects/{project}?tab=kickoff");
        await ShowsWhatIsKnown(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "設定", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("キックオフ日を設定しました。")).ToBeVisibleAsync();
        (await reader.Barriers()).ShouldBeEmpty();

        await Answer(csm, account, "purpose", "夜間の配車を一人で回せるようにする");
        await reader.Open($"/handoffs/{handoff}");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Region, new() { Name = "お客様から聞いたこと" }))
            .ToContainTextAsync("再質問");
        reader.Complaints.ShouldBeEmpty();
    }

    // The customer is known before the deal is won: systems of sales send accounts first.
    private async Task<string> Sold(string owner)
    {
        using var operations = await demo.Client("csOps");
        var account = await Sent(
            operations.PostAsJsonAsync(
                "/v1/accounts",
                new
                {
                    externalId = $"SFA-{Guid.NewGuid():N}",
                    name = "みなと冷凍物流",
                    purposes = new[] { "配車の効率化" },
                    startedOn = $"{_today:yyyy-MM-dd}",
                }
            )
        );
        var id = account.GetProperty("id").GetString()!;
        await Sent(
            operations.PutAsJsonAsync(
                $"/v1/accounts/{id}/owner",
                new { ownerId = owner, from = $"{_today:yyyy-MM-dd}" }
            )
        );
        return id;
    }

    private async Task<(string Handoff, string Promise)> TheSalesSystemTells(string account)
    {
        using var maker = await demo.Administrator("csOps");
        var key = await Sent(
            maker.PostAsJsonAsync(
                "/v1/api-keys",
                new { name = $"SFA {Guid.NewGuid():N}", scopes = new[] { "handoffs", "hearing-questions" } }
            )
        );
        using var sales = new HttpClient { BaseAddress = demo.Address };
        sales.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            key.GetProperty("key").GetString()
        );

        // It knows the questions by their headings, not by our codes.
        var questions = (await Read(sales, "/v1/hearing-questions")).GetProperty("questions").EnumerateArray().ToList();
        string CodeOf(string heading) =>
            questions
                .First(one =>
                    one.GetProperty("ja").GetString() == heading
                    || one.GetProperty("alsoCalled").EnumerateArray().Any(name => name.GetString() == heading)
                )
                .GetProperty("code")
                .GetString()!;
        var packet = await Sent(
            sales.PostAsJsonAsync(
                "/v1/handoffs",
                new
                {
                    source = "sfa",
                    dealId = $"D-{Guid.NewGuid():N}",
                    title = "みなと冷凍物流 配車クラウド",
                    wonOn = $"{_today.AddDays(-1):yyyy-MM-dd}",
                    accountId = account,
                    seller = "森 あかり",
                    sourceLink = "https://sfa.example.com/deals/71",
                    answers = _notes.Select(
                        (note, at) =>
                            new
                            {
                                question = CodeOf(note.Heading),
                                answer = note.Note,
                                answeredOn = $"{_today.AddDays(-20 + at):yyyy-MM-dd}",
                                answeredBy = "物流部 田中 健一",
                                sourceLink = $"https://sfa.example.com/notes/{at}",
                            }
                    ),
                    promises = new[]
                    {
                        new
                        {
                            what = SingleSignOn,
                            madeOn = $"{_today.AddDays(-10):yyyy-MM-dd}",
                            availability = "planned",
                            madeTo = "情報システム部 高橋 誠",
                            availableFrom = $"{_today.AddDays(150):yyyy-MM-dd}",
                        },
                    },
                }
            )
        );
        packet.GetProperty("completeness").GetDecimal().ShouldBe(0.625m);
        var promises = await Read(sales, $"/v1/promises?filter[accountId][eq]={account}");
        return (
            packet.GetProperty("id").GetString()!,
            promises.GetProperty("items").EnumerateArray().Single().GetProperty("id").GetString()!
        );
    }

    private async Task SalesCompletes(string handoff)
    {
        await using var sales = await demo.Reads("otherDepartment");
        await sales.Open($"/handoffs/{handoff}");
        foreach (
            var (question, answer) in new[]
            {
                ("導入目的", "配車担当者の残業をなくす"),
                ("解決したい課題", "夜間の配車が一人に集中する"),
                ("成功の基準", "残業が月10時間以内"),
            }
        )
        {
            await Press(sales.Page, $"回答する: {question}");
            await sales.Page.GetByLabel("お客様の言葉で").FillAsync(answer);
            await sales.Page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
            await Assertions.Expect(sales.Page.GetByLabel("お客様の言葉で")).ToHaveCountAsync(0);
        }

        sales.Complaints.ShouldBeEmpty();
    }

    private static async Task TheCsmPrepares(Reader reader, string handoff, string me)
    {
        var page = reader.Page;
        await reader.Open($"/handoffs/{handoff}");
        foreach (var what in new[] { "登録する利用者の一覧", "現行業務との対応表" })
        {
            var box = page.GetByRole(AriaRole.Checkbox, new() { Name = what });
            await box.ClickAsync();
            await Assertions.Expect(box).ToBeCheckedAsync();
        }

        var name = (await page.EvaluateAsync<JsonElement>($"fetch('/v1/people/{me}').then(one => one.json())"))
            .GetProperty("name")
            .GetString()!;
        await page.GetByRole(AriaRole.Combobox, new() { Name = "対応する人" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = name }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "対応する人" }).First)
            .ToHaveValueAsync(name);
    }

    private async Task ShowsWhatIsKnown(IPage page)
    {
        var known = page.GetByRole(AriaRole.Region, new() { Name = "すでに聞いたこと(もう聞かない)" });
        foreach (var (_, note) in _notes)
        {
            await Assertions.Expect(known).ToContainTextAsync(note);
        }

        await Assertions.Expect(known).ToContainTextAsync("配車担当者の残業をなくす");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Region, new() { Name = "約束との差" }))
            .ToContainTextAsync(SingleSignOn);
        var open = page.GetByRole(AriaRole.Region, new() { Name = "まだ聞くこと" });
        foreach (var answered in new[] { "導入目的", "利用者と人数", "お客様側の責任者" })
        {
            await Assertions.Expect(open).Not.ToContainTextAsync(answered);
        }

        // Unkept promises come first, then what is still to be asked, then what is known.
        var headings = await page.GetByRole(AriaRole.Heading).AllInnerTextsAsync();
        var order = new[] { "約束との差", "まだ聞くこと", "すでに聞いたこと(もう聞かない)" };
        headings.Where(heading => order.Contains(heading)).ShouldBe(order);
    }

    private async Task Agree(HttpClient client, string account, string owner) =>
        await Sent(
            client.PostAsJsonAsync(
                $"/v1/accounts/{account}/success-definitions",
                new
                {
                    outcome = "配車担当者の残業をなくす",
                    metric = "残業時間(月)",
                    baseline = 42,
                    target = 10,
                    dueOn = $"{_today.AddDays(120):yyyy-MM-dd}",
                    ourOwnerId = owner,
                    theirOwner = "物流部 田中 健一",
                    agreedOn = $"{_today:yyyy-MM-dd}",
                }
            )
        );

    private Task<JsonElement> Answer(HttpClient client, string account, string question, string answer) =>
        Sent(
            client.PostAsJsonAsync(
                $"/v1/accounts/{account}/hearing-answers",
                new
                {
                    question,
                    answer,
                    answeredOn = $"{_today:yyyy-MM-dd}",
                }
            )
        );

    private async Task<(HttpStatusCode Status, JsonElement Body)> Kickoff(HttpClient client, string project)
    {
        using var read = await client.GetAsync(new Uri($"/v1/success-projects/{project}", UriKind.Relative));
        using var ask = new HttpRequestMessage(HttpMethod.Post, $"/v1/success-projects/{project}/kickoff")
        {
            Content = JsonContent.Create(new { on = $"{_today.AddDays(7):yyyy-MM-dd}" }),
        };
        ask.Headers.TryAddWithoutValidation("If-Match", read.Headers.ETag!.Tag);
        using var answer = await client.SendAsync(ask);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static Task Press(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private static Task<JsonElement> Read(HttpClient client, string path) =>
        client.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative));

    private static async Task<JsonElement> Sent(Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
