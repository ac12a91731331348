using System.Diagnostics;
using System.Globalization;

namespace CsMonolith.Testing;

/// <summary>
/// A real OpenID Connect provider (npm oidc-provider) as a process on loopback. Its address is known before it starts,
/// since the host and it must know each other's. Whoever signs in as NAME has the address NAME@example.jp.
/// </summary>
public sealed class OidcProvider : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(HostProcess.Repository, "tests", "oidc");
    private readonly int _port = HostProcess.FreePort();
    private Process? _process;

    /// <summary>Why tests with a provider are skipped here, or <c>null</c>.</summary>
    public static string? Missing { get; } =
        !Directory.Exists(Path.Combine(Folder, "node_modules", "oidc-provider"))
            ? "The identity provider is not here; tools/test fetches it with npm, or: npm --prefix tests/oidc ci."
            : null;

    /// <summary>Its issuer.</summary>
    public string Issuer => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    /// <summary>Starts it.</summary>
    /// <param name="callbacks">Where browsers may be sent back to.</param>
    public async Task Start(params string[] callbacks)
    {
        var start = new ProcessStartInfo("node")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach (
            var argument in new[] { "provider.mjs", _port.ToString(CultureInfo.InvariantCulture) }.Concat(callbacks)
        )
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("ready", StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException("The identity provider did not start.");
    }

    /// <summary>Starts it anew at the same address, signing with another key and publishing no other.</summary>
    public async Task RollKeysOver()
    {
        await Stop();
        await Start("--new-keys");
    }

    /// <summary>Stops it.</summary>
    public async Task Stop()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }

    /// <summary>An access token, as the provider issues it at the end of a sign-in.</summary>
    public async Task<string> Token(string name, string audience, int secondsToLive = 300, bool withEmail = false)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(
            new Uri(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Issuer}/test/token?sub={name}&aud={Uri.EscapeDataString(audience)}&ttl={secondsToLive}{(withEmail ? "&email=1" : "")}"
                )
            )
        );
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Stop();
        _process?.Dispose();
    }
}
