using System.Net;
using CsMonolith.EndToEnd.Tests.Console;
using CsMonolith.Testing;
using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Pages;

/// <summary>The browser's way through a real identity provider.</summary>
public sealed class ProviderSignInTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.Fresh();
    private readonly OidcProvider _provider = new();
    private HostProcess? _host;

    private HostProcess Host => _host!;

    public async Task InitializeAsync()
    {
        if (OidcProvider.Missing is null && BrowserFactAttribute.Chromium is not null)
        {
            _host = await HostProcess.Start(
                _database,
                ("SignIn:Authority", _provider.Issuer),
                ("SignIn:RequireHttps", "false"),
                ("SignIn:Name", "試験用 ID"),
                ("SignIn:ClientId", "csmonolith"),
                ("SignIn:ClientSecret", "a secret: with signs")
            );
            await _provider.Start(new Uri(_host.Address, "/sign-in/oidc/callback").ToString());
        }
    }

    public async Task DisposeAsync()
    {
        await (_host?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _provider.DisposeAsync();
        _database.Dispose();
    }

    [ProviderFact]
    public async Task The_first_administrator_comes_back_through_the_provider_and_a_stranger_is_told_whom_to_ask()
    {
        await using (var first = await Visitor.Opening(Host.Address, "ja-JP"))
        {
            await first.Page.GotoAsync(Host.Link.ToString());
            await first.Page.GetByLabel("お名前").FillAsync("管理 花子");
            await first.Page.GetByLabel("メールアドレス").FillAsync("Admin@example.jp");
            await first
                .Page.GetByRole(AriaRole.Button)
                .Filter(new LocatorFilterOptions { HasText = "はじめる" })
                .ClickAsync();
            await first.Page.Locator("#people a.button").ClickAsync();
            await Assertions.Expect(first.Page.Locator("#main h1").First).ToBeVisibleAsync();
        }

        await using (var back = await Visitor.Opening(Host.Address, "ja-JP"))
        {
            await SignIn(back.Page, "admin");
            await Assertions.Expect(back.Page.Locator("header").First).ToContainTextAsync("管理 花子");
            var cookie = (await OurCookies(back.Page)).Single();
            (cookie.Name, cookie.HttpOnly, cookie.SameSite).ShouldBe(
                ("csmonolith_session", true, SameSiteAttribute.Lax)
            );
            ComplaintsOfOurs(back).ShouldBeEmpty();
        }

        await using (var stranger = await Visitor.Opening(Host.Address, "ja-JP"))
        {
            await SignIn(stranger.Page, "stranger");
            await stranger.Page.WaitForURLAsync(new Uri(Host.Address, "/sign-in").ToString());
            await Assertions.Expect(stranger.Page.Locator("#state")).ToContainTextAsync("subject「stranger」");
            (await OurCookies(stranger.Page)).ShouldBeEmpty();
            ComplaintsOfOurs(stranger).ShouldBeEmpty();
        }
    }

    [ProviderFact]
    public async Task An_answer_that_this_browser_did_not_ask_for_signs_in_nobody()
    {
        // Somebody else's code, with a state that this browser never had.
        await using var visitor = await Visitor.Opening(Host.Address, "en-US");
        await visitor.Page.GotoAsync(
            new Uri(Host.Address, "/sign-in/oidc/callback?code=stolen&state=forged").ToString()
        );
        await Assertions.Expect(visitor.Page.Locator("#state")).ToContainTextAsync("Begin again");

        // A state that it has, and a code that the provider never gave.
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = Host.Address };
        var begun = await client.GetAsync("/sign-in/oidc");
        var asked = System.Web.HttpUtility.ParseQueryString(begun.Headers.Location!.Query);
        (asked["code_challenge_method"], asked["response_type"], string.IsNullOrEmpty(asked["nonce"])).ShouldBe(
            ("S256", "code", false)
        );
        var ended = await client.GetAsync($"/sign-in/oidc/callback?code=invented&state={asked["state"]}");
        (ended.StatusCode, ended.Headers.Location!.ToString()).ShouldBe((HttpStatusCode.Redirect, "/sign-in"));
        ended
            .Headers.GetValues("Set-Cookie")
            .ShouldNotContain(cookie => cookie.StartsWith("csmonolith_session", StringComparison.Ordinal));
    }

    [ProviderFact]
    public async Task Whoever_is_signed_out_is_led_to_the_provider_by_the_page()
    {
        await using var visitor = await Visitor.Opening(Host.Address, "ja-JP");

        await visitor.Page.GotoAsync(Host.Address.ToString());
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "でサインイン" }).ClickAsync();
        await PassTheProvider(visitor.Page, "stranger");

        await Assertions.Expect(visitor.Page.Locator("#state")).ToContainTextAsync("subject「stranger」");
    }

    [ProviderFact]
    public async Task A_way_begun_before_a_restart_of_the_host_can_be_ended_after_it()
    {
        await using var visitor = await Visitor.Opening(Host.Address, "ja-JP");
        await visitor.Page.GotoAsync(new Uri(Host.Address, "/sign-in/oidc").ToString());
        await Host.Stop();
        await Host.StartAgain();

        await PassTheProvider(visitor.Page, "stranger");

        await Assertions.Expect(visitor.Page.Locator("#state")).ToContainTextAsync("subject「stranger」");
    }

    // A browser does not keep the cookies of two ports apart, and the provider is another port.
    private static async Task<IReadOnlyList<BrowserContextCookiesResult>> OurCookies(IPage page) =>
        [
            .. (await page.Context.CookiesAsync()).Where(cookie =>
                cookie.Name.Contains("csmonolith", StringComparison.Ordinal)
            ),
        ];

    // The provider's pages ask for letters from the internet, which is not there.
    private static IEnumerable<string> ComplaintsOfOurs(Visitor visitor) =>
        visitor.Complaints.Where(complaint => !complaint.Contains("ERR_NAME_NOT_RESOLVED", StringComparison.Ordinal));

    private async Task SignIn(IPage page, string name)
    {
        await page.GotoAsync(new Uri(Host.Address, "/sign-in").ToString());
        await page.GetByText("試験用 ID でサインイン").ClickAsync();
        await PassTheProvider(page, name);
    }

    // The provider's own pages: who are you, and may this host know it.
    private static async Task PassTheProvider(IPage page, string name)
    {
        await page.Locator("input[name=login]").FillAsync(name);
        await page.Locator("input[name=password]").FillAsync("any will do");
        await page.Locator("button[type=submit]").ClickAsync();
        await page.Locator("button[type=submit]")
            .Filter(new LocatorFilterOptions { HasText = "Continue" })
            .ClickAsync();
    }
}

/// <summary>
/// A test in a browser with a real identity provider. It is skipped, and says so, where one of them is missing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProviderFactAttribute : FactAttribute
{
    public ProviderFactAttribute() => Skip = OidcProvider.Missing ?? new ConsoleFactAttribute().Skip;
}
