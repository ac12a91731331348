namespace CsMonolith.Cli.Tests.ModelFiles;

public sealed class ImportTests : IDisposable
{
    private const string Stump = """
        tree
        version=v4
        num_class=1
        num_tree_per_iteration=1
        objective=binary sigmoid:1
        feature_names=Column_0
        feature_infos=[0:9]

        Tree=0
        num_leaves=2
        num_cat=0
        split_feature=0
        threshold=4
        decision_type=8
        left_child=-1
        right_child=-2
        leaf_value=-1 0
        leaf_count=3 5
        is_linear=0
        shrinkage=1

        end of trees
        """;

    private readonly string _home = Directory.CreateTempSubdirectory("churn-import-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task A_model_of_another_library_is_taken_over_and_scores_rows()
    {
        await File.WriteAllTextAsync(In("stump.txt"), Stump);
        await File.WriteAllTextAsync(In("rows.csv"), "usage\n3\n5\n");

        var said = await Tool.Run("import", In("stump.txt"), "--out", In("model.json"), "--columns", "usage");

        said.Code.ShouldBe(0, said.Error);
        var scored = await Tool.Run("score", In("model.json"), In("rows.csv"), "--json");
        scored
            .Json.RootElement.GetProperty("probabilities")
            .EnumerateArray()
            .Select(one => Math.Round(one.GetDouble(), 6))
            .ShouldBe([0.268941, 0.5]);
    }

    [Fact]
    public async Task A_file_that_is_no_model_is_refused_and_nothing_is_written()
    {
        await File.WriteAllTextAsync(In("half.txt"), Stump[..^15]);

        var said = await Tool.Run("import", In("half.txt"), "--out", In("model.json"));

        said.Code.ShouldBe(5);
        said.Error.ShouldContain("end of trees");
        File.Exists(In("model.json")).ShouldBeFalse();
        (await Tool.Run("import", In("absent.txt"), "--out", In("model.json"))).Code.ShouldBe(3);
    }

    private string In(string name) => Path.Combine(_home, name);
}
