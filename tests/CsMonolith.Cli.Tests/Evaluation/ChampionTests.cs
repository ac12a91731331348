using System.Text.Json;

namespace CsMonolith.Cli.Tests.Evaluation;

/// <summary>compare against a model that a host has registered.</summary>
public sealed class ChampionTests(ChampionTests.Runs runs) : IClassFixture<ChampionTests.Runs>
{
    private static readonly string[] Access = ["--token", "t0ken"];

    [Fact]
    public async Task A_run_is_held_against_the_champion_on_the_rows_that_it_was_judged_by_and_had_not_seen()
    {
        using var host = new StubHost(
            Panel.Host(runs.Artefact("old"), "2024-07-01", "2024-10-31", labelled: runs.Text("new"))
        );

        var said = await Tool.Run([
            "compare",
            runs.In("new"),
            "champion",
            "--host",
            host.Address,
            .. Access,
            "--capacity",
            "20",
            "--json",
        ]);

        said.Code.ShouldBe(0, said.Error);
        using var json = said.Json;
        var (champion, run) = (json.RootElement.GetProperty("runs")[0], json.RootElement.GetProperty("runs")[1]);
        (champion.GetProperty("run").GetString(), run.GetProperty("run").GetString()).ShouldBe(
            ("2025-05-01-1", runs.In("new"))
        );
        var judged = await File.ReadAllLinesAsync(Path.Combine(runs.In("new"), "predictions.csv"));
        json.RootElement.GetProperty("rows").GetInt32().ShouldBe(judged.Length - 1);
        using var metrics = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(runs.In("new"), "metrics.json"))
        );
        run.GetProperty("logLoss").GetDouble().ShouldBe(metrics.RootElement.GetProperty("logLoss").GetDouble(), 1e-12);
        var difference = run.GetProperty("againstFirst").GetProperty("logLoss");
        difference
            .GetProperty("value")
            .GetDouble()
            .ShouldBe(run.GetProperty("logLoss").GetDouble() - champion.GetProperty("logLoss").GetDouble(), 1e-12);
        difference.GetProperty("low").GetDouble().ShouldBeLessThan(difference.GetProperty("value").GetDouble());
        champion.GetProperty("observed").GetDouble().ShouldBe(run.GetProperty("observed").GetDouble());
        json.RootElement.GetProperty("segments")
            .EnumerateArray()
            .Select(one => one.GetProperty("column").GetString())
            .Distinct()
            .ShouldBe(["plan"]);
        // All rows are of months after those that the champion learned from.
        json.RootElement.GetProperty("learnedFrom").GetArrayLength().ShouldBe(0);
        host.Asked.Select(asked => (asked.Method, asked.Path, asked.Authorization))
            .ShouldBe([
                ("GET", "/v1/models/champion", "Bearer t0ken"),
                ("GET", "/v1/models/2025-05-01-1/artefact", "Bearer t0ken"),
                (
                    "GET",
                    "/v1/training-extracts?from=2025-01&to=2025-04&outcome=churned&horizonDays=90&policy=recordedEvent",
                    "Bearer t0ken"
                ),
            ]);
    }

    [Fact]
    public async Task What_the_team_catches_is_counted_in_yearly_revenue_of_those_who_left()
    {
        using var host = new StubHost(
            Panel.Host(runs.Artefact("old"), "2024-07-01", "2024-10-31", labelled: runs.Text("new"))
        );

        using var json = (
            await Tool.Run([
                "compare",
                runs.In("new"),
                "champion",
                "--host",
                host.Address,
                .. Access,
                "--capacity",
                "100000",
                "--json",
            ])
        ).Json;

        // A team that looks after everybody catches everything.
        var lines = runs.Text("new").Split('\n')[1..];
        var lost = (await File.ReadAllLinesAsync(Path.Combine(runs.In("new"), "predictions.csv")))[1..]
            .Select(line => line.Split(','))
            .Where(cells => cells[2] == "1")
            .Sum(cells => 12 * int.Parse(lines[int.Parse(cells[0])].Split(',')[3]));
        json.RootElement.GetProperty("worth").GetString().ShouldBe("ARR");
        json.RootElement.GetProperty("runs")[0].GetProperty("caught").GetProperty("value").GetDouble().ShouldBe(lost);
        json.RootElement.GetProperty("runs")[1]
            .GetProperty("againstFirst")
            .GetProperty("caught")
            .GetProperty("value")
            .GetDouble()
            .ShouldBe(0);
    }

    [Fact]
    public async Task A_champion_that_may_have_learned_these_very_rows_is_told_to_be_flattered()
    {
        using var host = new StubHost(
            Panel.Host(runs.Artefact("new"), "2025-01-01", "2025-04-30", labelled: runs.Text("new"))
        );

        var said = await Tool.Run([
            "compare",
            runs.In("new"),
            "champion",
            "--host",
            host.Address,
            .. Access,
            "--lang",
            "ja",
        ]);

        said.Code.ShouldBe(0, said.Error);
        said.Error.ShouldContain("2025-05-01-1 は 2025-04-30 までの行で学習しています");
        said.Out.ShouldContain("捕捉 ARR");
    }

    [Fact]
    public async Task Rows_that_are_not_those_of_the_run_are_refused_and_the_file_itself_is_taken()
    {
        using var host = new StubHost(Panel.Host(runs.Artefact("old"), null, null, labelled: runs.Text("old")));
        using var empty = new StubHost(Panel.Host(runs.Artefact("old"), null, null));

        var refused = await Tool.Run(["compare", runs.In("new"), "champion", "--host", host.Address, .. Access]);
        var nothing = await Tool.Run(["compare", runs.In("new"), "champion", "--host", empty.Address, .. Access]);
        var taken = await Tool.Run([
            "compare",
            runs.In("new"),
            "champion",
            "--host",
            empty.Address,
            .. Access,
            "--rows",
            runs.In("new.csv"),
        ]);

        (refused.Code, refused.Out, nothing.Code).ShouldBe((3, "", 3));
        refused.Error.ShouldContain("--rows FILE");
        nothing.Error.ShouldContain("--rows FILE");
        taken.Code.ShouldBe(0, taken.Error);
        taken.Out.ShouldContain($"{runs.In("new")} − 2025-05-01-1\tlog loss");
    }

    [Fact]
    public async Task A_column_that_told_the_run_s_rows_apart_is_no_feature_but_a_segment_here()
    {
        var apart = string.Join(
            '\n',
            runs.Text("new")
                .Split('\n')
                .Select(
                    (line, i) =>
                        line.Length == 0
                            ? line
                            : line.Insert(
                                line.LastIndexOf(','),
                                i == 0 ? ",due_within_horizon"
                                    : i % 2 == 0 ? ",yes"
                                    : ",no"
                            )
                )
        );
        using var host = new StubHost(Panel.Host(runs.Artefact("old"), null, null, labelled: apart));
        Directory.CreateDirectory(runs.In("apart"));
        File.Copy(
            Path.Combine(runs.In("new"), "predictions.csv"),
            Path.Combine(runs.In("apart"), "predictions.csv"),
            overwrite: true
        );
        await File.WriteAllTextAsync(
            Path.Combine(runs.In("apart"), "run.json"),
            (await File.ReadAllTextAsync(Path.Combine(runs.In("new"), "run.json"))).Replace(
                "\"seed\"",
                "\"segment\":\"due_within_horizon\",\"seed\"",
                StringComparison.Ordinal
            )
        );

        using var json = (
            await Tool.Run(["compare", runs.In("apart"), "champion", "--host", host.Address, .. Access, "--json"])
        ).Json;

        json.RootElement.GetProperty("segments")
            .EnumerateArray()
            .Select(one => one.GetProperty("column").GetString())
            .Distinct()
            .ShouldBe(["plan", "due_within_horizon"]);
    }

    [Fact]
    public async Task A_champion_that_needs_a_column_which_is_not_there_is_refused_by_name()
    {
        using var host = new StubHost(Panel.Host(runs.Artefact("old"), null, null, labelled: runs.Text("narrow")));

        var refused = await Tool.Run(["compare", runs.In("narrow"), "champion", "--host", host.Address, .. Access]);

        (refused.Code, refused.Out).ShouldBe((3, ""));
        refused.Error.ShouldContain("2025-05-01-1 cannot score these rows");
        refused.Error.ShouldContain("'use'");
    }

    [Fact]
    public async Task On_a_file_the_registered_model_and_the_run_are_both_scored()
    {
        using var host = new StubHost(Panel.Host(runs.Artefact("old"), null, null));
        await File.WriteAllTextAsync(runs.In("later.csv"), Panel.Csv(new(2025, 8, 1), months: 2, seed: 9));

        using var json = (
            await Tool.Run([
                "compare",
                runs.In("new"),
                "champion",
                "--host",
                host.Address,
                .. Access,
                "--on",
                runs.In("later.csv"),
                "--label",
                "label",
                "--by",
                "plan",
                "--json",
            ])
        ).Json;
        var alone = await Tool.Run(["compare", "champion", "2025-05-01-1", "--host", host.Address, .. Access]);

        json.RootElement.GetProperty("rows").GetInt32().ShouldBe(2 * Panel.Customers);
        json.RootElement.GetProperty("segments").GetArrayLength().ShouldBe(3);
        alone.Code.ShouldBe(2);
        alone.Error.ShouldContain("--on FILE.csv");
    }

    [Fact]
    public async Task An_artefact_that_is_not_the_registered_one_is_not_used()
    {
        var answers = Panel.Host(runs.Artefact("old"), null, null, labelled: runs.Text("new"));
        answers["/v1/models/2025-05-01-1/artefact"] = new(200, "application/json", runs.Artefact("new"));
        using var host = new StubHost(answers);

        var refused = await Tool.Run(["compare", runs.In("new"), "champion", "--host", host.Address, .. Access]);

        refused.Code.ShouldBe(5);
        refused.Error.ShouldContain("SHA-256");
    }

    [Fact]
    public async Task A_host_without_a_champion_and_a_host_without_a_token_are_told()
    {
        using var host = new StubHost(new Dictionary<string, StubAnswer>());

        var none = await Tool.Run(["compare", runs.In("new"), "champion", "--host", host.Address, .. Access]);

        (none.Code, none.Error.Trim()).ShouldBe((6, "There is nothing."));
        (await Tool.Run("compare", runs.In("new"), "champion", "--host", host.Address)).Code.ShouldBe(2);
        (await Tool.Run("compare", runs.In("new"), "champion")).Code.ShouldBe(5);
    }

    /// <summary>A run of last year's rows, one of this year's, and one whose rows lack a column.</summary>
    public sealed class Runs : IAsyncLifetime
    {
        private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("churn-champion-");

        public string In(string name) => Path.Combine(_home.FullName, name);

        public string Text(string run) => File.ReadAllText(In($"{run}.csv"));

        public byte[] Artefact(string run) => File.ReadAllBytes(Path.Combine(In(run), "model.json"));

        public async Task InitializeAsync()
        {
            await Train("old", Panel.Csv(new(2024, 7, 1), months: 4, seed: 1));
            await Train("new", Panel.Csv(new(2025, 1, 1), months: 4, seed: 2));
            await Train(
                "narrow",
                string.Join(
                    '\n',
                    Text("new")
                        .Split('\n')
                        .Select(line =>
                            line.Length == 0 ? line : string.Join(',', line.Split(',').Where((_, i) => i != 4))
                        )
                )
            );
        }

        public Task DisposeAsync()
        {
            _home.Delete(recursive: true);
            return Task.CompletedTask;
        }

        private async Task Train(string name, string csv)
        {
            await File.WriteAllTextAsync(In($"{name}.csv"), csv);
            (await Tool.Run("train", In($"{name}.csv"), "--label", "label", "--out", In(name))).Code.ShouldBe(0);
        }
    }
}
