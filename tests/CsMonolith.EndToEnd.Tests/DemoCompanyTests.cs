using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CsMonolith.Testing;

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
        var (code, said, talk) = await Demo(
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
        accounts.GetProperty("items").GetArrayLength().ShouldBe(Customers);
        scored.GetProperty("items").GetArrayLength().ShouldBeInRange(1, Customers);
        await ArrAtRiskSum.ShouldAddUp(client);
    }

    private async Task<(int Code, string Said, string Messages)> Demo(params string[] arguments)
    {
        using var demo = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "CsMonolith.Demo.dll"),
                    .. arguments,
                    "--host",
                    host.Address.ToString(),
                ]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var talk = demo.StandardError.ReadToEndAsync();
        var said = await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();
        return (demo.ExitCode, said, await talk);
    }

    private static async Task<JsonElement> Post(HttpClient client, string path, object ask)
    {
        using var answer = await client.PostAsJsonAsync(path, ask);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
