using System.Globalization;

namespace CsMonolith.Cli.Tests.ModelFiles;

public sealed class ScoreAndExplainTests(Bench bench) : IClassFixture<Bench>
{
    [Fact]
    public async Task Contributions_add_up_to_the_printed_log_odds()
    {
        var lines = (await Tool.Run("explain", bench.Model, "--row", "17", bench.Csv))
            .Out.TrimEnd()
            .Split('\n')
            .Select(line => line.Split('\t'))
            .ToArray();

        lines[..^2].Sum(Number).ShouldBe(Number(lines[^2]), 1e-9);
        (lines[0][0], lines[^2][0], lines[^1][0]).ShouldBe(("base", "log-odds", "probability"));
    }

    [Fact]
    public async Task Score_and_explain_tell_the_same_probability()
    {
        var scored = (await Tool.Run("score", bench.Model, bench.Csv)).Out.Split('\n')[1 + 17].Split(',')[1];
        using var why = (await Tool.Run("explain", bench.Model, "--row", "17", bench.Csv, "--json")).Json;

        why.RootElement.GetProperty("probability")
            .GetDouble()
            .ShouldBe(double.Parse(scored, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Unseen_and_missing_cells_are_counted_on_stderr()
    {
        await File.WriteAllTextAsync(bench.In("new.csv"), "plan,copy,tenure\nz,0,\na,2,5\n");

        var said = await Tool.Run("score", bench.Model, bench.In("new.csv"));

        said.Code.ShouldBe(0);
        said.Out.Split('\n').Length.ShouldBe(4);
        said.Error.ShouldContain("plan: 0 missing, 1 unseen");
        said.Error.ShouldContain("tenure: 1 missing, 0 unseen");
    }

    [Fact]
    public async Task Global_importance_comes_from_the_run()
    {
        using var json = (await Tool.Run("explain", "--global", bench.RunFolder, "--json")).Json;

        json.RootElement.GetProperty("importance")[0].GetProperty("feature").GetString().ShouldBe("tenure");
    }

    [Fact]
    public async Task What_can_be_acted_on_is_marked_among_what_matters()
    {
        using var json = (
            await Tool.Run("explain", "--global", bench.RunFolder, "--levers", "plan,copy=-1", "--json")
        ).Json;
        var plain = await Tool.Run("explain", "--global", bench.RunFolder, "--levers", "plan");
        var unknown = await Tool.Run("explain", "--global", bench.RunFolder, "--levers", "plam");

        json.RootElement.GetProperty("importance")
            .EnumerateArray()
            .Where(one => one.GetProperty("lever").GetBoolean())
            .Select(one => one.GetProperty("feature").GetString())
            .ShouldBe(["plan", "copy"], ignoreOrder: true);
        plain
            .Out.Split('\n')
            .Where(line => line.EndsWith("\t+", StringComparison.Ordinal))
            .ShouldHaveSingleItem()
            .ShouldStartWith("plan\t");
        unknown.Code.ShouldBe(2);
        unknown.Error.ShouldContain("Nearest: plan");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"format\":1")]
    [InlineData("{\"format\":1,\"$type\":\"System.Diagnostics.Process\"}")]
    [InlineData("[]")]
    public async Task A_hostile_or_truncated_model_is_refused_with_a_reason(string text)
    {
        await File.WriteAllTextAsync(bench.In("bad.json"), text);

        var said = await Tool.Run("score", bench.In("bad.json"), bench.Csv);

        (said.Code, said.Out).ShouldBe((5, ""));
        said.Error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_model_file_that_is_not_there_is_a_model_error() =>
        (await Tool.Run("score", bench.In("nowhere.json"), bench.Csv)).Code.ShouldBe(5);

    [Fact]
    public async Task Rows_without_a_column_that_the_model_needs_are_a_data_error()
    {
        await File.WriteAllTextAsync(bench.In("narrow.csv"), "plan\na\n");

        var said = await Tool.Run("score", bench.Model, bench.In("narrow.csv"));

        said.Code.ShouldBe(3);
        said.Error.ShouldContain("'tenure'");
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_a_usage_error() =>
        (await Tool.Run("explain", bench.Model, "--row", "400", bench.Csv)).Code.ShouldBe(2);

    private static double Number(string[] cells) => double.Parse(cells[^1], CultureInfo.InvariantCulture);
}
