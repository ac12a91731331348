using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>What a CSM does on a customer's page: begin a playbook, put somebody on the map, start a fire.</summary>
[Collection(DemoConsole.Name)]
public sealed class WorkTests(DemoHost demo)
{
    [ConsoleFact]
    public async Task A_playbook_is_begun_at_a_customer_and_its_steps_are_tasks_of_both_sides()
    {
        await using var reader = await demo.Reads("csm");
        var page = reader.Page;
        await OpenFirst(reader, "success");

        await page.GetByRole(AriaRole.Button, new() { Name = "プレイブックを始める" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "プレイブック" }).ClickAsync();
        await page.GetByRole(AriaRole.Option).First.ClickAsync();
        await page.GetByLabel("お客様側の担当者").FillAsync("総務部 坂井");
        await page.Locator("form").GetByRole(AriaRole.Button, new() { Name = "プレイブックを始める" }).ClickAsync();

        await Assertions.Expect(page.GetByText("件のタスクを作りました。")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("総務部 坂井").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "終了する" }).First).ToBeVisibleAsync();
        reader.Complaints.ShouldBeEmpty();
    }

    [ConsoleFact]
    public async Task Somebody_is_put_on_the_map_and_a_customer_without_a_sponsor_says_so()
    {
        await using var reader = await demo.Reads("csm");
        var page = reader.Page;
        await OpenFirst(reader, "people");
        await page.GetByRole(AriaRole.Button, new() { Name = "関係者を追加" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "氏名" }).FillAsync("坂井 みのり");
        await page.Locator("form").GetByRole(AriaRole.Button, new() { Name = "関係者を追加" }).ClickAsync();

        await Assertions.Expect(page.Locator("table caption + thead + tbody").First).ToContainTextAsync("坂井 みのり");
        (await reader.Barriers()).ShouldBeEmpty();
        reader.Complaints.ShouldBeEmpty();
    }

    [ConsoleFact]
    public async Task A_fire_is_started_and_does_not_end_without_a_card()
    {
        await using var reader = await demo.Reads("csm");
        var page = reader.Page;
        await OpenFirst(reader, "voice");
        await page.GetByRole(AriaRole.Button, new() { Name = "緊急対応を始める" }).ClickAsync();
        await page.GetByLabel("何が起きているか").FillAsync("朝から一覧が開かない");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "原因" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "障害・停止" }).ClickAsync();
        await page.Locator("form").GetByRole(AriaRole.Button, new() { Name = "緊急対応を始める" }).ClickAsync();

        await Assertions.Expect(page.GetByText("朝から一覧が開かない")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "終える" }).First.ClickAsync();
        await Assertions
            .Expect(page.Locator("form").GetByRole(AriaRole.Button, new() { Name = "終える" }))
            .ToBeDisabledAsync();
        reader.Complaints.ShouldBeEmpty();
    }

    [ConsoleFact]
    public async Task A_launch_is_refused_until_every_gate_has_its_evidence()
    {
        await using var reader = await demo.Reads("csOps");
        var page = reader.Page;
        await reader.Open("/launches?sort=openedOn");
        await page.Locator("tr[data-index] th a, tr[data-index] th button, tr[data-index] td").First.ClickAsync();
        await page.WaitForURLAsync(static url => url.Contains("/launches/", StringComparison.Ordinal));
        var project = new Uri(page.Url).AbsolutePath.Split('/')[^1];
        var go = page.GetByRole(AriaRole.Button, new() { Name = "利用を開始する" });

        await go.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("利用開始の前に必要なものが");
        var user = page.GetByRole(AriaRole.Region, new() { Name = "ユーザー" });
        await user.GetByRole(AriaRole.Button, new() { Name = "「利用者への開始の案内」を記録する" }).ClickAsync();
        await page.GetByLabel("根拠(何を、だれが確かめたか)").FillAsync("社内掲示を確認した");
        await page.Locator("form").GetByRole(AriaRole.Button, new() { Name = "記録する", Exact = true }).ClickAsync();
        await Assertions.Expect(user.GetByText("社内掲示を確認した")).ToBeVisibleAsync();
        (await reader.Barriers()).ShouldBeEmpty();

        await Complete(project);
        await reader.Open($"/launches/{project}");
        await go.ClickAsync();

        await Assertions.Expect(page.GetByText("利用開始を登録しました。")).ToBeVisibleAsync();
        await Assertions.Expect(go).ToHaveCountAsync(0);
    }

    [ConsoleFact]
    public async Task A_first_value_is_recorded_with_its_department_and_stands_among_the_three_dates()
    {
        await using var reader = await demo.Reads("csm");
        var page = reader.Page;
        await OpenFirst(reader, "success");
        await page.GetByRole(AriaRole.Button, new() { Name = "最初の成果を記録" }).ClickAsync();
        await page.Locator("form").GetByRole(AriaRole.Textbox, new() { Name = "部署" }).FillAsync("品質保証部");
        await page.GetByLabel("根拠(何を、だれが確かめたか)").FillAsync("検査の記録が当日中に共有される");
        await page.Locator("form").GetByRole(AriaRole.Button, new() { Name = "記録する", Exact = true }).ClickAsync();

        await Assertions
            .Expect(page.GetByRole(AriaRole.Table, new() { Name = "部署ごとの最初の日" }))
            .ToContainTextAsync("品質保証部");
        (await reader.Barriers()).ShouldBeEmpty();
        (await reader.Overhang()).ShouldBeLessThanOrEqualTo(0);
        reader.Complaints.ShouldBeEmpty();
    }

    // What is still missing, told to the API as the form would.
    private async Task Complete(string project)
    {
        using var client = await demo.Client("csOps");
        var launch = await client.GetFromJsonAsync<JsonElement>($"/v1/success-projects/{project}/launch");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        foreach (
            var missing in launch.GetProperty("missing").EnumerateArray().Select(one => one.GetString()!.Split(':'))
        )
        {
            using var told = await client.PostAsJsonAsync(
                $"/v1/accounts/{launch.GetProperty("accountId").GetString()}/onboarding-facts",
                new
                {
                    kind = missing[0] switch
                    {
                        "item" => "gateItem",
                        "step" => "dailyWorkStep",
                        _ => "contactPoint",
                    },
                    code = missing.ElementAtOrDefault(1),
                    on = $"{today.AddDays(missing.Length == 1 ? 30 : 0):yyyy-MM-dd}",
                    what = "定例会で確認した",
                    with = missing.Length == 1 ? "藤本 直子" : null,
                }
            );
            told.IsSuccessStatusCode.ShouldBeTrue(await told.Content.ReadAsStringAsync());
        }
    }

    // The first customer of the reader's own that their day shows.
    private static async Task OpenFirst(Reader reader, string tab)
    {
        await reader.Open("/my-day");
        var address = await reader.Page.Locator("tr[data-index] th a").First.GetAttributeAsync("href");
        await reader.Open($"{address!.Split('?')[0]}?tab={tab}");
    }
}
