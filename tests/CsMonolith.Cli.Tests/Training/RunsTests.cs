using System.Text.Json;

namespace CsMonolith.Cli.Tests.Training;

public sealed class RunsTests(Bench bench) : IClassFixture<Bench>
{
    [Fact]
    public async Task A_run_tells_when_it_was_made_by_what_and_from_which_state_of_the_sources()
    {
        await Tool.RunOn(
            new DateOnly(2026, 3, 31),
            "train",
            bench.Csv,
            "--label",
            "churned",
            "--out",
            bench.In("made")
        );

        using var run = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(bench.In("made"), "run.json")));
        var made = run.RootElement.GetProperty("made");
        made.GetProperty("at").GetString().ShouldBe("2026-03-31T12:00:00Z");
        made.GetProperty("seconds").GetDouble().ShouldBe(0);
        made.GetProperty("by").GetString().ShouldStartWith("churn ");
        made.TryGetProperty("commit", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_and_compared_in_what_differs()
    {
        var home = bench.In("several");
        foreach (var (day, seed) in new[] { (1, "1"), (2, "5") })
        {
            await Tool.RunOn(
                new DateOnly(2026, 4, day),
                "train",
                bench.Csv,
                "--label",
                "churned",
                "--seed",
                seed,
                "--out",
                Path.Combine(home, $"run{day}")
            );
        }

        var listed = (await Tool.Run("runs", home)).Out.TrimEnd('\n').Split('\n');
        var compared = await Tool.Run("runs", "--compare", Path.Combine(home, "run1"), Path.Combine(home, "run2"));
        using var json = (await Tool.Run("runs", home, "--json")).Json;

        listed.Length.ShouldBe(3);
        listed[0].ShouldStartWith("run\tmade.at\tsource\trows\tlabel\tsignal\trocAuc.value");
        listed[1]
            .ShouldStartWith($"{Path.Combine(home, "run2")}\t2026-04-02T12:00:00Z\tmade.csv\t400\tchurned\tfound\t0.");
        compared.Out.ShouldContain("seed\t5\t1");
        compared.Out.ShouldNotContain("fingerprint");
        json.RootElement.GetProperty("runs").GetArrayLength().ShouldBe(2);
        (await Tool.Run("runs", bench.In("nowhere"))).Code.ShouldBe(5);
    }
}
