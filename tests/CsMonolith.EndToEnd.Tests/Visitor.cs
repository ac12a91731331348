using Microsoft.Playwright;

namespace CsMonolith.EndToEnd.Tests;

/// <summary>Somebody with a browser, who notes what the browser complains about.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    // Patience, not a promise: on a busy machine a page takes long, and no clock decides a result.
    private const float Patience = 120_000;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Visitor(IPlaywright playwright, IBrowser browser, IPage page) =>
        (_playwright, _browser, Page) = (playwright, browser, page);

    /// <summary>The browser's window.</summary>
    public IPage Page { get; }

    /// <summary>
    /// What the console said that nobody wants there: refused scripts, styles or connections, and errors.
    /// </summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Addresses outside the host that a page asked for.</summary>
    public List<string> Strangers { get; } = [];

    public static async Task<Visitor> Opening(Uri host, string locale)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = BrowserFactAttribute.Chromium,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    // No name leads anywhere: a page that needs the internet fails as it would without a cable.
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                ],
            }
        );
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { Locale = locale });
        page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        var visitor = new Visitor(playwright, browser, page);
        page.Console += (_, message) =>
        {
            if (
                message.Type == "error"
                && !message.Text.Contains("the server responded with a status of", StringComparison.Ordinal)
            )
            {
                visitor.Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => visitor.Complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (
                request.Url.StartsWith("http", StringComparison.Ordinal)
                && !request.Url.StartsWith(host.ToString(), StringComparison.Ordinal)
            )
            {
                visitor.Strangers.Add(request.Url);
            }
        };
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
