using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsMonolith.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;

namespace CsMonolith.Host.Tests;

public sealed class OidcTokenTests : IClassFixture<WholeHost>, IClassFixture<TrustingHost>, IDisposable
{
    private readonly WholeHost _host;
    private readonly OidcProvider _provider;
    private readonly OidcProvider _other;
    private readonly Listener _log = new();
    private readonly WebApplicationFactory<Program> _trusting;

    public OidcTokenTests(WholeHost host, TrustingHost trust)
    {
        (_host, _provider, _other) = (host, trust.Provider, trust.Other);
        _trusting = Trusting(_provider.Issuer);
    }

    public void Dispose() => _log.Dispose();

    [OidcFact]
    public async Task A_verified_address_leads_to_the_person_the_first_time_and_the_subject_ever_after()
    {
        using var admin = await _host.AsAdmin();
        var sato = await Hire(admin, "sato");

        (await PersonOf(await _provider.Token("sato", TrustingHost.Audience, withEmail: true))).ShouldBe(sato);
        (await PersonOf(await _provider.Token("sato", TrustingHost.Audience))).ShouldBe(sato);

        var link = (
            await admin.GetFromJsonAsync<JsonElement>($"/v1/identities?filter[personId][eq]={sato}")
        ).GetProperty("items")[0];
        (
            link.GetProperty("subject").GetString(),
            link.GetProperty("issuer").GetString(),
            link.GetProperty("linkedBy").ValueKind
        ).ShouldBe(("sato", _provider.Issuer, JsonValueKind.Null));
    }

