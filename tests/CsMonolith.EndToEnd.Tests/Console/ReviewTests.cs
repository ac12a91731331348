using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>What a leader and a CSM do about effect reviews and business reviews.</summary>
[Collection(DemoConsole.Name)]
public sealed class ReviewTests(DemoHost demo)
{
    [ConsoleFact]
    public async Task An_overdue_review_is_held_and_leaves_the_list_of_those_that_are_overdue()
    {
        await using var reader = await demo.Reads("leader");
        var page = reader.Page;
        await reader.Open("/reviews");
        var hold = page.GetByRole(AriaRole.Button, new() { Name = "測定する" });
        await Assertions.Expect(hold.First).ToBeVisibleAsync();
        var overdue = await hold.CountAsync();

        await hold.First.ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "実績", Exact = true }).FillAsync("15");
        (await reader.Barriers()).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new() { Name = "記録する", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByText("効果測定を記録しました。")).ToBeVisibleAsync();
        await Assertions.Expect(hold).ToHaveCountAsync(overdue - 1);
        reader.Complaints.ShouldBeEmpty();
    }

    [ConsoleFact]
    public async Task A_pack_is_built_in_one_click_looked_at_and_its_minutes_are_kept()
    {
        await using var reader = await demo.Reads("csm");
        var page = reader.Page;
        await reader.Open("/my-day");
        var address = await page.Locator("tr[data-index] th a").First.GetAttributeAsync("href");
        await reader.Open($"{address!.Split('?')[0]}?tab=success");

        await page.GetByRole(AriaRole.Button, new() { Name = "資料を作成する" }).ClickAsync();
        await page.GetByLabel("契約と更新").UncheckAsync();
        (await reader.Barriers()).ShouldBeEmpty();
        await page.Locator("form").GetByRole(AriaRole.Button, new() { Name = "資料を作成する" }).ClickAsync();
        await Assertions.Expect(page.GetByText("枚の資料を作成しました。")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "準備にかかった時間(分)" }).FillAsync("30");
        await page.GetByRole(AriaRole.Button, new() { Name = "時間を記録する" }).ClickAsync();
        await Assertions.Expect(page.GetByText("準備時間を記録しました。")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "プレビュー" }).ClickAsync();

        await Assertions.Expect(page.FrameLocator("iframe").GetByText("ビジネスレビュー")).ToBeVisibleAsync();
        (await page.Locator("iframe").GetAttributeAsync("sandbox")).ShouldBe("");
        reader.Complaints.ShouldBeEmpty();
    }
}
