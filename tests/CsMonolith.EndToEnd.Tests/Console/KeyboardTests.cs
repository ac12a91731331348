using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>What is done by keyboard alone, each task in at most six steps.</summary>
[Collection(DemoConsole.Name)]
public sealed partial class KeyboardTests(DemoHost demo)
{
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
