using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Pages;

public sealed class FirstVisitTests : IAsyncLifetime
{
    private readonly RunningHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [BrowserFact]
    public async Task The_printed_link_makes_the_first_administrator_and_leads_to_the_page()
    {
        await using var visitor = await Visitor.Opening(_host.Address, "ja-JP");

        await BecomeAdministrator(visitor.Page);

        (await visitor.Page.Locator("#who").InnerTextAsync()).ShouldContain("管理 花子");
        (await visitor.Page.Locator("h1").InnerTextAsync()).ShouldBe("今日のカスタマーサクセス");
        visitor.Complaints.ShouldBeEmpty();
        visitor.Strangers.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Every_section_of_an_empty_house_says_that_it_is_empty_or_why_it_shows_nothing()
    {
        await using var visitor = await Visitor.Opening(_host.Address, "ja-JP");
        await BecomeAdministrator(visitor.Page);

        foreach (var state in await visitor.Page.Locator("section .state").AllAsync())
        {
            await Assertions.Expect(state).Not.ToHaveTextAsync("読み込んでいます。");
            (await state.InnerTextAsync()).ShouldNotBeEmpty();
        }
    }

    [BrowserFact]
    public async Task The_language_follows_the_browser_and_can_be_switched()
    {
        await using var visitor = await Visitor.Opening(_host.Address, "en-US");
        await BecomeAdministrator(visitor.Page, "recorded as the owner");
        (await visitor.Page.Locator("h1").InnerTextAsync()).ShouldBe("Customer success today");

        await visitor.Page.Locator("#language").ClickAsync();

        await Assertions.Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("今日のカスタマーサクセス");
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

    [BrowserFact]
    public async Task Whoever_is_not_signed_in_is_told_how_to()
    {
        await using var visitor = await Visitor.Opening(_host.Address, "ja-JP");

        await visitor.Page.GotoAsync(_host.Address.ToString());

        await Assertions.Expect(visitor.Page.Locator("#door")).ToContainTextAsync("サインインしていません");
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
        await Assertions.Expect(page.Locator("#who")).Not.ToBeEmptyAsync();
    }
}
