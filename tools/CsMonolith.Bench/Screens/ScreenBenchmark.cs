using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using CsMonolith.Bench.Company;
using CsMonolith.Bench.Hosts;
using CsMonolith.HostClient;
using Microsoft.Playwright;

namespace CsMonolith.Bench.Screens;

/// <summary>
/// The console in a browser, over tens of thousands of customers: how long until the list's first rows stand, until a
/// filter and a sort show, until a customer's drawer and page stand, and how large the first scripts are. Each beside
/// its goal. All times are the browser's own, from the act until what it asks for is painted.
/// </summary>
internal sealed class ScreenBenchmark(string assembly, Database database, string chromium, int rounds)
{
    private const string FirstRow = "document.querySelector(\"tr[data-index='0'] th a\")";

    /// <summary>Measures and prints a table.</summary>
    public async Task Run(int accounts, CancellationToken cancellation)
    {
        await using var installation = await Installation.Start(assembly, database, accounts, cancellation);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
            }
        );
        var cookie = await Cookie(installation.Server.Address, installation.Operations, cancellation);
        Console.WriteLine($"| console, {database.Title}, {accounts} customers | median | least - most | goal |");
        Console.WriteLine("|---|---|---|---|");

        // The first visit of a day: nothing is in the browser's cache.
        var (cold, script) = (new List<double>(), 0.0);
        for (var round = 0; round < rounds; round++)
        {
            await using var context = await Context(browser, installation.Server.Address, cookie);
            var page = await context.NewPageAsync();
            await page.GotoAsync("/accounts");
            cold.Add(await Until(page, $"{FirstRow} !== null"));
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            script = await page.EvaluateAsync<double>(
                """
                () => performance.getEntriesByType('resource')
                  .filter(one => one.initiatorType === 'script' || one.name.endsWith('.js'))
                  .reduce((sum, one) => sum + one.encodedBodySize, 0)
                """
            );
        }

        Print("first rows, nothing cached, ms", cold, "1,000");
        await using var known = await Context(browser, installation.Server.Address, cookie);
        var list = await known.NewPageAsync();
        await list.GotoAsync("/accounts");
        await Until(list, $"{FirstRow} !== null");
        List<double> warm = [];
        List<double> filtered = [];
        List<double> sorted = [];
        List<double> drawn = [];
        List<double> opened = [];
        for (var round = 0; round <= rounds; round++)
        {
            await list.GotoAsync("/accounts");
            warm.Add(await Until(list, $"{FirstRow} !== null"));

            await list.GotoAsync("/accounts?filter[band][eq]=high");
            await Until(list, $"{FirstRow} !== null");
            filtered.Add(
                await Act(
                    list,
                    "document.querySelector('main button.mantine-CloseButton-root').click()",
                    $"!location.search.includes('band') && {FirstRow} !== null && {FirstRow}.textContent !== before"
                )
            );
            sorted.Add(
                await Act(
                    list,
                    "document.querySelector('thead button').click()",
                    $"location.search.includes('sort') && {FirstRow} !== null && {FirstRow}.textContent !== before"
                )
            );
            drawn.Add(
                await Act(
                    list,
                    "document.querySelector(\"tr[data-index='0']\").click()",
                    "document.querySelector('[role=dialog] h2')?.textContent === before"
                )
            );
            await list.Keyboard.PressAsync("Escape");
            await Until(list, "document.querySelector('[role=dialog]') === null");
            opened.Add(
                await Act(list, $"{FirstRow}.click()", "document.querySelector('#main h1')?.textContent === before")
            );
        }

        Print("first rows, seen before, ms", warm[1..], "1,000");
        Print("a filter taken off, ms", filtered[1..], "200");
        Print("another order, ms", sorted[1..], "200");
        Print("a customer beside the list, ms", drawn[1..], "200");
        Print("a customer's page, ms", opened[1..], "800");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| scripts of the first screen, as sent, KB | {script / 1024:0} | | 250 |"
            )
        );
        Console.WriteLine();
    }

    private static void Print(string what, IReadOnlyList<double> figures, string goal) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {Load.Comparison.Median(figures):0} | {figures.Min():0} - {figures.Max():0} | {goal} |"
            )
        );

    // Milliseconds of the document until a condition holds and has been painted.
    private static Task<double> Until(IPage page, string condition) =>
        page.EvaluateAsync<double>(
            $$"""
            () => new Promise((done, refuse) => {
              const look = () => {
                if ({{condition}}) requestAnimationFrame(() => done(performance.now()));
                else if (performance.now() > 120000) refuse(new Error('It never came.'));
                else requestAnimationFrame(look);
              };
              look();
            })
            """
        );

    private static Task<double> Act(IPage page, string act, string condition) =>
        page.EvaluateAsync<double>(
            $$"""
            () => new Promise((done, refuse) => {
              const before = {{FirstRow}}.textContent;
              const began = performance.now();
              {{act}};
              const look = () => {
                if ({{condition}}) requestAnimationFrame(() => done(performance.now() - began));
                else if (performance.now() - began > 60000) refuse(new Error('It never came: ' + location.href));
                else requestAnimationFrame(look);
              };
              look();
            })
            """
        );

    private static async Task<IBrowserContext> Context(IBrowser browser, Uri address, string[] cookie)
    {
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = address.ToString(),
                Locale = "ja-JP",
                ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
            }
        );
        await context.AddCookiesAsync([
            new Cookie
            {
                Name = cookie[0],
                Value = cookie[1],
                Url = address.ToString(),
            },
        ]);
        return context;
    }

    // A session of whoever the token is of, as a browser holds it.
    private static async Task<string[]> Cookie(Uri address, string token, CancellationToken cancellation)
    {
        using var host = new HostApi(address, token);
        var me = HostApi.Required<string>(await host.Get("v1/me", cancellation), "personId");
        var link = HostApi.Required<string>(await host.Post("v1/sign-in-links", null, cancellation), "path");
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = address };
        using var answer = await client.PostAsJsonAsync(
            "/v1/sessions",
            new { code = link.Split('#')[1], personId = me },
            cancellation
        );
        answer.EnsureSuccessStatusCode();
        return answer.Headers.GetValues("Set-Cookie").First().Split(';')[0].Split('=', 2);
    }
}
