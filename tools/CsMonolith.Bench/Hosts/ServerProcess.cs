using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CsMonolith.HostClient;

namespace CsMonolith.Bench.Hosts;

/// <summary>A server under load, as a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(60);
    private readonly StringBuilder _log = new();
    private bool _isGone;

    private ServerProcess(Process process, Uri address) => (Process, Address) = (process, address);

    public Process Process { get; }

    public Uri Address { get; }

    /// <summary>What it has said so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts an assembly and waits until a path answers well.</summary>
    public static async Task<ServerProcess> Start(
        string assembly,
        string readyAt,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellation
    )
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments, "--urls", address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // What is measured is the work, not the quota.
        foreach (var limit in new[] { "Exports", "Uploads", "Figures" })
        {
            start.Environment[$"Limits__{limit}PerMinute"] = "600000";
        }

        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        var server = new ServerProcess(Process.Start(start)!, address);
        server.Process.OutputDataReceived += (_, line) => server.Hear(line.Data);
        server.Process.ErrorDataReceived += (_, line) => server.Hear(line.Data);
        server.Process.BeginOutputReadLine();
        server.Process.BeginErrorReadLine();
        await server.Until(async () =>
        {
            using var http = new HttpClient { BaseAddress = address };
            try
            {
                using var answer = await http.GetAsync(readyAt, cancellation);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return server;
    }

    /// <summary>Waits for something, as long as the process lives.</summary>
    public async Task Until(Func<Task<bool>> done)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await done())
        {
            if (Process.HasExited || Stopwatch.GetElapsedTime(began) > LongEnough)
            {
                throw new InvalidOperationException($"The server did not get ready:\n{Log}");
            }

            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isGone)
        {
            return;
        }

        _isGone = true;
        if (!Process.HasExited)
        {
            Process.Kill();
            await Process.WaitForExitAsync();
        }

        Process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Signs in as the first administrator, by the one-time link that an empty host prints.</summary>
    /// <returns>The host's API, called by that administrator; the caller disposes it.</returns>
    public async Task<HostApi> SignInAsFirstAdministrator(CancellationToken cancellation)
    {
        const string mark = "one-time sign-in: ";
        await Until(() => Task.FromResult(Log.Contains(mark, StringComparison.Ordinal)));
        var link = Log.Split(mark)[1].Split('\n')[0].Trim();
        var host = new HostApi(Address);
        await host.SignIn(link.Split('#')[1], personId: null, "Admin", cancellation);
        return host;
    }
}
