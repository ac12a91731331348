using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CsMonolith.Host.Tests;

/// <summary>A key is never more than the person who made it, as they stand at each request.</summary>
public sealed class KeyMakerTests(WholeHost host) : IClassFixture<WholeHost>
{
    [Fact]
    public async Task A_key_does_no_more_than_its_maker_may_do_now_and_ends_when_they_leave()
    {
        using var admin = await host.AsAdmin();
        var maker = await Hire(admin, "admin", "csOps");
        using var theirs = host.CreateClient();
        theirs.DefaultRequestHeaders.Authorization = await host.SessionOf(maker);
        var (id, key) = await ApiKeyTests.Make(theirs, "accounts subscriptions usage-ingest");
        using var machine = ApiKeyTests.With(host, key);
        (await machine.GetAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await machine.GetAsync("/v1/subscriptions")).StatusCode.ShouldBe(HttpStatusCode.OK);

        // Somebody of another department reads accounts, and neither writes them nor reads what is paid.
        await Change(admin, maker, new { roles = new[] { "otherDepartment" } });

        (await machine.GetAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ApiKeyTests.ShouldRefuse(
            await machine.GetAsync("/v1/subscriptions"),
            HttpStatusCode.Forbidden,
            "platform.beyond-maker",
            "ListSubscriptions"
        );
        await ApiKeyTests.ShouldRefuse(
            await machine.PostAsJsonAsync("/v1/accounts", new { externalId = "beyond", name = "越権商事" }),
            HttpStatusCode.Forbidden,
            "platform.beyond-maker",
            "CreateAccount"
        );

        // What only machines do, nobody could do instead.
        var sent = await machine.PostAsJsonAsync("/v1/batch", new { batch = Array.Empty<object>() });
        sent.StatusCode.ShouldNotBe(HttpStatusCode.Forbidden, await sent.Content.ReadAsStringAsync());

        // A maker who owns no account reaches none, and so does the key.
        await Change(admin, maker, new { roles = new[] { "csm" } });
        (await machine.GetAsync("/v1/subscriptions")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Change(admin, maker, new { leftOn = "2020-01-01" });
        await ApiKeyTests.ShouldRefuse(
            await machine.GetAsync("/v1/accounts"),
            HttpStatusCode.Unauthorized,
            "access.key-without-maker",
            "rotate"
        );

        // Whoever gives it a new secret answers for it from then on.
        var rotated = await (
            await admin.PostAsJsonAsync($"/v1/api-keys/{id}/rotations", new { })
        ).Content.ReadFromJsonAsync<JsonElement>();
        using var again = ApiKeyTests.With(host, rotated.GetProperty("key").GetString()!);
        (await again.GetAsync("/v1/subscriptions")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<Guid> Hire(HttpClient admin, params string[] roles)
    {
        using var hired = await admin.PostAsJsonAsync(
            "/v1/people",
            new
            {
                name = "作成 者",
                email = $"{Guid.NewGuid():N}@example.jp",
                roles,
                isDemo = false,
            }
        );
        var person = await hired.Content.ReadFromJsonAsync<JsonElement>();
        hired.StatusCode.ShouldBe(HttpStatusCode.Created, person.ToString());
        return person.GetProperty("id").GetGuid();
    }

    // Roles of trust go in two steps; the owner may act alone.
    private async Task Change(HttpClient admin, Guid person, object changes)
    {
        using var read = await admin.GetAsync($"/v1/people/{person}");
        using var asked = new HttpRequestMessage(HttpMethod.Patch, $"/v1/people/{person}")
        {
            Content = JsonContent.Create(changes),
            Headers = { { "If-Match", read.Headers.ETag!.Tag } },
        };
        using var changed = await admin.SendAsync(asked);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK, await changed.Content.ReadAsStringAsync());
        var waiting = await admin.GetFromJsonAsync<JsonElement>(
            $"/v1/trust-grants?filter[personId][eq]={person}&filter[state][eq]=asked"
        );
        foreach (var grant in waiting.GetProperty("items").EnumerateArray())
        {
            using var theirs = host.CreateClient();
            theirs.DefaultRequestHeaders.Authorization = await host.SessionOf(person);
            using var confirmed = await theirs.PostAsync(
                $"/v1/trust-grants/{grant.GetProperty("id").GetGuid()}/confirmation",
                content: null
            );
            confirmed.StatusCode.ShouldBe(HttpStatusCode.OK, await confirmed.Content.ReadAsStringAsync());
        }
    }
}
