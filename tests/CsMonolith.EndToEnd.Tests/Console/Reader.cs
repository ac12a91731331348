using System.Text.Json;
using CsMonolith.Testing;
using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests.Console;

/// <summary>Somebody who reads the console, and what the browser complained about meanwhile.</summary>
public sealed class Reader : IAsyncDisposable
{
    // Patience, not a promise: on a busy machine a page takes long, and no clock decides a result.
    private const float Patience = 120_000;
    private static readonly string _axe = Path.Combine(
        HostProcess.Repository,
        "src",
        "Console",
        "node_modules",
        "axe-core",
        "axe.min.js"
    );

    private readonly IBrowserContext _context;

    public Reader(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        page.PageError += (_, error) => Complaints.Add(error);
        page.Console += (_, message) =>
        {
            // What is out of reach or not there yet is answered with a status, which browsers report as an error.
            if (
                message.Type == "error"
                && !message.Text.Contains("the server responded with a status of", StringComparison.Ordinal)
            )
            {
                Complaints.Add(message.Text);
            }
        };
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 500 || answer.Status == 400)
            {
                Complaints.Add($"{answer.Status} {answer.Url}");
            }
        };
    }

    /// <summary>The window.</summary>
    public IPage Page { get; }

    /// <summary>Errors of scripts, refused scripts or styles, requests that the console should not have made.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Opens a screen and waits until nothing of it is loading any more.</summary>
    public async Task Open(string path)
    {
        await Page.GotoAsync(path);
        await Settled();
    }

    /// <summary>Waits until a title stands and nothing is loading any more.</summary>
    public async Task Settled()
    {
        await Assertions.Expect(Page.Locator("#main h1").First).ToBeVisibleAsync();
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Assertions.Expect(Page.Locator(".mantine-Skeleton-root")).ToHaveCountAsync(0);
    }

    /// <summary>What axe finds against WCAG 2.2 A and AA: rule, count, the first place.</summary>
    public async Task<IReadOnlyList<string>> Barriers()
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(_axe));
        var found = await Page.EvaluateAsync<JsonElement>(
            """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
              const { violations } = await axe.run(document, { runOnly: tags });
              return violations.map(one => `${one.id} ×${one.nodes.length}: ${one.nodes[0].html.slice(0, 160)}`);
            }
            """
        );
        return [.. found.EnumerateArray().Select(one => one.GetString()!)];
    }

    /// <summary>By how many pixels the page is wider than its window.</summary>
    public Task<int> Overhang() =>
        Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