    [OidcFact]
    public async Task Many_first_requests_at_once_make_one_link()
    {
        using var admin = await _host.AsAdmin();
        var ito = await Hire(admin, "ito");
        var token = await _provider.Token("ito", TrustingHost.Audience, withEmail: true);

        var people = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => PersonOf(token))));

        people.ShouldAllBe(person => person == ito);
        (await admin.GetFromJsonAsync<JsonElement>($"/v1/identities?filter[personId][eq]={ito}"))
            .GetProperty("items")
            .GetArrayLength()
            .ShouldBe(1);
    }

    [OidcFact]
    public async Task A_token_alone_makes_nobody()
    {
        using var admin = await _host.AsAdmin();
        await Hire(admin, "unverified-kato");
        var before = await admin.GetStringAsync("/v1/people");

        foreach (var name in new[] { "stranger", "unverified-kato" })
        {
            var answer = await Ask(await _provider.Token(name, TrustingHost.Audience, withEmail: true));
            var problem = await ShouldRefuse(answer, HttpStatusCode.Forbidden, "access.identity-unknown");
            problem.GetProperty("detail").GetString()!.ShouldContain($"issuer '{_provider.Issuer}', subject '{name}'");
        }

        (await admin.GetStringAsync("/v1/people")).ShouldBe(before);
    }

    [OidcFact]
    public async Task An_administrator_links_whom_no_address_leads_to_and_unlinks_for_good()
    {
        using var admin = await _host.AsAdmin();
        var mori = await Hire(admin, "mori");
        var session = await _host.SessionOf(mori);
        var linked = await admin.PostAsJsonAsync(
            "/v1/identities",
            new
            {
                personId = mori,
                issuer = _provider.Issuer,
                subject = "mori",
            }
        );
        linked.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await PersonOf(await _provider.Token("mori", TrustingHost.Audience))).ShouldBe(mori);

        var id = (await linked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        (await admin.DeleteAsync($"/v1/identities/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await ShouldRefuse(
            await Ask(await _provider.Token("mori", TrustingHost.Audience, withEmail: true)),
            HttpStatusCode.Forbidden,
            "access.identity-unknown"
        );
        using var client = _host.CreateClient();
        client.DefaultRequestHeaders.Authorization = session;
        await ShouldRefuse(await client.GetAsync("/v1/me"), HttpStatusCode.Unauthorized, "access.session-over");
    }

    [OidcFact]
    public async Task One_identity_is_one_person()
    {
        using var admin = await _host.AsAdmin();
        var (abe, ueda) = (await Hire(admin, "abe"), await Hire(admin, "ueda"));
        await admin.PostAsJsonAsync(
            "/v1/identities",
            new
            {
                personId = abe,
                issuer = _provider.Issuer,
                subject = "shared",
            }
        );

        var again = await admin.PostAsJsonAsync(
            "/v1/identities",
            new
            {
                personId = ueda,
                issuer = _provider.Issuer,
                subject = "shared",
            }
        );
        await ShouldRefuse(again, HttpStatusCode.Conflict, "access.identity-taken");
        var nobody = await admin.PostAsJsonAsync(
            "/v1/identities",
            new
            {
                personId = Guid.NewGuid(),
                issuer = _provider.Issuer,
                subject = "nobody",
            }
        );
        await ShouldRefuse(nobody, HttpStatusCode.BadRequest, "platform.invalid");
    }

    [OidcFact]
    public async Task An_address_that_was_given_to_a_successor_does_not_open_the_predecessors_account()
    {
        using var admin = await _host.AsAdmin();
        var ono = await Hire(admin, "ono");
        (await PersonOf(await _provider.Token("ono", TrustingHost.Audience, withEmail: true))).ShouldBe(ono);

        await ShouldRefuse(
            await Ask(await _provider.Token("ono.2", TrustingHost.Audience, withEmail: true)),
            HttpStatusCode.Forbidden,
            "access.identity-unknown"
        );
    }

    [OidcFact]
    public async Task Who_has_left_does_not_get_in()
    {
        using var admin = await _host.AsAdmin();
        var sano = await Hire(admin, "sano");
        (await PersonOf(await _provider.Token("sano", TrustingHost.Audience, withEmail: true))).ShouldBe(sano);
        using var leave = new HttpRequestMessage(HttpMethod.Patch, $"/v1/people/{sano}")
        {
            Content = JsonContent.Create(new { leftOn = "2020-01-01" }),
            Headers = { { "If-Match", "\"1\"" } },
        };
        var left = await admin.SendAsync(leave);
        left.IsSuccessStatusCode.ShouldBeTrue(await left.Content.ReadAsStringAsync());

        await ShouldRefuse(
            await Ask(await _provider.Token("sano", TrustingHost.Audience)),
            HttpStatusCode.Forbidden,
            "access.identity-unknown"
        );
    }

    [OidcFact]
    public async Task What_is_expired_meant_for_others_forged_or_unsigned_is_refused_with_its_reason()
    {
        using var admin = await _host.AsAdmin();
        await Hire(admin, "good");
        var good = await _provider.Token("good", TrustingHost.Audience, withEmail: true);
        (await Ask(good)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var parts = good.Split('.');
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]));
        var wrong = new (string Token, string Reason)[]
        {
            (await _provider.Token("good", TrustingHost.Audience, secondsToLive: -120), "expired"),
            (await _provider.Token("good", "https://elsewhere.example.jp"), "audience"),
            (await _other.Token("good", TrustingHost.Audience), "issuer"),
            ($"{parts[0]}.{Encode(payload.Replace("good", "sato", StringComparison.Ordinal))}.{parts[2]}", "signature"),
            ($"{Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.", "signature"),
            (SignedWithThePublicKey(parts[1], await PublicKey()), "signature"),
            ($"{parts[0]}.{parts[1]}", "form"),
            ("..", "form"),
        };

        foreach (var (token, reason) in wrong)
        {
            var answer = await Ask(token);
            var problem = await ShouldRefuse(answer, HttpStatusCode.Unauthorized, "access.token-refused");
            problem.GetProperty("detail").GetString()!.ShouldContain(reason);
            answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer realm=\"CsMonolith\", error=\"invalid_token\"");
        }
    }

    [OidcFact]
    public async Task A_provider_that_is_away_is_no_fault_of_the_token()
    {
        using var host = Trusting("http://127.0.0.1:1");
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "a.b.c");

        await ShouldRefuse(await client.GetAsync("/v1/me"), HttpStatusCode.ServiceUnavailable, "access.provider-away");
    }

    [OidcFact]
    public async Task When_the_provider_changes_its_key_new_tokens_hold_and_old_ones_do_not()
    {
        using var admin = await _host.AsAdmin();
        await Hire(admin, "rollover");
        await using var provider = new OidcProvider();
        await provider.Start();
        await using var host = Trusting(provider.Issuer);
        var old = await provider.Token("rollover", TrustingHost.Audience, withEmail: true);
        (await AskOf(host, old)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await provider.RollKeysOver();
        var fresh = await provider.Token("rollover", TrustingHost.Audience);
        (await Eventually(() => AskOf(host, fresh), answer => answer.IsSuccessStatusCode)).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );

        await ShouldRefuse(await AskOf(host, old), HttpStatusCode.Unauthorized, "access.token-refused");
    }

    [OidcFact]
    public async Task A_session_and_a_key_go_on_working_beside_tokens_and_none_of_them_is_logged()
    {
        using var admin = await _host.AsAdmin();
        var noda = await Hire(admin, "noda");
        var session = (await _host.SessionOf(noda)).Parameter!;
        var key = (
            await (
                await admin.PostAsJsonAsync(
                    "/v1/api-keys",
                    new { name = $"key {Guid.NewGuid()}", scopes = new[] { "imports" } }
                )
            ).Content.ReadFromJsonAsync<JsonElement>()
        )
            .GetProperty("key")
            .GetString()!;
        var token = await _provider.Token("noda", TrustingHost.Audience, withEmail: true);
        var shown = new[] { session, key, token, token[..^4] + "AAAA", key[..^2] + "zz", session[..^2] + "zz" };

        var statuses = new List<HttpStatusCode>();
        foreach (var one in shown)
        {
            statuses.Add((await Ask(one)).StatusCode);
        }

        statuses.ShouldBe([
            HttpStatusCode.OK,
            HttpStatusCode.OK,
            HttpStatusCode.OK,
            HttpStatusCode.Unauthorized,
            HttpStatusCode.Unauthorized,
            HttpStatusCode.Unauthorized,
        ]);
        _log.Lines.ShouldNotBeEmpty();
        foreach (var one in shown)
        {
            var secret = one.Split('.', '_').MaxBy(part => part.Length)!;
            _log.Lines.ShouldAllBe(line => !line.Contains(secret, StringComparison.Ordinal));
        }
    }

    private WebApplicationFactory<Program> Trusting(string authority) =>
        _host.WithWebHostBuilder(builder =>
            builder
                .UseSetting("SignIn:Authority", authority)
                .UseSetting("SignIn:Audience", TrustingHost.Audience)
                .UseSetting("SignIn:RequireHttps", "false")
                .ConfigureLogging(log => log.AddProvider(_log).SetMinimumLevel(LogLevel.Trace).AddFilter(_ => true))
        );

    private static async Task<Guid> Hire(HttpClient admin, string name)
    {
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
        return (await hired.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    // The host fetches the new keys at the first token that it cannot check, beside the request.
    private static async Task<HttpResponseMessage> Eventually(
        Func<Task<HttpResponseMessage>> ask,
        Func<HttpResponseMessage, bool> enough
    )
    {
        var answer = await ask();
        for (var i = 0; i < 100 && !enough(answer); i++)
        {
            await Task.Delay(100);
            answer = await ask();
        }

        return answer;
    }

    private Task<HttpResponseMessage> Ask(string token) => AskOf(_trusting, token);

    private static async Task<HttpResponseMessage> AskOf(WebApplicationFactory<Program> host, string token)
    {
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.GetAsync("/v1/me");
    }

    private async Task<Guid> PersonOf(string token)
    {
        var answer = await Ask(token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("personId").GetGuid();
    }

    private static async Task<JsonElement> ShouldRefuse(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, body);
        var problem = JsonDocument.Parse(body).RootElement;
        problem.GetProperty("code").GetString().ShouldBe(code);
        return problem;
    }

    private async Task<byte[]> PublicKey()
    {
        using var client = new HttpClient();
        var keys = await client.GetFromJsonAsync<JsonElement>($"{_provider.Issuer}/jwks");
        var key = keys.GetProperty("keys").EnumerateArray().First(one => one.GetProperty("kty").GetString() == "RSA");
        return Base64Url.DecodeFromChars(key.GetProperty("n").GetString());
    }

    private static string SignedWithThePublicKey(string payload, byte[] key)
    {
        var signed = $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{payload}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    /// <summary>Hears all that the host says, at every level.</summary>
    internal sealed class Listener : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
