using CsMonolith.EndToEnd.Tests.Console;
using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Pages;

public sealed class FirstVisitTests : IAsyncLifetime
{
    private readonly RunningHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [ConsoleFact]
    public async Task The_printed_link_makes_the_first_administrator_and_leads_to_their_first_steps()
    {
        await using var visitor = await Visitor.Opening(_host.Address, "ja-JP");

        await BecomeAdministrator(visitor.Page);

        await Assertions.Expect(visitor.Page.Locator("header").First).ToContainTextAsync("管理 花子");
        await Assertions.Expect(visitor.Page.Locator("#main h1").First).ToBeVisibleAsync();
        new Uri(visitor.Page.Url).AbsolutePath.ShouldBe("/imports");
        visitor.Complaints.ShouldBeEmpty();
        visitor.Strangers.ShouldBeEmpty();
    }

    [ConsoleFact]
    public async Task Every_screen_of_an_empty_house_says_what_it_will_show()
    {
        await using var visitor = await Visitor.Opening(_host.Address, "ja-JP");
        await BecomeAdministrator(visitor.Page);

        foreach (var link in await visitor.Page.Locator("nav a").AllAsync())
        {
            await link.ClickAsync();
            await Assertions.Expect(visitor.Page.Locator("#main h1").First).ToBeVisibleAsync();
            await Assertions.Expect(visitor.Page.Locator(".mantine-Skeleton-root")).ToHaveCountAsync(0);
            (await visitor.Page.Locator("#main").InnerTextAsync()).Length.ShouldBeGreaterThan(20);
        }

        visitor.Complaints.ShouldBeEmpty();
    }

    [ConsoleFact]
    public async Task The_language_follows_the_browser_and_can_be_switched()
    {
        await using var visitor = await Visitor.Opening(_host.Address, "en-US");
        await BecomeAdministrator(visitor.Page, "recorded as the owner");
        await visitor.Page.Locator("nav a", new() { HasText = "Portfolio" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("#main h1")).ToHaveTextAsync("Portfolio");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "日本語" }).ClickAsync();

        await Assertions.Expect(visitor.Page.Locator("#main h1")).ToHaveTextAsync("顧客一覧");
        (await visitor.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("ja");
    }

    [BrowserFact]
    public async Task A_link_works_once()
    {
        await using var first = await Visitor.Opening(_host.Address, "ja-JP");
        await BecomeAdministrator(first.Page);
        await using var second = await Visitor.Opening(_host.Address, "ja-JP");

        await second.Page.GotoAsync(_host.Link.ToString());

        await Assertions.Expect(second.Page.Locator("#state")).ToContainTextAsync("このリンクは使えません");
    }

    [BrowserFact]
    public async Task The_code_does_not_stay_in_the_address_bar()
    {
        await using var visitor = await Visitor.Opening(_host.Address, "ja-JP");

        await visitor.Page.GotoAsync(_host.Link.ToString());
        await Assertions.Expect(visitor.Page.Locator("#first-admin")).ToBeVisibleAsync();

        visitor.Page.Url.ShouldNotContain("#");
    }

    [ConsoleFact]
    public async Task Whoever_is_not_signed_in_is_told_how_to()
    {
        await using var visitor = await Visitor.Opening(_host.Address, "ja-JP");

        await visitor.Page.GotoAsync(_host.Address.ToString());

        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("サインイン");
        await visitor.Page.GetByLabel("一度だけ使えるリンク").FillAsync(_host.Link.ToString());
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "リンクを開く" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("#first-admin")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task The_API_reference_opens_without_the_internet()
    {
        await using var visitor = await Visitor.Opening(_host.Address, "ja-JP");

        var document = await visitor.Page.RunAndWaitForResponseAsync(
            () => visitor.Page.GotoAsync(new Uri(_host.Address, "/scalar").ToString()),
            answer => answer.Url.EndsWith("/openapi/v1.json", StringComparison.Ordinal)
        );

        document.Status.ShouldBe(200, $"{document.StatusText} {string.Join(' ', visitor.Complaints)}");
        await Assertions
            .Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "CsMonolith" }).First)
            .ToBeVisibleAsync();
        visitor.Strangers.ShouldBeEmpty();
        visitor
            .Complaints.Where(complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    private async Task BecomeAdministrator(IPage page, string note = "所有者として記録されました")
    {
        await page.GotoAsync(_host.Link.ToString());
        await page.Locator("#name").FillAsync("管理 花子");
        await page.Locator("#first-admin button").ClickAsync();
        await Assertions.Expect(page.Locator("#people")).ToContainTextAsync(note);
        await page.Locator("#people a.button").ClickAsync();
        await Assertions.Expect(page.Locator("#main h1").First).ToBeVisibleAsync();
    }
}
