using System.Diagnostics;

namespace CsMonolith.Cli.Tests.Training;

/// <summary>A run that is repeated, starved, interrupted or killed and goes on comes out the same.</summary>
public sealed class RepeatedRunTests(Bench bench) : IClassFixture<Bench>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public async Task The_same_seed_leaves_the_same_bytes_at_any_number_of_threads(int threads)
    {
        var again = bench.In($"again-{threads}");
        (
            await Tool.Run("train", bench.Csv, "--label", "churned", "--out", again, "--threads", $"{threads}")
        ).Code.ShouldBe(0);

        ShouldBeTheSameRun(again, bench.RunFolder);
    }

    [Fact]
    public async Task A_starved_processor_changes_neither_the_outcome_nor_a_byte()
    {
        using var training = Tool.Start(null, "train", bench.Csv, "--label", "churned", "--out", bench.In("starved"));
        var error = training.StandardError.ReadToEndAsync();
        var output = training.StandardOutput.ReadToEndAsync();

        await Starve(training);

        training.ExitCode.ShouldBe(0, await error + await output);
        ShouldBeTheSameRun(bench.In("starved"), bench.RunFolder);
    }

    [Fact]
    public async Task An_interrupted_training_leaves_no_folder_and_says_130()
    {
        using var pressed = new CancellationTokenSource();
        pressed.CancelAfter(50);
        await File.WriteAllTextAsync(bench.In("long.csv"), Bench.Made(rows: 30_000, seed: 3));

        var said = await Tool.Run(
            pressed.Token,
            "train",
            bench.In("long.csv"),
            "--label",
            "churned",
            "--out",
            bench.In("long")
        );

        said.Code.ShouldBe(130);
        Directory.Exists(bench.In("long")).ShouldBeFalse();
    }

    [Fact]
    public async Task Ctrl_C_at_a_real_process_says_130()
    {
        await File.WriteAllTextAsync(bench.In("longer.csv"), Bench.Made(rows: 60_000, seed: 4));
        using var process = Tool.Start(
            language: null,
            "train",
            bench.In("longer.csv"),
            "--label",
            "churned",
            "--out",
            bench.In("longer")
        );

        // The first word of progress tells that the handler is in place.
        await process.StandardError.ReadLineAsync();
        using var kill = System.Diagnostics.Process.Start(
            "kill",
            ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]
        );
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(130);
        Directory.Exists(bench.In("longer")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_training_that_was_killed_goes_on_and_leaves_the_same_bytes()
    {
        await File.WriteAllTextAsync(bench.In("halved.csv"), Bench.Made(rows: 3_000, seed: 6));
        string[] line =
        [
            "train",
            bench.In("halved.csv"),
            "--label",
            "churned",
            "--out",
            bench.In("halved"),
            "--resume",
        ];
        using (var process = Tool.Start(language: null, line))
        {
            // The word of the second learner tells that the first is kept.
            while (
                !(
                    (await process.StandardError.ReadLineAsync())?.StartsWith("additive", StringComparison.Ordinal)
                    ?? true
                )
            ) { }

            process.Kill();
            await process.WaitForExitAsync();
            process.ExitCode.ShouldNotBe(0);
        }

        Directory.Exists(bench.In("halved")).ShouldBeFalse();
        Directory
            .GetFiles(bench.In(".halved.checkpoint"))
            .ShouldContain(file => Path.GetFileName(file).StartsWith("linear-", StringComparison.Ordinal));
        var resumed = await Tool.RunProcess(language: null, line);
        var whole = await Tool.RunProcess(
            language: null,
            "train",
            bench.In("halved.csv"),
            "--label",
            "churned",
            "--out",
            bench.In("whole")
        );

        (resumed.Code, whole.Code).ShouldBe((0, 0), resumed.Error);
        ShouldBeTheSameRun(bench.In("halved"), bench.In("whole"));

        Directory.Exists(bench.In(".halved.checkpoint")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_training_is_repeated_from_its_run_to_the_byte_and_other_rows_are_refused()
    {
        await File.WriteAllTextAsync(bench.In("due.csv"), Bench.WithDue());
        (
            await Tool.Run(
                "train",
                bench.In("due.csv"),
                "--label",
                "churned",
                "--monotone",
                "tenure=-1",
                "--seed",
                "9",
                "--out",
                bench.In("first")
            )
        ).Code.ShouldBe(0);

        var said = await Tool.Run(
            "train",
            bench.In("due.csv"),
            "--again",
            Path.Combine(bench.In("first"), "run.json"),
            "--out",
            bench.In("second"),
            "--threads",
            "2"
        );
        await File.WriteAllTextAsync(
            bench.In("other.csv"),
            Bench.WithDue().Replace(",no,", ",yes,").Replace("\n3", "\n4")
        );
        var other = await Tool.Run(
            "train",
            bench.In("other.csv"),
            "--again",
            bench.In("first"),
            "--out",
            bench.In("x")
        );

        said.Code.ShouldBe(0, said.Error);
        ShouldBeTheSameRun(bench.In("second"), bench.In("first"));

        (other.Code, other.Error.Contains("--asof")).ShouldBe((3, true));
        (await Tool.Run("train", bench.In("due.csv"), "--out", bench.In("x"))).Code.ShouldBe(2);
        (
            await Tool.Run(
                "train",
                bench.In("due.csv"),
                "--label",
                "churned",
                "--again",
                bench.In("first"),
                "--out",
                bench.In("x")
            )
        ).Code.ShouldBe(2);
    }

    // When a run was made, and how long it took, is no part of what came out.
    private static void ShouldBeTheSameRun(string folder, string first)
    {
        foreach (var file in Directory.GetFiles(first))
        {
            var other = Path.Combine(folder, Path.GetFileName(file));
            if (Path.GetFileName(file) == "run.json")
            {
                WithoutItsMaking(other).ShouldBe(WithoutItsMaking(file));
            }
            else
            {
                File.ReadAllBytes(other).ShouldBe(File.ReadAllBytes(file), file);
            }
        }
    }

    private static string WithoutItsMaking(string path)
    {
        var run = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        run.Remove("made").ShouldBeTrue();
        return run.ToJsonString();
    }

    // Takes the processor away for longer than any limit that a clock might set, again and again, wherever the
    // process is just then.
    private static async Task Starve(Process process)
    {
        while (!process.HasExited)
        {
            await Signal(process, "-STOP");
            await Task.Delay(150);
            await Signal(process, "-CONT");
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(75));
        }

        await process.WaitForExitAsync();
    }

    private static async Task Signal(Process process, string signal)
    {
        using var kill = Process.Start(
            new ProcessStartInfo("kill", [signal, $"{process.Id}"])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        await kill.WaitForExitAsync();
    }
}
