namespace CsMonolith.Cli.Tests.Evaluation;

public sealed class LeakInBacktestTests(Bench bench) : IClassFixture<Bench>
{
    [Fact]
    public async Task A_column_that_knows_the_outcome_is_named_by_backtest_and_train()
    {
        await Write("leak.csv", (random, left) => left ? 0.9 + 0.1 * random.NextDouble() : random.NextDouble());

        var judged = await Backtest("leak.csv");
        var trained = await Train("leak.csv");

        judged.Code.ShouldBe(0);
        judged.Error.ShouldContain("warning leak.too-good exit_score");
        trained.Error.ShouldContain("warning leak.too-good exit_score");
    }

    /// <summary>Each half of the outcome alone says nothing; together they are the outcome.</summary>
    [Fact]
    public async Task A_model_that_is_too_good_to_be_true_is_doubted_though_no_single_column_is()
    {
        var random = new Random(5);
        var text = "account,day,half,other,churned\n";
        for (var month = 1; month <= 10; month++)
        {
            for (var customer = 0; customer < 120; customer++)
            {
                var (left, half) = (random.Next(5) == 0, random.Next(2));
                text += $"c{customer},2025-{month:00}-01,{half},{(left ? 1 - half : half)},{(left ? 1 : 0)}\n";
            }
        }

        await File.WriteAllTextAsync(bench.In("halves.csv"), text);

        (await Backtest("halves.csv")).Error.ShouldContain("warning leak.too-good-together");
        (await Train("halves.csv")).Error.ShouldContain("warning leak.too-good-together");
    }

    [Fact]
    public async Task Findings_stand_in_the_json_of_backtest_and_none_is_too_good_without_a_leak()
    {
        await Write("clean.csv", (random, left) => random.NextDouble() + (left ? 0.3 : 0));

        using var json = (
            await Tool.Run(
                "backtest",
                bench.In("clean.csv"),
                "--label",
                "churned",
                "--asof",
                "2025-10-01",
                "--horizon",
                "60",
                "--json"
            )
        ).Json;

        // The name alone is doubted, by name.
        json.RootElement.GetProperty("findings")
            .EnumerateArray()
            .Select(finding => finding.GetProperty("code").GetString())
            .ShouldBe(["leak.afterwards"]);
    }

    [Fact]
    public async Task A_score_by_a_fixed_rule_is_not_said_to_be_made_from_the_labels()
    {
        var random = new Random(8);
        var text = "rule_score,churned\n";
        for (var row = 0; row < 4_000; row++)
        {
            var flags = random.Next(2) * 30 + random.Next(2) * 20 + random.Next(2) * 20 + random.Next(2) * 15;
            text += $"{flags},{(random.NextDouble() < 0.03 + flags / 150.0 ? 1 : 0)}\n";
        }

        await File.WriteAllTextAsync(bench.In("rule.csv"), text);

        (await Tool.Run("check", bench.In("rule.csv"), "--label", "churned")).Out.ShouldNotContain("leak.");
    }

    private Task<Said> Backtest(string name) =>
        Tool.Run("backtest", bench.In(name), "--label", "churned", "--asof", "2025-10-01", "--horizon", "60");

    private Task<Said> Train(string name) =>
        Tool.Run("train", bench.In(name), "--label", "churned", "--out", bench.In(name + ".run"));

    private async Task Write(string name, Func<Random, bool, double> score)
    {
        var random = new Random(4);
        var text = "account,day,use,exit_score,churned\n";
        for (var month = 1; month <= 10; month++)
        {
            for (var customer = 0; customer < 120; customer++)
            {
                var use = random.Next(60);
                var left = random.NextDouble() < 1 / (1 + Math.Exp(0.09 * use - 1));
                text += FormattableString.Invariant(
                    $"c{customer},2025-{month:00}-01,{use},{score(random, left):F3},{(left ? 1 : 0)}\n"
                );
            }
        }

        await File.WriteAllTextAsync(bench.In(name), text);
    }
}
