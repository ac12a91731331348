using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Access;
using CsMonolith.Platform;
using CsMonolith.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Host.Tests;

public sealed class SessionTests(WholeHost host) : IClassFixture<WholeHost>
{
    [Theory]
    [InlineData("http://localhost", "csmonolith_session=", false)]
    [InlineData("https://localhost", "__Host-csmonolith_session=", true)]
    public async Task The_cookie_is_for_this_host_alone_and_no_script_reads_it(string address, string name, bool secure)
    {
        using var client = host.CreateClient(
            new WebApplicationFactoryClientOptions { BaseAddress = new Uri(address), HandleCookies = false }
        );

        var cookie = (await SignIn(client, host)).Headers.GetValues("Set-Cookie").Single();

        cookie.ShouldStartWith(name);
        cookie.ShouldContain("; httponly");
        cookie.ShouldContain("; samesite=lax");
        cookie.ShouldContain("; path=/");
        cookie.Contains("; secure", StringComparison.Ordinal).ShouldBe(secure);
        cookie.ShouldNotContain("domain");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.Created)]
    [InlineData("Origin", "http://localhost", HttpStatusCode.Created)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://localhost.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://localhost:8080", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Accept-Language", "en", HttpStatusCode.Forbidden)]
    public async Task Only_this_hosts_own_page_changes_things_by_cookie(
        string header,
        string value,
        HttpStatusCode status
    )
    {
        using var client = host.CreateClient();
        await SignIn(client, host);
        using var change = new HttpRequestMessage(HttpMethod.Post, "/v1/people") { Content = Somebody() };
        change.Headers.Add(header, value);

        var answer = await client.SendAsync(change);

        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
        if (status == HttpStatusCode.Forbidden)
        {
            (await answer.Content.ReadAsStringAsync()).ShouldContain("access.cross-site");
        }

        (await client.GetAsync("/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_client_that_sends_a_token_is_asked_for_no_origin()
    {
        using var client = await host.AsAdmin();

        (await client.PostAsync("/v1/people", Somebody())).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_client_that_sends_tokens_keeps_every_session_though_it_keeps_cookies_too()
    {
        using var client = host.CreateClient();
        var first = await TokenOf(await SignIn(client, host));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", first);

        var second = await TokenOf(await SignIn(client, host));

        foreach (var token in new[] { first, second })
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            (await client.GetAsync("/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_sign_in_ends_the_session_that_it_replaces_and_signing_out_ends_the_last()
    {
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var first = await TokenOf(await SignIn(client, host));
        var second = await TokenOf(await SignIn(client, host));

        (await StatusWith(host, first)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusWith(host, second)).ShouldBe(HttpStatusCode.OK);
        (await client.DeleteAsync("/v1/sessions/current")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StatusWith(host, second)).ShouldBe(HttpStatusCode.Unauthorized);
        (await client.GetAsync("/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("管理\0花子", null, "/firstAdminName")]
    [InlineData("管理 花子", "a\0@example.jp", "/firstAdminEmail")]
    [InlineData("管理 花子", "nobody", "/firstAdminEmail")]
    public async Task A_first_administrator_whose_name_or_address_makes_no_sense_is_refused(
        string name,
        string? email,
        string pointer
    )
    {
        using var client = host.CreateClient();

        var answer = await client.PostAsJsonAsync(
            "/v1/sessions",
            new
            {
                code = "any",
                firstAdminName = name,
                firstAdminEmail = email,
            }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("errors")[0]
            .GetProperty("pointer")
            .GetString()
            .ShouldBe(pointer);
    }

    [Fact]
    public async Task A_session_expires()
    {
        var time = new FixedTime();
        using var standing = host.WithWebHostBuilder(builder =>
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(time))
        );
        using var client = standing.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = false });
        var token = await TokenOf(await SignIn(client, standing));

        time.Pass(TimeSpan.FromHours(11));
        (await StatusWith(standing, token)).ShouldBe(HttpStatusCode.OK);
        time.Pass(TimeSpan.FromHours(2));

        (await StatusWith(standing, token)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task In_production_there_is_a_link_while_there_is_nobody_and_none_after()
    {
        using var empty = new WholeHost();
        using var production = In("Production", empty);
        var (link, leftOver) = (await Mint(production), await Mint(production));
        using var client = production.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = false });

        var first = await client.PostAsJsonAsync(
            "/v1/sessions",
            new
            {
                code = Code(link),
                firstAdminName = "管理 花子",
                firstAdminEmail = "Hanako@example.jp",
            }
        );

        first.StatusCode.ShouldBe(HttpStatusCode.Created, await first.Content.ReadAsStringAsync());
        (await Mint(production)).ShouldBeNull();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenOf(first));
        (await client.GetStringAsync("/v1/people")).ShouldContain("hanako@example.jp");
        (await client.PostAsync("/v1/sign-in-links", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        // Nor does one that was minted before let anybody in as somebody.
        var person = JsonDocument
            .Parse(await first.Content.ReadAsStringAsync())
            .RootElement.GetProperty("personId")
            .GetGuid();
        (
            await client.PostAsJsonAsync("/v1/sessions", new { code = Code(leftOver), personId = person })
        ).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (
            await client.PostAsJsonAsync("/v1/sessions", new { code = Code(leftOver), firstAdminName = "二人目" })
        ).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task In_production_a_person_of_the_demonstration_has_no_session_even_if_it_began_elsewhere()
    {
        using var admin = await host.AsAdmin();
        var hired = await admin.PostAsync("/v1/people", Somebody(isDemo: true));
        var session = await host.SessionOf(
            (await hired.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid()
        );
        using var production = In("Production", host);

        (await StatusWith(host, session.Parameter!)).ShouldBe(HttpStatusCode.OK);
        (await StatusWith(production, session.Parameter!)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Production", "http://id.example.jp", "true")]
    [InlineData("Production", "https://id.example.jp", "false")]
    [InlineData("Development", "http://id.example.jp", "true")]
    public async Task A_provider_without_https_stops_the_host_and_is_allowed_by_name_outside_production_alone(
        string environment,
        string authority,
        string requireHttps
    )
    {
        using var database = TestDatabase.Empty();
        var refused = await Should.ThrowAsync<InvalidOperationException>(() =>
            HostProcess.Start(
                database,
                ("ASPNETCORE_ENVIRONMENT", environment),
                ("SignIn:Authority", authority),
                ("SignIn:Audience", "x"),
                ("SignIn:RequireHttps", requireHttps)
            )
        );

        refused.Message.ShouldContain($"SignIn:Authority '{authority}' must be an https address");
    }

    private static WebApplicationFactory<Program> In(string environment, WebApplicationFactory<Program> host) =>
        host.WithWebHostBuilder(builder => builder.UseEnvironment(environment));

    private static Task<string?> Mint(WebApplicationFactory<Program> host) =>
        AccessModule.MintLink(host.Services, CancellationToken.None);

    private static string Code(string? link) => link!.Split('#')[1];

    private async Task<HttpResponseMessage> SignIn(HttpClient client, WebApplicationFactory<Program> at)
    {
        using var admin = await host.AsAdmin();
        var me = (await admin.GetFromJsonAsync<JsonElement>("/v1/me")).GetProperty("personId").GetGuid();
        var started = await client.PostAsJsonAsync("/v1/sessions", new { code = Code(await Mint(at)), personId = me });
        started.StatusCode.ShouldBe(HttpStatusCode.Created, await started.Content.ReadAsStringAsync());
        return started;
    }

    private static async Task<string> TokenOf(HttpResponseMessage started) =>
        JsonDocument.Parse(await started.Content.ReadAsStringAsync()).RootElement.GetProperty("token").GetString()!;

    private static JsonContent Somebody(bool isDemo = false) =>
        JsonContent.Create(
            new
            {
                name = "誰か",
                email = $"{Guid.NewGuid():N}@example.jp",
                roles = new[] { "csm" },
                isDemo,
            }
        );

    private static async Task<HttpStatusCode> StatusWith(WebApplicationFactory<Program> host, string token)
    {
        using var client = host.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = false });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await client.GetAsync("/v1/me")).StatusCode;
    }
}
