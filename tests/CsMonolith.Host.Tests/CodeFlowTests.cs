using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Web;
using CsMonolith.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;

namespace CsMonolith.Host.Tests;

/// <summary>The browser's way through an identity provider that errs.</summary>
public sealed class CodeFlowTests(WholeHost host) : IClassFixture<WholeHost>, IAsyncLifetime
{
    private readonly OddProvider _provider = new();
    private readonly OidcTokenTests.Listener _log = new();
    private WebApplicationFactory<Program>? _trusting;

    public async Task InitializeAsync()
    {
        await _provider.Start();
        _trusting = Trusting(_provider.Address);
    }

    public async Task DisposeAsync()
    {
        await _trusting!.DisposeAsync();
        await _provider.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task Who_is_linked_signs_in_while_userinfo_is_down_and_who_comes_first_does_not()
    {
        await Hire("hara");
        await Hire("imai");
        _provider.Says = Person("hara", verified: true);
        (await SignIn()).ShouldBeNull();

        _provider.Says = new() { ["sub"] = "hara" };
        (await SignIn()).ShouldBeNull();
        _provider.Asked.ShouldBe(0);

        _provider.Says = new() { ["sub"] = "imai" };
        (await SignIn()).ShouldBe("access.provider-away");
        _provider.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task Userinfo_is_asked_for_what_the_token_lacks_and_believed_whole()
    {
        await Hire("kubo+cs");
        await Hire("noma");

        // An address that the token calls unverified is no question: userinfo is not asked.
        _provider.Says = Person("kubo+cs", verified: false);
        (await SignIn()).ShouldBe("access.identity-unknown");
        _provider.Asked.ShouldBe(0);

        // What is told of another subject counts for nobody.
        _provider.Says = new() { ["sub"] = "kubo+cs" };
        _provider.Tells = Person("noma", verified: true);
        (await SignIn()).ShouldBe("access.sign-in-broken-off");

        // That userinfo's address is verified does not verify the token's.
        _provider.Says = new() { ["sub"] = "kubo+cs", ["email"] = "noma@example.jp" };
        _provider.Tells = Person("kubo+cs", verified: true);
        var (browser, refusal) = await Try();
        refusal.ShouldBeNull();
        (await browser.GetFromJsonAsync<JsonElement>("/v1/me")).GetProperty("name").GetString().ShouldBe("kubo+cs");
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"true\"", true)]
    [InlineData("false", false)]
    [InlineData("\"false\"", false)]
    [InlineData("\"TRUE\"", false)]
    [InlineData("\"yes\"", false)]
    [InlineData("1", false)]
    [InlineData("null", false)]
    public async Task An_address_is_verified_where_the_provider_says_true_also_as_text(string verified, bool counts)
    {
        var name = $"v{Guid.NewGuid():N}";
        foreach (var one in new[] { $"{name}.token", $"{name}.userinfo", $"{name}.bearer" })
        {
            await Hire(one);
        }

        var expected = counts ? null : "access.identity-unknown";
        var value = JsonDocument.Parse(verified).RootElement;

        // In the ID token; userinfo knows nothing better.
        _provider.Says = Person($"{name}.token", value);
        _provider.Tells = Person($"{name}.token", value);
        (await SignIn()).ShouldBe(expected);

        // At userinfo alone.
        _provider.Says = new() { ["sub"] = $"{name}.userinfo" };
        _provider.Tells = Person($"{name}.userinfo", value);
        (await SignIn()).ShouldBe(expected);

        // In an access token.
        _provider.Says = Person($"{name}.bearer", value);
        using var program = _trusting!.CreateClient();
        program.DefaultRequestHeaders.Authorization = Token();
        (await program.GetAsync("/v1/me")).StatusCode.ShouldBe(counts ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_address_without_a_word_about_it_is_not_verified()
    {
        await Hire("okada");
        _provider.Says = new() { ["sub"] = "okada", ["email"] = "okada@example.jp" };
        _provider.Tells = _provider.Says;

        (await SignIn()).ShouldBe("access.identity-unknown");
    }

    [Fact]
    public async Task An_ID_token_with_a_wrong_claim_signs_in_nobody()
    {
        await Hire("saito");
        var past = TimeProvider.System.GetUtcNow().AddMinutes(-2).ToUnixTimeSeconds();
        var wrong = new (string Claim, object? Value)[]
        {
            ("nonce", "another"),
            ("nonce", null),
            ("aud", "another client"),
            ("aud", null),
            ("iss", "https://another.example.jp"),
            ("exp", past),
            ("exp", null),
            ("sub", null),
        };
        foreach (var (claim, value) in wrong)
        {
            _provider.Says = Person("saito", verified: true);
            _provider.Says[claim] = value;
            (await SignIn()).ShouldBe("access.sign-in-broken-off", $"{claim} = {value}");
        }

        _provider.Says = Person("saito", verified: true);
        (await SignIn()).ShouldBeNull();
    }

    [Fact]
    public async Task An_ID_token_that_the_provider_did_not_sign_signs_in_nobody()
    {
        await Hire("takagi");
        _provider.Says = Person("takagi", verified: true);
        await using var other = new OddProvider();
        var forged = new Func<Dictionary<string, object?>, string>[]
        {
            claims => OddProvider.Unsigned(claims, "none"),
            claims => OddProvider.Unsigned(claims, "RS256"),
            _provider.SignWithPublicKey,
            other.Sign,
            claims => _provider.Sign(claims) + "AA",
            _ => "",
            _ => "a.b.c",
        };
        foreach (var (write, number) in forged.Select((write, number) => (write, number)))
        {
            _provider.Writes = write;
            (await SignIn()).ShouldBe("access.sign-in-broken-off", $"forgery {number}");
        }

        _provider.Writes = null;
        (await SignIn()).ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_counts_once_and_only_in_the_browser_that_asked()
    {
        await Hire("ueno");
        _provider.Says = Person("ueno", verified: true);
        var browser = Browser();
        var back = _provider.Approve(await Begin(browser));

        (await RefusalOf(await Browser().GetAsync(back))).ShouldBe("access.sign-in-broken-off");
        (await RefusalOf(await browser.GetAsync(back))).ShouldBeNull();
        (await RefusalOf(await browser.GetAsync(back))).ShouldBe("access.sign-in-broken-off");

        // Nor does a fresh code with a used state, or a state from elsewhere, or none.
        var fresh = _provider.Approve(await Begin(browser));
        var used = HttpUtility.ParseQueryString(new Uri(new Uri("http://localhost"), back).Query)["state"]!;
        foreach (var state in new[] { $"&state={Uri.EscapeDataString(used)}", "&state=forged", "" })
        {
            (await RefusalOf(await browser.GetAsync(fresh.Split('&')[0] + state))).ShouldBe(
                "access.sign-in-broken-off"
            );
        }

        (await RefusalOf(await browser.GetAsync(fresh))).ShouldBeNull();
    }

    [Fact]
    public async Task What_the_provider_refuses_or_fails_to_answer_is_told_on_our_page_in_the_readers_language()
    {
        await Hire("wada");
        _provider.Says = Person("wada", verified: true);
        foreach (var error in new[] { "access_denied", "server_error", "<script>\r\nSecurity: forged" })
        {
            var browser = Browser();
            var state = HttpUtility.ParseQueryString((await Begin(browser)).Query)["state"]!;
            var answer = await browser.GetAsync(
                $"/sign-in/oidc/callback?error={Uri.EscapeDataString(error)}&state={Uri.EscapeDataString(state)}"
            );
            (await RefusalOf(answer)).ShouldBe("access.sign-in-broken-off");
        }

        // What anybody can put into the address makes no line of its own.
        _log.Lines.ShouldContain(line => line.Contains("<script>Security: forged", StringComparison.Ordinal));

        foreach (
            var (answers, code) in new (Func<IResult>, string)[]
            {
                (() => Results.Json(new { error = "invalid_grant" }, statusCode: 400), "access.sign-in-broken-off"),
                (() => Results.Json(new { error = "server_error" }, statusCode: 500), "access.provider-away"),
                (() => Results.Text("<html>out of order", "text/html", statusCode: 503), "access.provider-away"),
                (() => Results.Text("<html>welcome", "text/html"), "access.sign-in-broken-off"),
                (() => Results.Json(new { access_token = "alone" }), "access.sign-in-broken-off"),
            }
        )
        {
            _provider.AnswersCodes = answers;
            (await SignIn()).ShouldBe(code);
        }

        foreach (var (language, word) in new[] { ("ja", "認証基盤が応答しません"), ("en", "does not answer") })
        {
            _provider.AnswersCodes = () => Results.StatusCode(500);
            var browser = Browser();
            browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            var answer = await browser.GetAsync(_provider.Approve(await Begin(browser)));
            Refusal(answer)!.Value.GetProperty("detail").GetString()!.ShouldContain(word);
        }
    }

    [Fact]
    public async Task Without_a_client_id_only_access_tokens_are_taken()
    {
        await using var tokensOnly = _trusting!.WithWebHostBuilder(builder =>
            builder.UseSetting("SignIn:ClientId", "")
        );
        using var client = tokensOnly.CreateClient();

        (await client.GetFromJsonAsync<JsonElement>("/v1/sign-in-ways"))
            .GetProperty("provider")
            .ValueKind.ShouldBe(JsonValueKind.Null);
        (await client.GetAsync("/sign-in/oidc")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/sign-in/oidc/callback")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_provider_that_is_away_at_the_start_does_not_stop_the_host_and_is_asked_again()
    {
        await Hire("yano");
        _provider.Says = Person("yano", verified: true);
        _provider.IsAway = true;
        (await RefusalOf(await Browser().GetAsync("/sign-in/oidc"))).ShouldBe("access.provider-away");

        _provider.IsAway = false;

        (await Eventually(SignIn, refusal => refusal is null)).ShouldBeNull();
    }

    [Theory]
    [InlineData("http://localhost", "csmonolith_sign_in.", false)]
    [InlineData("https://localhost", "__Host-csmonolith_sign_in.", true)]
    public async Task The_cookies_of_the_way_are_for_this_host_alone_and_go_at_its_end(
        string address,
        string name,
        bool secure
    )
    {
        var person = secure ? "endo" : "eto";
        await Hire(person);
        _provider.Says = Person(person, verified: true);
        var browser = Browser(address);
        var begun = await browser.GetAsync("/sign-in/oidc");
        var cookies = begun.Headers.GetValues("Set-Cookie").ToList();

        cookies.Count.ShouldBe(2);
        foreach (var cookie in cookies)
        {
            cookie.ShouldStartWith(name);
            cookie.ShouldContain("; httponly");
            cookie.ShouldContain("; samesite=lax");
            cookie.ShouldContain("; path=/;");
            cookie.ShouldContain("; expires=");
            cookie.Contains("; secure", StringComparison.Ordinal).ShouldBe(secure);
            cookie.ShouldNotContain("domain");
        }

        var ended = await browser.GetAsync(_provider.Approve(begun.Headers.Location!));
        (await RefusalOf(ended)).ShouldBeNull();
        ended
            .Headers.GetValues("Set-Cookie")
            .Count(cookie =>
                cookie.StartsWith(name, StringComparison.Ordinal)
                && cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal)
            )
            .ShouldBe(2);
    }

    [Fact]
    public async Task The_host_asks_with_state_nonce_and_proof_key_and_sends_nothing_else()
    {
        var ask = HttpUtility.ParseQueryString((await Begin(Browser())).Query);

        ask.AllKeys.ShouldBe(
            [
                "client_id",
                "redirect_uri",
                "response_type",
                "scope",
                "code_challenge",
                "code_challenge_method",
                "nonce",
                "state",
            ],
            ignoreOrder: true
        );
        (ask["response_type"], ask["scope"], ask["code_challenge_method"]).ShouldBe(
            ("code", "openid email profile", "S256")
        );
        ask["redirect_uri"].ShouldBe("http://localhost/sign-in/oidc/callback");
    }

    [Fact]
    public async Task A_new_sign_in_ends_the_session_that_the_browser_had()
    {
        await Hire("fujii");
        _provider.Says = Person("fujii", verified: true);
        var browser = Browser();
        var first = await browser.GetAsync(_provider.Approve(await Begin(browser)));
        var token = first
            .Headers.GetValues("Set-Cookie")
            .Single(cookie => cookie.StartsWith("csmonolith_session=", StringComparison.Ordinal))
            .Split('=', ';')[1];

        (await RefusalOf(await browser.GetAsync(_provider.Approve(await Begin(browser))))).ShouldBeNull();

        using var old = _trusting!.CreateClient();
        old.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (await old.GetAsync("/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.GetAsync("/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_answer_by_POST_is_none()
    {
        var browser = Browser();
        var back = _provider.Approve(await Begin(browser));
        using var form = new StringContent(back.Split('?')[1], null, "application/x-www-form-urlencoded");

        var answer = await browser.PostAsync(back.Split('?')[0], form);

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Headers.TryGetValues("Set-Cookie", out var cookies);
        (cookies ?? []).ShouldNotContain(cookie => cookie.Contains("session", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_provider_of_many_tenants_stops_the_host_and_says_what_to_configure()
    {
        _provider.Issuer = $"{_provider.Address}/{{tenantid}}/v2.0";
        using var database = TestDatabase.Fresh(WholeHost.Modules);

        var refused = await Should.ThrowAsync<InvalidOperationException>(() =>
            HostProcess.Start(
                database,
                ("SignIn:Authority", _provider.Address),
                ("SignIn:Audience", TrustingHost.Audience),
                ("SignIn:RequireHttps", "false")
            )
        );

        refused.Message.ShouldContain($"whose issuer is '{_provider.Issuer}'");
        refused.Message.ShouldContain("Set SignIn:Authority to the address of your own tenant");
    }

    [Fact]
    public async Task A_provider_that_turns_out_later_to_be_of_many_tenants_signs_in_nobody()
    {
        await Hire("yoshida");
        _provider.IsAway = true;
        using var program = _trusting!.CreateClient();
        (_provider.IsAway, _provider.Issuer) = (false, $"{_provider.Address}/{{tenantid}}/v2.0");
        _provider.Says = Person("yoshida", verified: true);

        (
            await Eventually(
                async () => await RefusalOf(await Browser().GetAsync("/sign-in/oidc")),
                refusal => refusal != "access.provider-away"
            )
        ).ShouldBe("access.provider-of-many-tenants");

        // Neither what names the template nor what names a tenant.
        foreach (var issuer in new[] { _provider.Issuer, $"{_provider.Address}/tenant-1/v2.0" })
        {
            _provider.Says["iss"] = issuer;
            _provider.Says["tid"] = "tenant-1";
            program.DefaultRequestHeaders.Authorization = Token();
            var answer = await program.GetAsync("/v1/me");
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await answer.Content.ReadFromJsonAsync<JsonElement>())
                .GetProperty("code")
                .GetString()
                .ShouldBe("access.provider-of-many-tenants");
        }
    }

    private WebApplicationFactory<Program> Trusting(string authority) =>
        host.WithWebHostBuilder(builder =>
            builder
                .UseSetting("SignIn:Authority", authority)
                .UseSetting("SignIn:Audience", TrustingHost.Audience)
                .UseSetting("SignIn:ClientId", OddProvider.ClientId)
                .UseSetting("SignIn:ClientSecret", OddProvider.ClientSecret)
                .UseSetting("SignIn:RequireHttps", "false")
                .ConfigureLogging(log => log.AddProvider(_log))
        );

    private static Dictionary<string, object?> Person(string name, object verified) =>
        new()
        {
            ["sub"] = name,
            ["email"] = $"{name}@example.jp",
            ["email_verified"] = verified,
        };

    private async Task Hire(string name)
    {
        using var admin = await host.AsAdmin();
        var hired = await admin.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name,
                email = $"{name}@example.jp",
                roles = new[] { "csm" },
                isDemo = false,
            }
        );
        hired.StatusCode.ShouldBe(HttpStatusCode.Created, await hired.Content.ReadAsStringAsync());
    }

    private AuthenticationHeaderValue Token() =>
        new("Bearer", _provider.Sign(_provider.ClaimsFor(TrustingHost.Audience, nonce: null)));

    private HttpClient Browser(string address = "http://localhost") =>
        _trusting!.CreateClient(
            new WebApplicationFactoryClientOptions { BaseAddress = new Uri(address), AllowAutoRedirect = false }
        );

    private static async Task<Uri> Begin(HttpClient browser)
    {
        var begun = await browser.GetAsync("/sign-in/oidc");
        begun.StatusCode.ShouldBe(HttpStatusCode.Redirect, await begun.Content.ReadAsStringAsync());
        return begun.Headers.Location!;
    }

    private async Task<string?> SignIn() => (await Try()).Refusal;

    private async Task<(HttpClient Browser, string? Refusal)> Try()
    {
        var browser = Browser();
        return (browser, await RefusalOf(await browser.GetAsync(_provider.Approve(await Begin(browser)))));
    }

    // Signed in and at the start page, or refused and at the page that says why; nothing in between.
    private static async Task<string?> RefusalOf(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        var refusal = Refusal(answer);
        answer.Headers.Location!.ToString().ShouldBe(refusal is null ? "/" : "/sign-in");
        answer.Headers.TryGetValues("Set-Cookie", out var cookies);
        (cookies ?? [])
            .Any(cookie => cookie.Contains("csmonolith_session=", StringComparison.Ordinal))
            .ShouldBe(refusal is null);
        return refusal?.GetProperty("code").GetString();
    }

    private static JsonElement? Refusal(HttpResponseMessage answer)
    {
        answer.Headers.TryGetValues("Set-Cookie", out var cookies);
        var cookie = (cookies ?? []).SingleOrDefault(one =>
            one.StartsWith("csmonolith_refusal=", StringComparison.Ordinal)
        );
        return cookie is null
            ? null
            : JsonDocument.Parse(Uri.UnescapeDataString(cookie.Split('=', ';')[1])).RootElement;
    }

    // After a failure the library waits a little before it asks for metadata again.
    private static async Task<string?> Eventually(Func<Task<string?>> ask, Func<string?, bool> enough)
    {
        var answer = await ask();
        for (var i = 0; i < 100 && !enough(answer); i++)
        {
            await Task.Delay(100);
            answer = await ask();
        }

        return answer;
    }
}
