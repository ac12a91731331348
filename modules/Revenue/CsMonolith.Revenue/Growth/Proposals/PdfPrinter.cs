using System.Diagnostics;

namespace CsMonolith.Revenue.Growth.Proposals;

/// <summary>
/// Prints HTML to PDF with the server's Chromium, two at a time. A print takes about a second and is given up after a
/// minute.
/// </summary>
internal sealed class PdfPrinter(RevenueSettings settings) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _presses = new(2);

    /// <summary>Prints a page that needs no other file.</summary>
    /// <returns>The PDF, or a refusal that says what is missing.</returns>
    public async Task<Result<byte[]>> Print(string html, CancellationToken cancellation)
    {
        if (settings.Chromium is not { } chromium || !File.Exists(chromium))
        {
            return GrowthErrors.NoChromium(settings.Chromium);
        }

        await _presses.WaitAsync(cancellation);
        var folder = Directory.CreateTempSubdirectory("cs-proposal-");
        try
        {
            var (page, pdf) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "page.pdf"));
            await File.WriteAllTextAsync(page, html, cancellation);
            using var press = Process.Start(Order(chromium, folder.FullName, page, pdf))!;
            var over = press.WaitForExitAsync(cancellation);
            if (await Task.WhenAny(over, Task.Delay(Longest, cancellation)) != over || !over.IsCompletedSuccessfully)
            {
                press.Kill(entireProcessTree: true);
            }

            cancellation.ThrowIfCancellationRequested();
            return File.Exists(pdf)
                ? await File.ReadAllBytesAsync(pdf, cancellation)
                : GrowthErrors.NotPrinted(chromium);
        }
        finally
        {
            folder.Delete(recursive: true);
            _presses.Release();
        }
    }

    public void Dispose() => _presses.Dispose();

    private static ProcessStartInfo Order(string chromium, string folder, string page, string pdf)
    {
        var order = new ProcessStartInfo(chromium) { UseShellExecute = false, RedirectStandardError = false };
        foreach (
            var argument in new[]
            {
                "--headless",
                "--disable-gpu",
                "--no-first-run",
                "--disable-extensions",
                "--disable-background-networking",
                "--log-level=3",
                // Our own page names nothing outside; should it ever, nothing is found there.
                "--host-resolver-rules=MAP * ~NOTFOUND",
                $"--user-data-dir={Path.Combine(folder, "profile")}",
                "--no-pdf-header-footer",
                $"--print-to-pdf={pdf}",
            }
        )
        {
            order.ArgumentList.Add(argument);
        }

        // Chromium refuses its sandbox to a privileged user.
        if (Environment.IsPrivilegedProcess)
        {
            order.ArgumentList.Add("--no-sandbox");
        }

        order.ArgumentList.Add(new Uri(page).AbsoluteUri);
        return order;
    }
}
