using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace CsMonolith.Host.Tests;

/// <summary>
/// What keys reach: what their scopes say, never more than their maker, and no person in their place.
/// </summary>
public sealed class KeyScopeTests(WholeHost host) : IClassFixture<WholeHost>
{
    [Fact]
    public async Task A_key_that_reads_changes_nothing_and_reads_nothing_else()
    {
        using var admin = await host.AsAdmin();
        var (_, key) = await Make(admin, "accounts:read portfolio:read retention:read tickets:read");
        using var machine = With(key);

        foreach (
            var path in new[]
            {
                "/v1/accounts",
                "/v1/portfolio?sort=-probability",
                "/v1/retention?from=2026-01&to=2026-01",
                "/v1/tickets",
            }
        )
        {
            var read = await machine.GetAsync(path);
            read.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}: {await read.Content.ReadAsStringAsync()}");
        }

        foreach (
            var (path, scope) in new[]
            {
                ("/v1/renewals", "'renewals:read'"),
                ("/v1/people", "'people:read'"),
                ("/v1/survey-answers", "'survey-answers:read'"),
            }
        )
        {
            await ShouldRefuse(await machine.GetAsync(path), HttpStatusCode.Forbidden, "platform.scope-missing", scope);
        }

        await ShouldRefuse(
            await machine.PostAsJsonAsync(
                "/v1/accounts",
                new
                {
                    externalId = "r-1",
                    name = "読むだけ",
                    startedOn = "2026-01-01",
                }
            ),
            HttpStatusCode.Forbidden,
            "platform.scope-missing",
            "'accounts'"
        );
        await ShouldRefuse(
            await machine.GetAsync("/v1/pay-statements"),
            HttpStatusCode.Forbidden,
            "platform.not-allowed",
            "ListPayStatements"
        );
    }

    [Fact]
    public async Task Whoever_reaches_a_part_of_the_accounts_makes_no_key_that_reaches_all()
    {
        using var first = await host.AsAdmin();
        var id = await Hire(first, "admin", "leader");
        await host.Confirm(id);
        using var leading = host.CreateClient();
        leading.DefaultRequestHeaders.Authorization = await host.SessionOf(id);

        foreach (var scope in new[] { "subscriptions:read", "tickets" })
        {
            await ShouldRefuse(
                await leading.PostAsJsonAsync(
                    "/v1/api-keys",
                    new { name = $"key {Guid.NewGuid()}", scopes = new[] { scope } }
                ),
                HttpStatusCode.Forbidden,
                "access.key-beyond-maker",
                scope
            );
        }

        await Make(leading, "portfolio:read");
    }

    [Fact]
    public async Task No_person_is_given_the_role_of_a_key()
    {
        using var admin = await host.AsAdmin();
        var id = await Hire(admin, "csm");
        var (_, key) = await Make(admin, "people");
        using var machine = With(key);

        foreach (var client in new[] { admin, machine })
        {
            var hired = await client.PostAsJsonAsync(
                "/v1/people",
                new
                {
                    name = "鍵 二郎",
                    email = $"{Guid.NewGuid():N}@example.jp",
                    roles = new[] { "csm", "integrationKey" },
                }
            );
            using var patch = new HttpRequestMessage(HttpMethod.Patch, $"/v1/people/{id}")
            {
                Content = new StringContent(
                    """{"roles": ["integrationKey"]}""",
                    Encoding.UTF8,
                    "application/merge-patch+json"
                ),
                Headers = { { "If-Match", "\"1\"" } },
            };
            var changed = await client.SendAsync(patch);

            (await Fault(hired)).ShouldBe(("/roles/1", "'integrationKey' is no role for a person."));
            (await Fault(changed)).ShouldBe(("/roles/0", "'integrationKey' is no role for a person."));
        }

        async Task<(string, string)> Fault(HttpResponseMessage answer)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
            var fault = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
            var words = fault.GetProperty("detail").GetString()!;
            words.ShouldContain("POST /v1/api-keys");
            return (fault.GetProperty("pointer").GetString()!, words[..(words.IndexOf('.') + 1)]);
        }
    }

    private static async Task<Guid> Hire(HttpClient admin, params string[] roles)
    {
        using var hired = await admin.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = $"人 {Guid.NewGuid():N}",
                email = $"{Guid.NewGuid():N}@example.jp",
                roles,
            }
        );
        hired.EnsureSuccessStatusCode();
        return (await hired.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static async Task<(Guid Id, string Key)> Make(HttpClient admin, string scope, string? name = null)
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

    private HttpClient With(string key)
    {
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private static async Task ShouldRefuse(HttpResponseMessage answer, HttpStatusCode status, string code, string says)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, body);
        var problem = JsonDocument.Parse(body).RootElement;
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("detail").GetString()!.ShouldContain(says);
    }
}
