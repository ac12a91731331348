using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace CsMonolith.EndToEnd.Tests;

/// <summary>
/// What the first command of the README does: the demo company comes into an empty host through its public API.
/// </summary>
public sealed class DemoCompanyTests(RunningHost host) : IClassFixture<RunningHost>
{
    private const int Customers = 60;

    [Fact]
    public async Task The_demo_company_loads_into_an_empty_host_its_link_signs_in_and_its_arr_at_risk_adds_up()
    {
        var (code, said, talk) = await new DemoTool(host.Address).Run(
            "load",
            "--code",
            host.Link.Fragment[1..],
            "--accounts",
            $"{Customers}",
            "--months",
            "18",
            "--only-if-empty"
        );

        code.ShouldBe(0, talk);
        var link = new Uri(said.Trim());
        using var client = new HttpClient { BaseAddress = host.Address };
        var choices = await client.GetFromJsonAsync<JsonElement>($"/v1/sign-in-choices?code={link.Fragment[1..]}");
        var head = choices
            .GetProperty("people")
            .EnumerateArray()
            .First(one => one.GetProperty("roles").EnumerateArray().Any(role => role.GetString() == "csOps"));
        var session = await Post(
            client,
            "/v1/sessions",
            new { code = link.Fragment[1..], personId = head.GetProperty("personId").GetString() }
        );
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            session.GetProperty("token").GetString()
        );

        var accounts = await client.GetFromJsonAsync<JsonElement>("/v1/accounts?limit=100");
        var scored = await client.GetFromJsonAsync<JsonElement>("/v1/portfolio?limit=100");

        // One of the prospects has been won, and is a customer without a contract yet.
        accounts.GetProperty("items").GetArrayLength().ShouldBe(Customers + 1);
        scored.GetProperty("items").GetArrayLength().ShouldBeInRange(1, Customers + 1);
        await ArrAtRiskSum.ShouldAddUp(client);
    }

    private static async Task<JsonElement> Post(HttpClient client, string path, object ask)
    {
        using var answer = await client.PostAsJsonAsync(path, ask);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
