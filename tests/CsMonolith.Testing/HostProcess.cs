using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CsMonolith.Testing;

/// <summary>
/// The built host as a process of its own, as an operator would start it: to be killed, stopped and started again on
/// the same database and port. It is the one that lies beside the test's assembly, or in the folder that
/// <c>TEST_HOST</c> names.
/// </summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(5);
    private readonly ProcessStartInfo _start;
    private readonly StringBuilder _log = new();
    private TaskCompletionSource<Uri> _link = New();
    private Process? _process;

    private HostProcess(ProcessStartInfo start, Uri address) => (_start, Address) = (start, address);

    /// <summary>The repository's folder.</summary>
    public static string Repository { get; } = Root();

    /// <summary>The folder of the host's project: where its pages are.</summary>
    public static string Project { get; } = Path.Combine(Repository, "src", "CsMonolith.Host");

    /// <summary>Where it listens; the same after each start.</summary>
    public Uri Address { get; }

    /// <summary>The one-time link that it printed last.</summary>
    public Uri Link => _link.Task.Result;

    /// <summary>Its process, to be looked at or sent signals.</summary>
    public Process Process => _process ?? throw new InvalidOperationException("The host does not run.");

    /// <summary>What it has said so far, over all starts.</summary>
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

    /// <summary>Starts a host and waits until it answers that it is ready.</summary>
    /// <param name="database">Its database; several hosts may share one of PostgreSQL.</param>
    /// <param name="settings">Configuration beside the database, such as <c>("Reporting:TimeZone", "UTC")</c>.</param>
    public static async Task<HostProcess> Start(TestDatabase database, params (string Key, string Value)[] settings)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Project,
            ArgumentList =
            {
                Path.Combine(
                    Environment.GetEnvironmentVariable("TEST_HOST") ?? AppContext.BaseDirectory,
                    "CsMonolith.Host.dll"
                ),
                "--urls",
                address.ToString(),
                "--contentRoot",
                Project,
            },
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Database__Provider"] = TestDatabase.IsPostgres ? "postgres" : "sqlite";
        start.Environment["Database__ConnectionString"] = database.ConnectionString;
        start.Environment["Privacy__KeyFile"] = database.Configuration["Privacy:KeyFile"];

        // Tests ask more of one host in a minute than anybody.
        foreach (var limit in new[] { "Exports", "Uploads", "Figures" })
        {
            start.Environment[$"Limits__{limit}PerMinute"] = "600000";
        }

        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var host = new HostProcess(start, address);
        await host.StartAgain();
        return host;
    }

    /// <summary>Starts it, on the same database and port.</summary>
    /// <returns>The time from the start of the process to its first answer that it is ready.</returns>
    public async Task<TimeSpan> StartAgain()
    {
        var began = Stopwatch.GetTimestamp();
        _link = New();
        _process?.Dispose();
        _process = Process.Start(_start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = Address };
        while (!await IsReady(client))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(began) > LongEnough)
            {
                // What it said last is heard before the exit is; a host that hangs is not waited for.
                await (_process.HasExited ? _process.WaitForExitAsync() : Task.CompletedTask);
                throw new InvalidOperationException($"The host did not start:\n{Log}");
            }

            await Task.Delay(20);
        }

        var took = Stopwatch.GetElapsedTime(began);

        // The link is printed after the first answer; who wants it shall find it.
        await Task.WhenAny(_link.Task, Task.Delay(TimeSpan.FromSeconds(10)));
        return took;
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop()
    {
        Signal("TERM");
        await Process.WaitForExitAsync();
        return Process.ExitCode;
    }

    /// <summary>Sends a signal by its name, such as <c>STOP</c>.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, Process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>A client that is signed in as the first administrator of an empty installation.</summary>
    public async Task<HttpClient> AsFirstAdmin()
    {
        var client = new HttpClient { BaseAddress = Address };
        var started = await client.PostAsJsonAsync(
            "/v1/sessions",
            new { code = Link.Fragment.TrimStart('#'), firstAdminName = "管理 花子" }
        );
        started.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()
        );
        await OneOwner.ActsAlone(client);
        return client;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await Kill();
        }

        _process?.Dispose();
    }

    private static async Task<bool> IsReady(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Hear(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }

        if (line is not null && OneTimeLink().Match(line) is { Success: true } match)
        {
            _link.TrySetResult(new Uri(match.Groups["link"].Value));
        }
    }

    private static TaskCompletionSource<Uri> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal static int FreePort()
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
            directory =
                directory.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return directory.FullName;
    }

    [GeneratedRegex(@"one-time sign-in: (?<link>\S+)")]
    private static partial Regex OneTimeLink();
}
