using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Testing;
using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>A host with the demo company, and a browser for whoever of it wants to read the console.</summary>
public sealed class DemoHost : IAsyncLifetime
{
    private readonly RunningHost _host = new();
    private readonly Dictionary<string, string> _cookies = [];
    private HttpClient? _administrator;
    private JsonElement _people;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where it listens.</summary>
    public Uri Address => _host.Address;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        if (new ConsoleFactAttribute().Skip is not null)
        {
            return;
        }

        // The whole company: a smaller one has months in which nothing that could be learnt stands out.
        var (code, said, talk) = await new DemoTool(Address).Run("load", "--code", _host.Link.Fragment[1..]);
        code.ShouldBe(0, talk);
        var link = new Uri(said.Trim());
        using var asking = new HttpClient { BaseAddress = Address };
        var choices = await asking.GetFromJsonAsync<JsonElement>($"/v1/sign-in-choices?code={link.Fragment[1..]}");
        _people = choices.GetProperty("people");
        _administrator = ClientWith(await SignIn("admin", link.Fragment[1..]));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = BrowserFactAttribute.Chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
            }
        );
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        _administrator?.Dispose();
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await _host.DisposeAsync();
    }

    /// <summary>The API as somebody of a role calls it.</summary>
    public async Task<HttpClient> Client(string role) => ClientWith(await Cookie(role));

    /// <summary>
    /// The API as a new administrator with one more role calls it, whom one administrator asked for and another confirmed.
    /// </summary>
    public async Task<HttpClient> Administrator(string alsoA)
    {
        var admins = _people
            .EnumerateArray()
            .Where(one => one.GetProperty("roles").EnumerateArray().First().GetString() == "admin")
            .ToList();
        using var asking = ClientWith(await SignIn(admins[0], await Code()));
        using var made = await asking.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = "連携 担当",
                email = $"{Guid.NewGuid():N}@cs.example",
                roles = new[] { "admin", alsoA },
                isDemo = true,
            }
        );
        made.IsSuccessStatusCode.ShouldBeTrue(await made.Content.ReadAsStringAsync());
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        using var confirming = ClientWith(await SignIn(admins[1], await Code()));
        var asked = await confirming.GetFromJsonAsync<JsonElement>(
            $"/v1/trust-grants?filter[personId][eq]={id}&filter[state][eq]=asked"
        );
        foreach (var grant in asked.GetProperty("items").EnumerateArray())
        {
            using var confirmed = await confirming.PostAsync(
                new Uri($"/v1/trust-grants/{grant.GetProperty("id").GetString()}/confirmation", UriKind.Relative),
                null
            );
            confirmed.IsSuccessStatusCode.ShouldBeTrue(await confirmed.Content.ReadAsStringAsync());
        }

        return ClientWith(await SignInAs(id, await Code()));
    }

    /// <summary>The console as somebody of a role reads it.</summary>
    public async Task<Reader> Reads(string role, string language = "ja", bool dark = false, int width = 1440)
    {
        var context = await Context(language, dark, width);
        var parts = (await Cookie(role)).Split('=', 2);
        await context.AddCookiesAsync([
            new Cookie
            {
                Name = parts[0],
                Value = parts[1],
                Url = Address.ToString(),
            },
        ]);
        return new Reader(context, await context.NewPageAsync());
    }

    /// <summary>The console as somebody without a session opens it.</summary>
    public async Task<Reader> Stranger(string language = "ja", bool dark = false, int width = 1440)
    {
        var context = await Context(language, dark, width);
        return new Reader(context, await context.NewPageAsync());
    }

    private Task<IBrowserContext> Context(string language, bool dark, int width) =>
        _browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = Address.ToString(),
                Locale = language == "ja" ? "ja-JP" : "en-US",
                TimezoneId = "Asia/Tokyo",
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
            }
        );

    private async Task<string> Cookie(string role)
    {
        if (!_cookies.TryGetValue(role, out var cookie))
        {
            cookie = await SignIn(role, await Code());
        }

        return cookie;
    }

    private async Task<string> Code()
    {
        using var minted = await _administrator!.PostAsync(new Uri("/v1/sign-in-links", UriKind.Relative), null);
        var path = (await minted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("path").GetString()!;
        return path[(path.IndexOf('#', StringComparison.Ordinal) + 1)..];
    }

    private async Task<string> SignIn(string role, string code) =>
        _cookies[role] = await SignIn(
            _people
                .EnumerateArray()
                .First(one => one.GetProperty("roles").EnumerateArray().First().GetString() == role),
            code
        );

    private Task<string> SignIn(JsonElement person, string code) =>
        SignInAs(person.GetProperty("personId").GetString()!, code);

    private async Task<string> SignInAs(string person, string code)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = Address };
        using var answer = await client.PostAsJsonAsync("/v1/sessions", new { code, personId = person });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return answer.Headers.GetValues("Set-Cookie").First().Split(';')[0];
    }

    private HttpClient ClientWith(string cookie)
    {
        var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        client.DefaultRequestHeaders.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return client;
    }
}
