using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CsMonolith.Host.Tests;

/// <summary>Who may read a customer and not change it is told so, with the way to ask; the rest stays unseen.</summary>
public sealed class OutOfReachTests(WholeHost host) : IClassFixture<WholeHost>
{
    [Fact]
    public async Task A_leader_of_another_team_is_told_how_to_get_the_right_and_a_missing_customer_stays_missing()
    {
        using var operations = await SignedInAs("csOps");
        var account = (
            await Read(
                await Post(operations, "/v1/accounts", new { externalId = $"O-{Guid.NewGuid():N}", name = "遠い商事" })
            )
        )["id"]!.GetValue<Guid>();
        using var leader = await SignedInAs("leader");
        leader.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        (await leader.GetAsync($"/v1/accounts/{account}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        foreach (var ask in Writes(account))
        {
            using var refused = await leader.SendAsync(ask);
            var problem = await Read(refused);
            (refused.StatusCode, problem["code"]!.GetValue<string>()).ShouldBe(
                (HttpStatusCode.Forbidden, "platform.out-of-reach"),
                ask.RequestUri!.ToString()
            );
            problem["detail"]!.GetValue<string>().ShouldContain("SetTeamMembers");
        }

        foreach (var ask in Writes(Guid.Empty).Take(2))
        {
            (await leader.SendAsync(ask)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        using var csm = await SignedInAs("csm");
        foreach (var ask in Writes(account).Skip(1).Take(1))
        {
            (await csm.SendAsync(ask)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    private static IEnumerable<HttpRequestMessage> Writes(Guid account)
    {
        yield return Ask(
            HttpMethod.Put,
            $"/v1/accounts/{account}/owner",
            new { ownerId = (Guid?)null, from = "2026-01-01" }
        );
        yield return Ask(
            HttpMethod.Post,
            $"/v1/accounts/{account}/phases",
            new { phase = "introduction", on = "2026-01-01" }
        );
        yield return Ask(
            HttpMethod.Post,
            "/v1/tickets",
            new
            {
                accountId = account,
                openedAt = "2026-01-01T00:00:00Z",
                priority = "low",
                escalated = false,
            }
        );
        yield return Ask(
            HttpMethod.Post,
            "/v1/purchases",
            new
            {
                externalId = $"P-{account}",
                accountId = account,
                product = "x",
                on = "2026-01-10",
                amount = new { amount = "1", currency = "JPY" },
            }
        );
    }

    private static HttpRequestMessage Ask(HttpMethod method, string path, object body)
    {
        var ask = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        ask.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return ask;
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string path, object body) =>
        client.SendAsync(Ask(HttpMethod.Post, path, body));

    private static async Task<JsonNode> Read(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    private async Task<HttpClient> SignedInAs(string role)
    {
        using var admin = await host.AsAdmin();
        using var hired = await Post(
            admin,
            "/v1/people",
            new
            {
                name = role,
                email = $"{Guid.NewGuid():N}@example.jp",
                roles = new[] { role },
            }
        );
        var id = (await Read(hired))["id"]!.GetValue<Guid>();
        await host.Confirm(id);
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = await host.SessionOf(id);
        return client;
    }
}
