namespace CsMonolith.Cli.Tests.Evaluation;

public sealed class EvaluateTests(Bench bench) : IClassFixture<Bench>
{
    [Fact]
    public async Task Given_folds_are_trained_on_the_others_and_averaged()
    {
        await File.WriteAllTextAsync(
            bench.In("folds.csv"),
            "r0,r1\n" + string.Concat(Enumerable.Range(0, 400).Select(row => $"{row % 2},0\n"))
        );

        var said = await Tool.Run(
            "evaluate",
            bench.Csv,
            "--label",
            "churned",
            "--folds",
            bench.In("folds.csv"),
            "--repeat",
            "r0",
            "--json"
        );

        said.Code.ShouldBe(0, said.Error);
        using var json = said.Json;
        var folds = json.RootElement.GetProperty("folds").EnumerateArray().ToArray();
        folds.Length.ShouldBe(2);
        var mean = json.RootElement.GetProperty("mean");
        mean.EnumerateObject()
            .Select(property => property.Name)
            .ShouldBe(["rocAuc", "prAuc", "logLoss", "brier", "ece"]);
        mean.GetProperty("logLoss")
            .GetDouble()
            .ShouldBe(folds.Average(fold => fold.GetProperty("logLoss").GetDouble()), 1e-12);
    }

    [Fact]
    public async Task Rows_of_minus_two_are_left_out_and_of_minus_one_only_trained_on()
    {
        await File.WriteAllTextAsync(
            bench.In("temporal.csv"),
            "temporal\n"
                + string.Concat(
                    Enumerable
                        .Range(0, 400)
                        .Select(row => $"{(row < 250 ? -1 : row < 300 ? -2 : 0)}\n")
                )
        );

        using var json = (
            await Tool.Run(
                "evaluate",
                bench.Csv,
                "--label",
                "churned",
                "--folds",
                bench.In("temporal.csv"),
                "--repeat",
                "temporal",
                "--json"
            )
        ).Json;

        json.RootElement.GetProperty("folds")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("rows")
            .GetInt32()
            .ShouldBe(100);
    }

    [Fact]
    public async Task A_model_is_judged_by_the_rows_of_another_file()
    {
        await File.WriteAllTextAsync(bench.In("later.csv"), Bench.Made(rows: 150, seed: 9));

        using var json = (
            await Tool.Run("evaluate", bench.Csv, "--label", "churned", "--holdout", bench.In("later.csv"), "--json")
        ).Json;

        json.RootElement.GetProperty("folds")[0].GetProperty("rows").GetInt32().ShouldBe(150);
    }

    [Fact]
    public async Task A_repeat_that_is_not_there_is_a_usage_error()
    {
        await File.WriteAllTextAsync(bench.In("few.csv"), "r0\n" + string.Concat(Enumerable.Repeat("0\n", 400)));

        (
            await Tool.Run(
                "evaluate",
                bench.Csv,
                "--label",
                "churned",
                "--folds",
                bench.In("few.csv"),
                "--repeat",
                "r9"
            )
        ).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Folds_of_another_table_are_a_data_error()
    {
        await File.WriteAllTextAsync(bench.In("short.csv"), "r0\n0\n1\n");

        (await Tool.Run("evaluate", bench.Csv, "--label", "churned", "--folds", bench.In("short.csv"))).Code.ShouldBe(
            3
        );
    }

    [Fact]
    public async Task Neither_folds_nor_holdout_is_a_usage_error() =>
        (await Tool.Run("evaluate", bench.Csv, "--label", "churned")).Code.ShouldBe(2);
}
