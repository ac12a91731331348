using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>Somebody without a mouse: every key, combination of keys and text typed is a step.</summary>
internal sealed class Hand(Reader reader)
{
    /// <summary>A task may take so many steps.</summary>
    public const int Most = 6;

    /// <summary>The steps of the task so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Presses a key or a combination, such as Control+k.</summary>
    public async Task Press(string key)
    {
        Steps++;
        await reader.Page.Keyboard.PressAsync(key);
    }

    /// <summary>Goes into the first row of the page's first table.</summary>
    public async Task Row()
    {
        await Assertions.Expect(reader.Page.Locator("tr[data-index='0']").First).ToBeVisibleAsync();
        await Press("j");
        await Assertions.Expect(reader.Page.Locator("tr[data-index]:focus")).ToHaveCountAsync(1);

        // A closed drawer gives the focus back to its row, from where j goes on to the next.
        if (await reader.Page.Locator("tr[data-index='0']:focus").CountAsync() == 0)
        {
            await Press("k");
        }

        await Assertions.Expect(reader.Page.Locator("tr[data-index='0']:focus")).ToHaveCountAsync(1);
    }

    /// <summary>Writes where the focus is.</summary>
    public async Task Write(string text)
    {
        Steps++;
        await reader.Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Finds something in the command menu and does it.</summary>
    public async Task Find(string typed, string found)
    {
        await Press("Control+k");
        var menu = reader.Page.GetByRole(AriaRole.Dialog);
        await Assertions
            .Expect(menu.GetByRole(AriaRole.Textbox).Or(menu.GetByRole(AriaRole.Searchbox)))
            .ToBeFocusedAsync();
        await Write(typed);
        await Assertions.Expect(menu.GetByRole(AriaRole.Button).First).ToContainTextAsync(found);
        await Press("ArrowDown");
        await Press("Enter");

        // While it fades away it still holds the focus.
        await Assertions.Expect(menu).ToHaveCountAsync(0);
    }
}
