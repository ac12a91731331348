using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>Two people on one customer, and work that goes on while the connection does not.</summary>
[Collection(DemoConsole.Name)]
public sealed partial class TogetherTests(DemoHost demo)
{
    [ConsoleFact]
    public async Task Who_saves_second_sees_both_values_in_the_form_and_chooses()
    {
        using var colleague = await demo.Client("csOps");
        var page = await colleague.GetFromJsonAsync<JsonElement>("/v1/accounts?limit=1&sort=name");
        var account = page.GetProperty("items")[0];
        var id = account.GetProperty("id").GetString();
        await using var reader = await demo.Reads("csOps");
        await reader.Open($"/accounts/{id}");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "顧客の情報を変える" }).ClickAsync();
        var form = reader.Page.GetByRole(AriaRole.Dialog);
        await form.GetByLabel("業種").FillAsync("精密機器");

        await Change(colleague, id!, "卸売");
        await form.GetByRole(AriaRole.Button, new() { Name = "保存する" }).ClickAsync();

        var told = form.GetByRole(AriaRole.Alert);
        await Assertions.Expect(told).ToContainTextAsync("ほかの人が先に保存しました");
        var line = told.Locator("tbody tr");
        await Assertions.Expect(line).ToHaveCountAsync(1);
        (await line.Locator("td").AllInnerTextsAsync()).ShouldBe(["精密機器", "卸売"]);
        (await Industry(colleague, id!)).ShouldBe("卸売");

        await told.GetByRole(AriaRole.Button, new() { Name = "自分の値で保存する" }).ClickAsync();
        await Assertions.Expect(form).ToHaveCountAsync(0);
        (await Industry(colleague, id!)).ShouldBe("精密機器");
        reader.Complaints.ShouldBeEmpty();
    }

    [ConsoleFact]
    public async Task A_job_is_followed_to_its_end_through_a_lost_connection()
    {
        await using var reader = await demo.Reads("dataScientist");
        var page = reader.Page;
        var lost = 0;
        // The events break off twice, as when somebody walks out of reach; then they come.
        await page.RouteAsync(
            Events(),
            async route =>
            {
                if (lost < 2)
                {
                    lost++;
                    await route.AbortAsync("connectionreset");
                }
                else
                {
                    await route.ContinueAsync();
                }
            }
        );
        await reader.Open("/kata");

        await page.GetByRole(AriaRole.Button, new() { Name = "もう一度分析する" }).ClickAsync();

        var toast = page.GetByRole(AriaRole.Region, new() { Name = "始めた処理" });
        await Assertions.Expect(toast).ToContainTextAsync("接続し直しています");
        await Assertions.Expect(toast).ToContainTextAsync("完了しました");
        lost.ShouldBe(2);
        await Assertions.Expect(toast).Not.ToContainTextAsync("接続し直しています");
        reader.Complaints.Where(one => !one.Contains("ERR_CONNECTION_RESET", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static async Task Change(HttpClient client, string id, string industry)
    {
        using var read = await client.GetAsync(new Uri($"/v1/accounts/{id}", UriKind.Relative));
        using var change = new HttpRequestMessage(HttpMethod.Patch, $"/v1/accounts/{id}")
        {
            Content = JsonContent.Create(new { industry }, new MediaTypeHeaderValue("application/merge-patch+json")),
        };
        change.Headers.IfMatch.Add(read.Headers.ETag!);
        using var changed = await client.SendAsync(change);
        changed.IsSuccessStatusCode.ShouldBeTrue(await changed.Content.ReadAsStringAsync());
    }

    private static async Task<string?> Industry(HttpClient client, string id) =>
        (await client.GetFromJsonAsync<JsonElement>($"/v1/accounts/{id}")).GetProperty("industry").GetString();

    [GeneratedRegex("/v1/jobs/[^/]+/events$")]
    private static partial Regex Events();
}
