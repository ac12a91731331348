using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Testing;
using Microsoft.AspNetCore.Mvc.Testing;

namespace CsMonolith.Host.Tests;

/// <summary>
/// What a host remembers of who may see what does not outlive a change, on this host or, on PostgreSQL, on another.
/// </summary>
public sealed class AccessAtOnceTests(WholeHost host) : IClassFixture<WholeHost>, IDisposable
{
    private static int _hired;
    private WebApplicationFactory<Program>? _other;

    public void Dispose() => _other?.Dispose();

    [Fact]
    public async Task A_transfer_counts_at_once_on_every_host()
    {
        using var admin = await host.AsAdmin();
        var (sato, suzuki) = (await Hire(admin, "csm"), await Hire(admin, "csm"));
        var account = (await Post(admin, "/v1/accounts", new { externalId = $"T-{sato:N}", name = "Customer" }))
            .GetProperty("id")
            .GetGuid();
        using var satoHere = await SignIn(host, sato);
        using var satoThere = There(satoHere);
        using var suzukiThere = There(await SignIn(host, suzuki));

        await Own(admin, account, sato);
        (
            await Status(satoHere, account),
            await Status(satoThere, account),
            await Status(suzukiThere, account)
        ).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound));

        await Own(admin, account, suzuki);
        (
            await Status(satoHere, account),
            await Status(satoThere, account),
            await Status(suzukiThere, account)
        ).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_changed_role_counts_at_once_on_every_host()
    {
        using var admin = await host.AsAdmin();
        var sato = await Hire(admin, "csm");
        using var here = await SignIn(host, sato);
        using var there = There(here);
        (await there.GetAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var change = new HttpRequestMessage(HttpMethod.Patch, $"/v1/people/{sato}")
        {
            Content = JsonContent.Create(new { roles = new[] { "finance" } }),
        };
        change.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        (await admin.SendAsync(change)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await here.GetAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await there.GetAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_sign_out_counts_at_once_on_every_host()
    {
        using var admin = await host.AsAdmin();
        using var here = await SignIn(host, await Hire(admin, "csm"));
        using var there = There(here);
        (await there.GetAsync("/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await here.DeleteAsync("/v1/sessions/current")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await here.GetAsync("/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await there.GetAsync("/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    // A second host on the same database. SQLite admits one host, so there it is the same one.
    private HttpClient There(HttpClient signedIn)
    {
        var client = (TestDatabase.IsPostgres ? _other ??= host.WithWebHostBuilder(_ => { }) : host).CreateClient();
        client.DefaultRequestHeaders.Authorization = signedIn.DefaultRequestHeaders.Authorization;
        return client;
    }

    private static async Task<HttpClient> SignIn(WholeHost host, Guid person)
    {
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = await host.SessionOf(person);
        return client;
    }

    private static async Task<Guid> Hire(HttpClient admin, string role)
    {
        var name = $"at-once-{Interlocked.Increment(ref _hired)}";
        return (
            await Post(
                admin,
                "/v1/people",
                new
                {
                    name,
                    email = $"{name}@example.com",
                    roles = new[] { role },
                }
            )
        ).GetProperty("id").GetGuid();
    }

    private static async Task Own(HttpClient admin, Guid account, Guid owner)
    {
        var today = BusinessDay.Today;
        var answer = await admin.PutAsJsonAsync($"/v1/accounts/{account}/owner", new { ownerId = owner, from = today });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpStatusCode> Status(HttpClient client, Guid account) =>
        (await client.GetAsync($"/v1/accounts/{account}")).StatusCode;

    private static async Task<JsonElement> Post(HttpClient client, string path, object ask)
    {
        var answer = await client.PostAsJsonAsync(path, ask);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
