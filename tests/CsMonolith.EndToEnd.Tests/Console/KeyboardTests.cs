using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>The twelve tasks that are done most, by keyboard alone, each in at most six steps.</summary>
[Collection(DemoConsole.Name)]
public sealed partial class KeyboardTests(DemoHost demo)
{
    [ConsoleFact]
    public async Task A_CSM_finds_looks_aside_notes_a_contact_and_reads_why_without_a_mouse()
    {
        await using var reader = await demo.Reads("csm");
        var page = reader.Page;

        // 1: note a contact with the first customer to call.
        await reader.Open("/my-day");
        await Do(
            reader,
            "note a contact",
            async hand =>
            {
                await hand.Row();
                await hand.Press("c");
                await Assertions.Expect(page.GetByLabel("メモ")).ToBeFocusedAsync();
                await hand.Write("折り返しの電話をした。");
                await hand.Press("Control+Enter");
                await Assertions.Expect(page.GetByText("への接点を記録しました。")).ToBeVisibleAsync();
            }
        );

        // 2: look at a customer beside the list, and go on where one was.
        await reader.Open("/accounts");
        await Do(
            reader,
            "look aside",
            async hand =>
            {
                await hand.Row();
                var name = await page.Locator("tr[data-index='0'] th a").InnerTextAsync();
                await hand.Press("Enter");
                await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(name);
                page.Url.ShouldContain("account=");
                await hand.Press("Escape");
                await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            }
        );

        // 3: go on from there to the customer's page, which begins with what to do and why. 4: open a customer by name.
        await Do(
            reader,
            "open the page",
            async hand =>
            {
                await hand.Row();
                var name = await page.Locator("tr[data-index='0'] th a").InnerTextAsync();
                await hand.Press("Enter");
                await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("理由");
                await hand.Press("Tab");
                await hand.Press("Enter");
                await Assertions.Expect(page.Locator("#main h1")).ToHaveTextAsync(name);
            }
        );
        await reader.Open("/accounts");
        var wanted = await page.Locator("tr[data-index='1'] th a").InnerTextAsync();
        await Do(
            reader,
            "find a customer",
            async hand =>
            {
                await hand.Find(wanted, wanted);
                await Assertions.Expect(page.Locator("#main h1")).ToHaveTextAsync(wanted);
            }
        );

        // 5: go to another screen. 6: see the keys.
        await Do(
            reader,
            "go to renewals",
            async hand =>
            {
                await hand.Find("更新管理", "更新管理");
                await Assertions.Expect(page.Locator("#main h1")).ToHaveTextAsync("更新管理");
            }
        );
        await Do(
            reader,
            "see the keys",
            async hand =>
            {
                await hand.Press("?");
                await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Ctrl K");
                await hand.Press("Escape");
                await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            }
        );
        reader.Complaints.ShouldBeEmpty();
    }

    [ConsoleFact]
    public async Task A_leader_opens_figures_turns_the_console_back_and_judges_renewals_without_a_mouse()
    {
        await using var reader = await demo.Reads("leader");
        var page = reader.Page;

        // 7: open the first figure of the brief, and the renewals behind it.
        await reader.Open("/brief");
        await Do(
            reader,
            "open a figure",
            async hand =>
            {
                await hand.Press("Tab");
                await hand.Press("Enter");
                while (hand.Steps < Hand.Most - 2 && !await InFigure(page))
                {
                    await hand.Press("Tab");
                }

                await hand.Press("Enter");
                await Assertions.Expect(page.Locator("[data-figure][aria-expanded='true']")).ToHaveCountAsync(1);
                await hand.Press("Enter");
                await Assertions.Expect(page.Locator("#main h1")).ToHaveTextAsync("更新管理");
            }
        );

        // 8: open a renewal beside the list.
        await reader.Settled();
        await Do(
            reader,
            "open a renewal",
            async hand =>
            {
                await hand.Row();
                await hand.Press("Enter");
                await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("更新する確率");
                await hand.Press("Escape");
                await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            }
        );

        // 9: turn the console to the end of last month. 10: back to today. 11: the other language.
        var band = page.GetByRole(AriaRole.Region, new() { Name = "表示の時点" });
        await Do(
            reader,
            "turn to last month",
            async hand =>
            {
                await hand.Find("先月末", "先月末の時点で見る");
                await Assertions.Expect(band).ToBeVisibleAsync();
            }
        );
        await Do(
            reader,
            "come back",
            async hand =>
            {
                await hand.Find("今日に戻る", "今日に戻る");
                await Assertions.Expect(band).ToHaveCountAsync(0);
            }
        );
        await Do(
            reader,
            "speak the other language",
            async hand =>
            {
                await hand.Find("English", "Switch to English");
                await Assertions.Expect(page.Locator("#main h1")).ToHaveTextAsync("Renewals");
            }
        );

        // 12: close lines up, and keep it.
        await Do(
            reader,
            "compact lines",
            async hand =>
            {
                await hand.Find("Compact", "Compact lines");
                await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-density", "compact");
            }
        );
        await page.ReloadAsync();
        await reader.Settled();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-density", "compact");
        reader.Complaints.ShouldBeEmpty();
    }

