using System.Text.Json;

namespace CsMonolith.Cli.Tests.Training;

public sealed class TrainTests(Bench bench) : IClassFixture<Bench>
{
    [Fact]
    public void Training_needs_no_flag_but_the_label_and_the_folder()
    {
        bench.Trained.Code.ShouldBe(0, bench.Trained.Error);
        Directory
            .GetFiles(bench.RunFolder)
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "MODEL_CARD.md",
                "metrics.json",
                "model.json",
                "predictions.csv",
                "report.html",
                "run.json",
                "splits.csv",
            ]);
    }

    [Fact]
    public void With_json_there_is_one_object_on_stdout_and_nothing_else()
    {
        using var said = bench.Trained.Json;

        said.RootElement.EnumerateObject()
            .Select(property => property.Name)
            .ShouldBe(["run", "signal", "protocol", "metrics", "findings"]);
        said.RootElement.GetProperty("metrics").GetProperty("logLoss").GetDouble().ShouldBeLessThan(0.6);
        bench.Trained.Out.Count(letter => letter == '\n').ShouldBe(1);
    }

    [Fact]
    public void Progress_in_a_log_is_plain_lines()
    {
        bench.Trained.Error.ShouldContain("additive 100");
        bench.Trained.Error.ShouldNotContain("\r");
    }

    [Fact]
    public void The_reference_stands_beside_the_model_in_card_report_and_figures()
    {
        using var metrics = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(bench.RunFolder, "metrics.json")));
        var reference = metrics.RootElement.GetProperty("reference");
        var (ours, theirs) = (
            metrics.RootElement.GetProperty("logLoss").GetDouble(),
            reference.GetProperty("metrics").GetProperty("logLoss").GetDouble()
        );

        reference.GetProperty("learner").GetString().ShouldBe("mlnet-lightgbm");
        reference.GetProperty("logLossDifference").GetProperty("value").GetDouble().ShouldBe(theirs - ours, 1e-9);
        reference.GetProperty("importance")[0].GetProperty("feature").GetString().ShouldBe("tenure");
        reference.GetProperty("ourImportance")[0].GetProperty("feature").GetString().ShouldBe("tenure");
        reference.GetProperty("factors").GetArrayLength().ShouldBe(3);
        metrics
            .RootElement.GetProperty("candidates")
            .EnumerateArray()
            .Select(one => one.GetProperty("name").GetString())
            .ShouldBe(["base-rate", "linear", "additive", "trees", "mlnet-lightgbm", "blend"]);
        File.ReadAllText(Path.Combine(bench.RunFolder, "MODEL_CARD.md")).ShouldContain("## Reference: mlnet-lightgbm");
        File.ReadAllText(Path.Combine(bench.RunFolder, "report.html")).ShouldContain("参照モデルとの比較");
    }

    [Theory]
    [InlineData("mlnet-lightgbm")]
    [InlineData("mlnet-fasttree")]
    public async Task A_learner_of_ML_NET_is_used_alone_and_again(string learner)
    {
        var (once, again) = (bench.In(learner), bench.In($"{learner}-again"));
        var said = await Tool.Run("train", bench.Csv, "--label", "churned", "--out", once, "--learner", learner);
        var repeated = await Tool.Run("train", bench.Csv, "--again", once, "--out", again);

        (said.Code, repeated.Code).ShouldBe((0, 0), said.Error + repeated.Error);
        using var run = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(once, "run.json")));
        run.RootElement.GetProperty("learner").GetString().ShouldBe(learner);
        using var metrics = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(once, "metrics.json")));
        metrics.RootElement.TryGetProperty("reference", out _).ShouldBeFalse();
        metrics
            .RootElement.GetProperty("candidates")
            .EnumerateArray()
            .Select(one => one.GetProperty("name").GetString())
            .ShouldBe(["base-rate", learner, "blend"]);
        File.ReadAllBytes(Path.Combine(again, "model.json"))
            .ShouldBe(File.ReadAllBytes(Path.Combine(once, "model.json")));
    }

    [Fact]
    public async Task A_learner_that_cannot_keep_to_a_direction_says_so()
    {
        var said = await Tool.Run(
            "train",
            bench.Csv,
            "--label",
            "churned",
            "--out",
            bench.In("x"),
            "--learner",
            "mlnet-lightgbm",
            "--monotone",
            "tenure=-1"
        );

        said.Code.ShouldBe(2);
        said.Error.ShouldContain("--learner mlnet-lightgbm cannot hold a forecast to one direction");
        Directory.Exists(bench.In("x")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_wrong_label_is_a_usage_error_and_brings_the_nearest_names()
    {
        var said = await Tool.Run("train", bench.Csv, "--label", "churn", "--out", bench.In("x"));

        said.Code.ShouldBe(2);
        said.Error.ShouldContain("Nearest: churned");
        Directory.Exists(bench.In("x")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_unknown_flag_is_a_usage_error_and_brings_the_nearest_ones()
    {
        var said = await Tool.Run("train", bench.Csv, "--label", "churned", "--out", bench.In("x"), "--lable", "y");

        said.Code.ShouldBe(2);
        said.Error.ShouldContain("Did you mean --label");
        said.Error.ShouldContain("churn train --help");
    }

    [Fact]
    public async Task A_broken_row_is_named_by_line_column_and_value()
    {
        await File.WriteAllTextAsync(bench.In("broken.csv"), "x,churned\n1,0\n2,perhaps\n");

        var said = await Tool.Run(
            "train",
            bench.In("broken.csv"),
            "--label",
            "churned",
            "--out",
            bench.In("x"),
            "--json"
        );

        said.Code.ShouldBe(3);
        said.Out.ShouldBeEmpty();
        said.Error.ShouldContain("Line 3, column 'churned', value 'perhaps'");
    }

    [Fact]
    public async Task A_column_that_knows_too_much_warns_and_does_not_fail()
    {
        var lines = (await File.ReadAllLinesAsync(bench.Csv)).Select(
            (line, i) => i == 0 ? "closed," + line : $"{line[^1]}.5,{line}"
        );
        await File.WriteAllLinesAsync(bench.In("leaky.csv"), lines);

        var said = await Tool.Run("train", bench.In("leaky.csv"), "--label", "churned", "--out", bench.In("leaky"));

        said.Code.ShouldBe(0);
        said.Error.ShouldContain("leak.too-good closed");
    }

    [Fact]
    public async Task Rows_count_by_their_weight_and_directions_are_kept()
    {
        var lines = (await File.ReadAllLinesAsync(bench.Csv)).Select(
            (line, i) =>
                line
                + (
                    i == 0 ? ",w"
                    : i % 2 == 0 ? ",3"
                    : ",1"
                )
        );
        await File.WriteAllLinesAsync(bench.In("weighted.csv"), lines);

        var said = await Tool.Run(
            "train",
            bench.In("weighted.csv"),
            "--label",
            "churned",
            "--out",
            bench.In("weighted"),
            "--weight",
            "w",
            "--monotone",
            "tenure=-1, copy=+1"
        );

        said.Code.ShouldBe(0, said.Error);
        using var run = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(bench.In("weighted"), "run.json")));
        run.RootElement.GetProperty("weight").GetString().ShouldBe("w");
        run.RootElement.GetProperty("monotone").GetProperty("tenure").GetInt32().ShouldBe(-1);
        run.RootElement.GetProperty("features").GetInt32().ShouldBe(3);
        File.ReadAllText(Path.Combine(bench.In("weighted"), "MODEL_CARD.md"))
            .ShouldContain("copy rising, tenure falling");
        File.ReadAllText(Path.Combine(bench.In("weighted"), "MODEL_CARD.md"))
            .ShouldContain("## Reference: mlnet-lightgbm");
        await File.WriteAllTextAsync(
            bench.In("months.csv"),
            "tenure,plan,copy\n" + string.Concat(Enumerable.Range(0, 72).Select(month => $"{month},a,2\n"))
        );
        var scored = (
            await Tool.Run("score", Path.Combine(bench.In("weighted"), "model.json"), bench.In("months.csv"))
        ).Out.Split('\n')[1..73];
        var probabilities = scored
            .Select(line => double.Parse(line.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture))
            .ToArray();
        probabilities.Zip(probabilities.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1e-12);
    }

    [Theory]
    [InlineData("tenure", "COLUMN=+1")]
    [InlineData("tenure=2", "COLUMN=+1")]
    [InlineData("tenur=1", "Nearest: tenure")]
    [InlineData("plan=1", "holds text")]
    public async Task A_direction_that_makes_no_sense_is_refused(string monotone, string told)
    {
        var said = await Tool.Run(
            "train",
            bench.Csv,
            "--label",
            "churned",
            "--out",
            bench.In("x"),
            "--monotone",
            monotone
        );

        said.Code.ShouldBe(2);
        said.Error.ShouldContain(told);
    }

    [Fact]
    public async Task A_real_process_speaks_the_language_of_its_surroundings()
    {
        var japanese = await Tool.RunProcess("ja_JP.UTF-8", "check", bench.Csv, "--label", "churn");
        var english = await Tool.RunProcess("en_US.UTF-8", "check", bench.Csv, "--label", "churn");
        var asked = await Tool.RunProcess("en_US.UTF-8", "check", bench.Csv, "--label", "churn", "--lang", "ja");

        (japanese.Code, english.Code).ShouldBe((2, 2));
        japanese.Error.ShouldContain("近い名前:churned");
        english.Error.ShouldContain("Nearest: churned");
        asked.Error.ShouldBe(japanese.Error);
    }

    [Fact]
    public async Task A_real_process_keeps_stdout_for_data()
    {
        var said = await Tool.RunProcess(language: null, "score", bench.Model, bench.Csv);

        said.Code.ShouldBe(0);
        said.Out.Split('\n')[0].ShouldBe("row,probability");
        said.Out.Split('\n').Length.ShouldBe(402);
        said.Error.ShouldContain("tenure:");
    }

    [SharedDataTheory]
    [InlineData("ravenstack_b2b")]
    [InlineData("iranian")]
    public async Task Public_tables_train_with_nothing_but_the_label(string name)
    {
        var said = await Tool.Run(
            "train",
            SharedData.Path($"{name}.csv"),
            "--label",
            "churned",
            "--out",
            bench.In(name),
            "--json"
        );

        said.Code.ShouldBe(0, said.Error);
        using var json = said.Json;
        json.RootElement.GetProperty("signal").GetString().ShouldBe(name == "iranian" ? "found" : "none");
        new FileInfo(Path.Combine(bench.In(name), "report.html")).Length.ShouldBeLessThan(3_000_000);
    }

    [SharedDataFact]
    public async Task A_hopeless_table_is_called_so_in_words()
    {
        var said = await Tool.Run(
            "train",
            SharedData.Path("ravenstack_b2b.csv"),
            "--label",
            "churned",
            "--out",
            bench.In("hopeless")
        );

        said.Error.ShouldContain("No usable signal");
        File.ReadAllText(Path.Combine(bench.In("hopeless"), "MODEL_CARD.md")).ShouldContain("**No usable signal.**");
        using var metrics = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(bench.In("hopeless"), "metrics.json")));
        metrics.RootElement.GetProperty("importance").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Customers_whose_contract_is_due_are_told_apart_from_the_rest_and_that_is_no_feature()
    {
        await File.WriteAllTextAsync(bench.In("due.csv"), Bench.WithDue());

        var said = await Tool.Run(
            "train",
            bench.In("due.csv"),
            "--label",
            "churned",
            "--out",
            bench.In("due"),
            "--json"
        );

        said.Code.ShouldBe(0, said.Error);
        using var told = said.Json;
        var levels = told
            .RootElement.GetProperty("metrics")
            .GetProperty("segments")
            .GetProperty("levels")
            .EnumerateArray()
            .ToArray();
        levels.Select(level => level.GetProperty("level").GetString()).ShouldBe(["no", "yes"]);
        levels
            .Sum(level => level.GetProperty("rows").GetInt32())
            .ShouldBe(told.RootElement.GetProperty("metrics").GetProperty("rows").GetInt32());
        levels[1]
            .GetProperty("baseRate")
            .GetDouble()
            .ShouldBeGreaterThan(levels[0].GetProperty("baseRate").GetDouble());
        foreach (var level in levels)
        {
            level.GetProperty("rocAuc").GetProperty("value").GetDouble().ShouldBeInRange(0.5, 1);
            level.GetProperty("logLoss").GetDouble().ShouldBeGreaterThan(0);
            level.GetProperty("ece").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        }

        var report = await File.ReadAllTextAsync(Path.Combine(bench.In("due"), "report.html"));
        report.ShouldContain("Told apart by due_within_horizon");
        report.ShouldContain("due_within_horizon ごとの当たり方");
        (await File.ReadAllTextAsync(Path.Combine(bench.In("due"), "model.json"))).ShouldNotContain(
            "due_within_horizon"
        );
        (
            await Tool.Run(
                "train",
                bench.In("due.csv"),
                "--label",
                "churned",
                "--segment",
                "dew",
                "--out",
                bench.In("x")
            )
        ).Code.ShouldBe(2);
    }
}
