using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using CsMonolith.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Host.Tests;

public sealed class ApiKeyTests : IClassFixture<WholeHost>
{
    private readonly WholeHost _host;
    private readonly FixedTime _time = new();
    private readonly WebApplicationFactory<Program> _standing;

    public ApiKeyTests(WholeHost host)
    {
        _host = host;
        _standing = host.WithWebHostBuilder(builder =>
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(_time))
        );
    }

    [Fact]
    public async Task A_key_is_shown_once_and_stored_as_a_hash()
    {
        using var admin = await _host.AsAdmin();

        var (_, key) = await Make(admin, "accounts");

        key.ShouldMatch("^csm_[a-z0-9]{8}_[A-Za-z0-9_-]{43}$");
        var stored = await Everything(_host);
        stored.ShouldNotContain(key[13..]);
        stored.ShouldContain(key[4..12]);
        (await admin.GetStringAsync("/v1/api-keys")).ShouldNotContain(key[13..]);
    }

    [Fact]
    public async Task A_key_reaches_what_is_among_its_scopes_and_nothing_else()
    {
        using var admin = await _host.AsAdmin();
        var (_, key) = await Make(admin, "imports");
        using var machine = With(_host, key);

        (await machine.GetAsync("/v1/imports")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var lacking = await machine.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = "誰か",
                email = "x@example.jp",
                roles = new[] { "csm" },
            }
        );
        await ShouldRefuse(lacking, HttpStatusCode.Forbidden, "platform.scope-missing", "'people'");
        await ShouldRefuse(
            await machine.GetAsync("/v1/accounts"),
            HttpStatusCode.Forbidden,
            "platform.scope-missing",
            "'accounts:read'"
        );
        await ShouldRefuse(
            await machine.GetAsync("/v1/api-keys"),
            HttpStatusCode.Forbidden,
            "platform.not-allowed",
            "ListApiKeys"
        );
    }

    [Fact]
    public async Task A_machine_may_always_ask_who_it_is()
    {
        using var admin = await _host.AsAdmin();
        var (_, key) = await Make(admin, "imports");

        var me = await With(_host, key).GetFromJsonAsync<JsonElement>("/v1/me");

        me.GetProperty("roles")[0].GetString().ShouldBe("integrationKey");
        me.GetProperty("personId").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("""{"name": "N", "scopes": ["everything"]}""", "/scopes/0", "usable")]
    [InlineData("""{"name": "N", "scopes": ["api-keys"]}""", "/scopes/0", "usable")]
    [InlineData("""{"name": "N", "scopes": []}""", "/scopes", "")]
    [InlineData("""{"name": "a\u0000b", "scopes": ["imports"]}""", "/name", "NUL")]
    [InlineData("""{"name": "N", "scopes": ["imports"], "expiresAt": "2020-01-01T00:00:00Z"}""", "/expiresAt", "2020")]
    [InlineData(
        """{"name": "N", "scopes": ["imports"], "expiresAt": "9999-12-31T23:59:59Z"}""",
        "/expiresAt",
        "two years"
    )]
    public async Task A_key_that_makes_no_sense_is_refused_by_field(string body, string pointer, string says)
    {
        using var admin = await _host.AsAdmin();

        var answer = await admin.PostAsync("/v1/api-keys", new StringContent(body, Encoding.UTF8, "application/json"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var fault = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
        fault.GetProperty("pointer").GetString().ShouldBe(pointer);
        fault
            .GetProperty("detail")
            .GetString()!
            .ShouldContain(says == "usable" ? string.Join(", ", WholeHost.Permissions.KeyScopes) : says);
    }

    [Fact]
    public async Task Two_living_keys_have_two_names()
    {
        using var admin = await _host.AsAdmin();
        var (id, _) = await Make(admin, "imports", "only one");

        await ShouldRefuse(
            await admin.PostAsJsonAsync("/v1/api-keys", new { name = "only one", scopes = new[] { "imports" } }),
            HttpStatusCode.Conflict,
            "access.key-name-taken",
            "only one"
        );
        await admin.DeleteAsync($"/v1/api-keys/{id}");

        (
            await admin.PostAsJsonAsync("/v1/api-keys", new { name = "only one", scopes = new[] { "imports" } })
        ).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_unknown_or_altered_key_is_refused()
    {
        using var admin = await _host.AsAdmin();
        var (_, key) = await Make(admin, "imports");
        var altered = key[..^1] + (key[^1] == 'A' ? 'B' : 'A');

        foreach (
            var wrong in new[]
            {
                altered,
                "csm_",
                "csm_zzzzzzzz_" + new string('a', 43),
                key + "x",
                key[..12] + "-" + key[13..],
            }
        )
        {
            await ShouldRefuse(
                await With(_standing, wrong).GetAsync("/v1/me"),
                HttpStatusCode.Unauthorized,
                "access.key-unknown",
                "whole"
            );
        }
    }

    [Fact]
    public async Task A_refused_key_says_why_and_how_to_sign_in()
    {
        using var admin = await _host.AsAdmin();
        var (id, key) = await Make(admin, "imports");
        using var machine = With(_host, key);
        (await machine.GetAsync("/v1/imports")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await admin.DeleteAsync($"/v1/api-keys/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var answer = await machine.GetAsync("/v1/imports");
        await ShouldRefuse(answer, HttpStatusCode.Unauthorized, "access.key-revoked", "revoked");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer realm=\"CsMonolith\", error=\"invalid_token\"");
        await ShouldRefuse(
            await admin.PostAsJsonAsync($"/v1/api-keys/{id}/rotations", new { }),
            HttpStatusCode.Conflict,
            "access.rotation-of-revoked-key",
            "another"
        );
    }

    [Fact]
    public async Task A_key_in_the_address_is_no_key()
    {
        using var admin = await _host.AsAdmin();
        var (_, key) = await Make(admin, "imports");
        using var client = _host.CreateClient();

        (await client.GetAsync($"/v1/imports?access_token={key}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_expires()
    {
        using var admin = await AdminOfStandingTime();
        var (_, key) = await Make(admin, "imports");
        using var machine = With(_standing, key);

        _time.Pass(TimeSpan.FromDays(364));
        (await machine.GetAsync("/v1/imports")).StatusCode.ShouldBe(HttpStatusCode.OK);
        _time.Pass(TimeSpan.FromDays(2));

        await ShouldRefuse(
            await machine.GetAsync("/v1/imports"),
            HttpStatusCode.Unauthorized,
            "access.key-expired",
            "expired"
        );
    }

    [Fact]
    public async Task A_rotation_leaves_no_gap()
    {
        using var admin = await AdminOfStandingTime();
        var (id, old) = await Make(admin, "imports");
        _time.Pass(TimeSpan.FromMinutes(1));

        var rotated = await (
            await admin.PostAsJsonAsync($"/v1/api-keys/{id}/rotations", new { overlapHours = 2 })
        ).Content.ReadFromJsonAsync<JsonElement>();
        var renewed = rotated.GetProperty("key").GetString()!;

        rotated
            .GetProperty("details")
            .GetProperty("secrets")
            .EnumerateArray()
            .Select(secret => secret.GetProperty("prefix").GetString())
            .ShouldBe([renewed[4..12], old[4..12]]);
        rotated.GetProperty("details").GetProperty("id").GetGuid().ShouldBe(id);
        await ShouldBeGood(old, renewed);
        _time.Pass(TimeSpan.FromMinutes(119));
        await ShouldBeGood(old, renewed);
        _time.Pass(TimeSpan.FromMinutes(1));
        await ShouldBeGood(renewed);
        await ShouldRefuse(
            await With(_standing, old).GetAsync("/v1/imports"),
            HttpStatusCode.Unauthorized,
            "access.key-expired",
            "rotation"
        );
    }

    [Fact]
    public async Task A_retry_with_the_new_secret_is_still_the_same_machines_retry()
    {
        using var admin = await AdminOfStandingTime();
        var (id, old) = await Make(admin, "people");
        var person = new
        {
            name = "鍵 一郎",
            email = $"{Guid.NewGuid():N}@example.jp",
            roles = new[] { "csm" },
            isDemo = false,
        };
        var first = await Retry(old);
        var rotated = await (
            await admin.PostAsJsonAsync($"/v1/api-keys/{id}/rotations", new { })
        ).Content.ReadFromJsonAsync<JsonElement>();

        var again = await Retry(rotated.GetProperty("key").GetString()!);

        (first.StatusCode, again.StatusCode).ShouldBe(
            (HttpStatusCode.Created, HttpStatusCode.Created),
            await again.Content.ReadAsStringAsync()
        );
        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());

        async Task<HttpResponseMessage> Retry(string key)
        {
            using var client = With(_standing, key);
            client.DefaultRequestHeaders.Add("Idempotency-Key", $"{id}");
            return await client.PostAsJsonAsync("/v1/people", person);
        }
    }

    [Fact]
    public async Task Basic_is_taken_where_the_SDKs_of_Segment_send_it_and_nowhere_else()
    {
        using var admin = await _host.AsAdmin();
        var (_, key) = await Make(admin, "imports");

        foreach (
            var path in new[]
            {
                "/v1/track",
                "/v1/identify",
                "/v1/group",
                "/v1/page",
                "/v1/screen",
                "/v1/alias",
                "/v1/batch",
            }
        )
        {
            (await CallerOf(path, $"{key}:")).Key!.Prefix.ShouldBe(key[4..12]);
        }

        (await CallerOf("/v1/imports", $"{key}:")).ShouldBe(Caller.Anonymous);
        (await CallerOf("/v1/batch", $"{key}:password")).ShouldBe(Caller.Anonymous);
        (await CallerOf("/v1/batch", key)).ShouldBe(Caller.Anonymous);
        (await CallerOf("/v1/batch", $"csm_{new string('\0', 8)}_{key[13..]}:")).ShouldBe(Caller.Anonymous);
    }

    [Fact]
    public async Task Past_ten_failures_within_a_minute_an_address_is_told_to_wait_but_a_good_key_passes()
    {
        using var admin = await AdminOfStandingTime();
        var (_, key) = await Make(admin, "imports");
        using var wrong = With(_standing, "csm_zzzzzzzz_" + new string('a', 43));
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            statuses.Add((await wrong.GetAsync("/v1/me")).StatusCode);
        }

        statuses.Count(status => status == HttpStatusCode.Unauthorized).ShouldBe(10);
        statuses[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        var told = await wrong.GetAsync("/v1/me");
        int.Parse(told.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        await ShouldRefuse(
            await _standing
                .CreateClient()
                .PostAsJsonAsync("/v1/sessions", new { code = "guess", firstAdminName = "誰か" }),
            HttpStatusCode.TooManyRequests,
            "access.too-many-failed-sign-ins",
            "seconds"
        );
        await ShouldBeGood(key);
    }

    [Fact]
    public async Task A_job_runs_with_the_rights_of_the_key_that_began_it_and_is_its_own()
    {
        using var admin = await _host.AsAdmin();
        var (_, key) = await Make(admin, "imports accounts");
        var (_, other) = await Make(admin, "imports accounts");
        using var machine = With(_host, key);
        var file = new ByteArrayContent(
            Encoding.UTF8.GetBytes("external_id,name,opened_on\nkey-1,鍵商事,2026-01-01\n")
        );
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");

        file.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var upload = await (
            await machine.PostAsync("/v1/imports?kind=accounts&source=crm&fileName=a.csv", file)
        ).Content.ReadFromJsonAsync<JsonElement>();
        var committed = await machine.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, $"/v1/imports/{upload.GetProperty("id").GetGuid()}/commit")
            {
                Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
            }
        );
        committed.IsSuccessStatusCode.ShouldBeTrue(await committed.Content.ReadAsStringAsync());
        var job = (await committed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("jobId").GetGuid();

        (
            await InStore(
                _host,
                db => db.Set<JobRow>().Where(row => row.Id == job).Select(row => row.KeyId).SingleAsync()
            )
        ).ShouldNotBeNull();
        (await machine.GetAsync($"/v1/jobs/{job}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await With(_host, other).GetAsync($"/v1/jobs/{job}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    internal static async Task<(Guid Id, string Key)> Make(HttpClient admin, string scope, string? name = null)
    {
        var made = await admin.PostAsJsonAsync(
            "/v1/api-keys",
            new { name = name ?? $"key {Guid.NewGuid()}", scopes = scope.Split(' ') }
        );
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        made.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var issued = await made.Content.ReadFromJsonAsync<JsonElement>();
        return (issued.GetProperty("details").GetProperty("id").GetGuid(), issued.GetProperty("key").GetString()!);
    }

    internal static HttpClient With(WebApplicationFactory<Program> host, string key)
    {
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    // The two hosts share a database but not a clock: a session begun by the one may have expired for the other.
    private async Task<HttpClient> AdminOfStandingTime()
    {
        using var admin = await _host.AsAdmin();
        var me = (await admin.GetFromJsonAsync<JsonElement>("/v1/me")).GetProperty("personId").GetGuid();
        var client = _standing.CreateClient();
        client.DefaultRequestHeaders.Authorization = await WholeHost.SessionOf(_standing, me);
        return client;
    }

    private async Task ShouldBeGood(params string[] keys)
    {
        foreach (var key in keys)
        {
            (await With(_standing, key).GetAsync("/v1/imports")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    private async Task<Caller> CallerOf(string path, string credentials)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Request.Path = path;
        http.Request.Headers.Authorization = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}";
        await scope.ServiceProvider.GetRequiredService<IAuthenticationService>().AuthenticateAsync(http, scheme: null);
        return scope.ServiceProvider.GetRequiredService<RequestContext>().Caller;
    }

    private static async Task<T> InStore<T>(WebApplicationFactory<Program> host, Func<PlatformDb, Task<T>> look)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<PlatformDb>());
    }

    // Every value of every table of every module, as text.
    private static async Task<string> Everything(WebApplicationFactory<Program> host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var tables = scope
            .ServiceProvider.GetRequiredService<ModuleStores>()
            .All.Select(store => (ModuleDb)scope.ServiceProvider.GetRequiredService(store.Db))
            .SelectMany(one => one.Model.GetEntityTypes())
            .Select(type => type.GetSchemaQualifiedTableName())
            .Distinct();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var all = new StringBuilder();
        await db.Database.OpenConnectionAsync();
        foreach (var table in tables)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The name is the model's.
            command.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                for (var column = 0; column < rows.FieldCount; column++)
                {
                    all.Append(
                            rows.GetValue(column) is byte[] bytes
                                ? Encoding.UTF8.GetString(bytes)
                                : rows.GetValue(column)
                        )
                        .Append('|');
                }
            }
        }

        return all.ToString();
    }

    internal static async Task ShouldRefuse(HttpResponseMessage answer, HttpStatusCode status, string code, string says)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, body);
        var problem = JsonDocument.Parse(body).RootElement;
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("detail").GetString()!.ShouldContain(says);
    }
}