    [ConsoleFact]
    public async Task Signals_are_taken_put_off_declined_and_seen_to_without_a_mouse()
    {
        await using var reader = await demo.Reads("leader");
        var page = reader.Page;
        await reader.Open("/inbox");
        var waits = page.GetByRole(AriaRole.Tab, new() { NameRegex = Waiting() });
        var before = await Count(waits);
        before.ShouldBeGreaterThanOrEqualTo(3);

        var taken = await First(page);
        await Do(
            reader,
            "take a signal",
            async hand =>
            {
                await hand.Row();
                await hand.Press("t");
                await Assertions.Expect(waits).ToContainTextAsync($"{before - 1}");
            }
        );
        var declined = await First(page);
        await Do(
            reader,
            "decline a signal",
            async hand =>
            {
                await hand.Row();
                await hand.Press("d");
                await Assertions.Expect(page.GetByLabel("理由")).ToBeFocusedAsync();
                await hand.Write("値上げの前に合意しています。");
                await hand.Press("Control+Enter");
                await Assertions.Expect(waits).ToContainTextAsync($"{before - 2}");
            }
        );
        var deferred = await First(page);
        await Do(
            reader,
            "put a signal off",
            async hand =>
            {
                await hand.Row();
                await hand.Press("l");
                await Assertions.Expect(page.GetByLabel("理由")).ToBeFocusedAsync();
                await hand.Write("年度末の決裁を待ちます。");
                await hand.Press("Control+Enter");
                await Assertions.Expect(waits).ToContainTextAsync($"{before - 3}");
            }
        );

        await reader.Open("/inbox?tab=declined");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        (await page.Locator("tbody tr").InnerTextAsync()).ShouldSatisfyAllConditions(
            row => row.ShouldContain(declined),
            row => row.ShouldContain("値上げの前に合意しています。")
        );
        await reader.Open("/inbox?tab=deferred");
        (await page.Locator("tbody tr").InnerTextAsync()).ShouldContain(deferred);

        // What was taken stands in the day of who took it, and is seen to there.
        await reader.Open("/my-day");
        var mine = page.GetByRole(AriaRole.Region, new() { Name = "引き受けた気づき" });
        (await mine.Locator("tbody tr").InnerTextAsync()).ShouldContain(taken);
        await Do(
            reader,
            "see to it",
            async hand =>
            {
                await hand.Row();
                await hand.Press("d");
                await Assertions.Expect(mine.Locator("tbody tr")).ToHaveCountAsync(0);
            }
        );
        await reader.Open("/inbox");
        (await Count(waits)).ShouldBe(before - 3);
        reader.Complaints.ShouldBeEmpty();
    }

    // A task is done when its own last expectation holds; then its steps are counted.
    private static async Task Do(Reader reader, string task, Func<Hand, Task> act)
    {
        var hand = new Hand(reader);
        await act(hand);
        hand.Steps.ShouldBeInRange(1, Hand.Most, task);
    }

    private static async Task<int> Count(ILocator tab) =>
        int.Parse(
            Regex.Match(await tab.InnerTextAsync(), "\\d+").Value,
            System.Globalization.CultureInfo.InvariantCulture
        );

    private static Task<string> First(IPage page) => page.Locator("tr[data-index='0'] th a").First.InnerTextAsync();

    private static Task<bool> InFigure(IPage page) =>
        page.EvaluateAsync<bool>("() => document.activeElement?.matches('[data-figure]') ?? false");

    [GeneratedRegex("^未振り分け")]
    private static partial Regex Waiting();
}
