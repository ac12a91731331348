namespace CsMonolith.Cli.Tests.Training;

public sealed class CheckTests(Bench bench) : IClassFixture<Bench>
{
    [Fact]
    public async Task Findings_are_told_and_the_exit_is_clean()
    {
        await File.WriteAllTextAsync(
            bench.In("odd.csv"),
            "same,x,twice,churned\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"7,{i}.5,{2 * i},{i % 2}\n"))
        );

        var said = await Tool.Run("check", bench.In("odd.csv"), "--label", "churned");

        said.Code.ShouldBe(0);
        said.Out.ShouldContain("leak.constant\tsame");
        said.Out.ShouldContain("leak.copy\ttwice");
    }

    [Fact]
    public async Task With_json_the_keys_are_stable()
    {
        using var json = (await Tool.Run("check", bench.Csv, "--label", "churned", "--json")).Json;

        json.RootElement.EnumerateObject()
            .Select(property => property.Name)
            .ShouldBe(["rows", "features", "positives", "timeColumn", "findings", "readings"]);
    }

    [Fact]
    public async Task A_missing_file_is_a_data_error() =>
        (await Tool.Run("check", bench.In("nowhere.csv"), "--label", "churned")).Code.ShouldBe(3);

    [Fact]
    public async Task Another_language_than_two_is_a_usage_error() =>
        (await Tool.Run("check", bench.Csv, "--label", "churned", "--lang", "fr")).Code.ShouldBe(2);
}
