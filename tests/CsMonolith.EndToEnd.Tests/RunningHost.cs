using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using CsMonolith.Testing;

namespace CsMonolith.EndToEnd.Tests;

/// <summary>The built host as a process of its own, on a fresh database, as an operator would start it.</summary>
public sealed partial class RunningHost : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(60);
    private readonly TestDatabase _database = TestDatabase.Fresh();
    private readonly TaskCompletionSource<string> _link = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly System.Text.StringBuilder _log = new();
    private Process? _process;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The one-time link that it printed.</summary>
    public Uri Link { get; private set; } = new("http://127.0.0.1");

    /// <summary>The folder of the host's project: pages, and Scalar's bundle where it was fetched.</summary>
    public static string Project { get; } = Path.Combine(Root(), "src", "CsMonolith.Host");

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Project,
            ArgumentList = { typeof(Program).Assembly.Location, "--urls", Address.ToString(), "--contentRoot", Project },
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Database__Provider"] = TestDatabase.IsPostgres ? "postgres" : "sqlite";
        start.Environment["Database__ConnectionString"] = _database.ConnectionString;

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (await Task.WhenAny(_link.Task, _process.WaitForExitAsync(), Task.Delay(LongEnough)) != _link.Task)
        {
            throw new InvalidOperationException($"The host did not start:\n{_log}");
        }

        Link = new Uri(await _link.Task);
    }

    /// <inheritdoc />
    public Task DisposeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process?.Dispose();
        _database.Dispose();
    }

    private void Hear(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }

        if (line is not null && OneTimeLink().Match(line) is { Success: true } match)
        {
            _link.TrySetResult(match.Groups["link"].Value);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "CsMonolith.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return directory.FullName;
    }

    [GeneratedRegex(@"one-time sign-in: (?<link>\S+)", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex OneTimeLink();
}
