using System.Text;
using System.Text.Json.Nodes;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Json;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Tests.Trees;

public sealed class TreeFileTests
{
    private static readonly Table Rows = Made.Signal(400);
    private static readonly byte[] Bytes = ModelFile.Write(
        Grown.Ready(Rows, Grown.On(Rows, new TreeSettings { Rounds = 5, Leaves = 6 }))
    );

    [Fact]
    public void What_is_read_back_scores_to_the_last_bit_and_writes_the_same_bytes()
    {
        var read = ModelFile.Read(Bytes);

        read.Score(Rows).LogOdds.ShouldBe(Grown.LogOdds(read.Parts[0].Model, Rows));
        ModelFile.Write(read).ShouldBe(Bytes);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        for (var percent = 0; percent < 100; percent++)
        {
            Should.Throw<ModelFileException>(() => ModelFile.Read(Bytes.AsMemory(0, Bytes.Length * percent / 100)));
        }
    }

    [Fact]
    public void A_thousand_flipped_bits_are_refused_or_leave_a_model_that_scores_within_bounds()
    {
        var random = new Random(1);
        var few = Rows.Take([0, 1, 2, 3, 4, 5, 6, 7, 8]);
        for (var trial = 0; trial < 1_000; trial++)
        {
            var bytes = Bytes.ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                ModelFile.Read(bytes).Score(few).Probabilities.ShouldAllBe(p => p >= 0 && p <= 1);
            }
            catch (Exception refusal) when (refusal is ModelFileException or SchemaException)
            {
                refusal.Message.ShouldNotBeEmpty();
            }
        }
    }

    [Theory]
    [InlineData("left", 1, "0")]
    [InlineData("left", 0, "0")]
    [InlineData("left", 0, "99")]
    [InlineData("left", 0, "-99")]
    [InlineData("right", 4, "-1")]
    [InlineData("feature", 0, "-1")]
    [InlineData("feature", 0, "77")]
    [InlineData("cut", 0, "1e39")]
    [InlineData("cut", 0, "\"NaN\"")]
    [InlineData("missing", 0, "2")]
    [InlineData("value", 0, "1e5")]
    [InlineData("value", 0, "null")]
    [InlineData("cover", 0, "-1")]
    public void A_value_out_of_bounds_is_refused_by_its_path(string list, int index, string value)
    {
        var root = JsonNode.Parse(Bytes)!;
        root["parts"]![0]!["trees"]![0]![list]![index] = JsonNode.Parse(value);

        Should
            .Throw<ModelFileException>(() => ModelFile.Read(Encoding.UTF8.GetBytes(root.ToJsonString())))
            .Reason.En.ShouldContain("$.parts[0].trees[0]");
    }

    [Theory]
    [InlineData("cover")]
    [InlineData("cut")]
    [InlineData("right")]
    [InlineData("value")]
    public void A_list_of_another_length_is_refused(string list)
    {
        var root = JsonNode.Parse(Bytes)!;
        root["parts"]![0]!["trees"]![0]![list]!.AsArray().RemoveAt(0);

        Should.Throw<ModelFileException>(() => ModelFile.Read(Encoding.UTF8.GetBytes(root.ToJsonString())));
    }

    [Fact]
    public void A_tree_as_deep_as_its_nodes_is_refused()
    {
        const int Nodes = 3_000;
        var nodes = Enumerable
            .Range(0, Nodes)
            .Select(i => new TreeNode(0, i, false, -1, ~i, i + 1 < Nodes ? i + 1 : ~Nodes))
            .ToArray();
        var tree = new Tree(nodes, [], new float[Nodes + 1], new float[Nodes + 1]);
        var deep = ModelFile.Write(Grown.Ready(Rows, new TreeModel(0, [tree], 5)));

        Should.Throw<ModelFileException>(() => ModelFile.Read(deep)).Reason.En.ShouldContain("deeper");
    }
}
