using System.Text.Json;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>Words that are half as long again, as another language's may be, are clipped nowhere.</summary>
[Collection(DemoConsole.Name)]
public sealed class LongWordTests(DemoHost demo)
{
    // Words grow where they stand; figures, days, names that nobody translates and what is hidden from sight do not. A box is clipped where its text
    // runs out of it and nothing lets one scroll there.
    private const string Lengthen = """
        () => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const texts = [];
          while (walker.nextNode()) texts.push(walker.currentNode);
          for (const text of texts) {
            const word = text.textContent.trim();
            if (/\d/.test(word) || !/\p{L}/u.test(word) || !text.parentElement.checkVisibility()) continue;
            if (text.parentElement.closest('[translate="no"]')) continue;
            text.textContent = `${text.textContent}${word.slice(0, Math.ceil(word.length / 2))}`;
          }
        }
        """;

    private const string Clipped = """
        () => [...document.querySelectorAll('body *')]
          .filter(box => [...box.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
          .filter(box => box.checkVisibility() && !box.closest('svg, .visually-hidden, [aria-hidden="true"]'))
          .filter(box => {
            const style = getComputedStyle(box);
            if (style.clipPath !== 'none' || style.position === 'absolute' && box.clientWidth <= 1) return false;
            if (box.clientWidth === 0 || ['auto', 'scroll'].includes(style.overflowX)) return false;
            return box.scrollWidth > box.clientWidth + 1;
          })
          .map(box => `${box.tagName}.${box.className}: ${box.textContent.slice(0, 60)}`)
        """;

    [ConsoleFact]
    public async Task Every_screen_holds_longer_words_on_a_desk_and_on_a_phone()
    {
        var clipped = new List<string>();
        foreach (var byRole in ScreenTests.Screens.GroupBy(row => (string)row[1]))
        {
            await using var reader = await demo.Reads(byRole.Key, "en");
            foreach (var path in byRole.Select(row => (string)row[0]))
            {
                foreach (var width in new[] { 1440, 390 })
                {
                    await reader.Page.SetViewportSizeAsync(width, 900);
                    await reader.Open(path);
                    await reader.Page.EvaluateAsync(Lengthen);
                    var found = await reader.Page.EvaluateAsync<JsonElement>(Clipped);
                    clipped.AddRange(found.EnumerateArray().Select(one => $"{path} {width}: {one.GetString()}"));
                    if (await reader.Overhang() is > 0 and var over)
                    {
                        clipped.Add($"{path} {width}: the page is {over} px too wide");
                    }
                }
            }
        }

        clipped.ShouldBeEmpty();
    }
}
