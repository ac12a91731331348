using System.Diagnostics;
using System.Text;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Tests;

/// <summary>What a run of the tool left.</summary>
internal sealed record Said(int Code, string Out, string Error)
{
    public System.Text.Json.JsonDocument Json => System.Text.Json.JsonDocument.Parse(Out);
}

/// <summary>Drives the real command line: in this process through its entry, or as a process of its own.</summary>
internal static class Tool
{
    public static Task<Said> Run(params string[] args) => Run(CancellationToken.None, args);

    public static Task<Said> Run(CancellationToken cancellation, params string[] args) =>
        Run(TimeProvider.System, cancellation, args);

    /// <summary>Runs by a clock that fails: stands for a fault of the tool itself.</summary>
    public static Task<Said> RunWithFault(params string[] args) => Run(new BrokenClock(), CancellationToken.None, args);

    /// <summary>Runs at noon of a day.</summary>
    public static Task<Said> RunOn(DateOnly day, params string[] args) =>
        Run(new NoonOf(day), CancellationToken.None, args);

    private static async Task<Said> Run(TimeProvider time, CancellationToken cancellation, string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ChurnTool.Run(
            args,
            new CliEnvironment(output, error, "en", IsTerminal: false, cancellation) { Time = time }
        );
        return new Said(code, output.ToString(), error.ToString());
    }

    public static Process Start(string? language, params string[] args) => Start(language, _ => { }, args);

    public static Process Start(string? language, Action<ProcessStartInfo> shape, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var arg in args.Prepend(typeof(ChurnTool).Assembly.Location).Prepend("exec"))
        {
            start.ArgumentList.Add(arg);
        }

        start.Environment["LC_ALL"] = language ?? "C.UTF-8";
        shape(start);
        return Process.Start(start)!;
    }

    public static async Task<Said> RunProcess(string? language, params string[] args)
    {
        using var process = Start(language, args);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Said(process.ExitCode, output, await error);
    }

    private sealed class BrokenClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new InvalidOperationException("The clock is broken.");
    }

    private sealed class NoonOf(DateOnly day) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
    }
}

/// <summary>A folder with a small table, and a run trained from it once for all tests.</summary>
public sealed class Bench : IAsyncLifetime
{
    public string Home { get; } = Directory.CreateTempSubdirectory("churn-tests-").FullName;

    public string Csv => In("made.csv");

    public string RunFolder => In("run");

    public string Model => Path.Combine(RunFolder, "model.json");

    internal Said Trained { get; private set; } = new(-1, "", "");

    public string In(string name) => Path.Combine(Home, name);

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Csv, Made(rows: 400, seed: 1));
        Trained = await Tool.Run("train", Csv, "--label", "churned", "--out", RunFolder, "--json");
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Home, recursive: true);
        return Task.CompletedTask;
    }

    public static string Made(int rows, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder("tenure,plan,copy,churned\n");
        for (var row = 0; row < rows; row++)
        {
            var (tenure, plan) = (random.Next(72), random.Next(3));
            var churned = random.NextDouble() < 1 / (1 + Math.Exp(0.08 * tenure - 1.5 + (plan == 2 ? 1.5 : 0)));
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{(random.Next(25) == 0 ? "" : tenure)},{"abc"[plan]},{(row % 7) * 2},{(churned ? 1 : 0)}\n"
            );
        }

        return text.ToString();
    }

    // Those whose contract is due churn twice as often.
    public static string WithDue()
    {
        var random = new Random(3);
        var text = new System.Text.StringBuilder("tenure,due_within_horizon,churned\n");
        for (var row = 0; row < 600; row++)
        {
            var (tenure, due) = (random.Next(72), random.Next(3) == 0);
            text.Append(
                $"{tenure},{(due ? "yes" : "no")},"
                    + $"{(random.NextDouble() < (due ? 0.6 : 0.3) * (tenure < 36 ? 1.4 : 0.4) ? 1 : 0)}\n"
            );
        }

        return text.ToString();
    }
}
