using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Tests.Trees;

public sealed class RowScorerTests
{
    private const int Numbers = 5;
    private const int Categories = 3;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 2)]
    [InlineData(13, 31)]
    [InlineData(100, 12)]
    [InlineData(3, 400)]
    public void Trees_scored_side_by_side_have_the_same_bits_as_one_after_another(int count, int mostLeaves)
    {
        var random = new Random(count + mostLeaves);
        Tree[] trees = [.. Enumerable.Range(0, count).Select(_ => Drawn(random, random.Next(1, mostLeaves + 1)))];

        AgreesOnRows(trees, Numbers + Categories, random);
    }

    [Fact]
    public void A_table_wider_than_the_stack_is_scored_the_same()
    {
        var random = new Random(5);
        Tree[] trees = [.. Enumerable.Range(0, 9).Select(_ => Drawn(random, 20))];

        AgreesOnRows(trees, features: 3_000, random);
        AgreesOnRows(trees, features: 40_000, random);
    }

    [Fact]
    public void Trees_of_very_many_sets_are_walked_the_same()
    {
        var random = new Random(6);

        AgreesOnRows([Drawn(random, 400), Drawn(random, 400)], Numbers + Categories, random, share: 1);
    }

    [Theory]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.MinValue)]
    [InlineData(-0f)]
    [InlineData(float.Epsilon)]
    [InlineData(float.MaxValue)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NaN)]
    public void A_cut_at_the_end_of_all_numbers_parts_as_it_did(float cut)
    {
        foreach (var missingLeft in new[] { false, true })
        {
            Tree[] trees = [new([new TreeNode(0, cut, missingLeft, -1, ~0, ~1)], [], [1, 2], [1, 1])];
            foreach (var cell in new[] { float.NaN, float.MinValue, -1, -0f, 0, float.Epsilon, float.MaxValue })
            {
                new RowScorer(trees, 1)
                    .Sum([cell])
                    .ShouldBe(Walked(trees, [cell]), $"{cell} at {cut}, the missing left: {missingLeft}");
            }
        }
    }

    [Fact]
    public void No_tree_sums_to_nothing() => new RowScorer([], features: 2).Sum([1, 2]).ShouldBe(0);

    private static void AgreesOnRows(Tree[] trees, int features, Random random, int share = 4)
    {
        var scorer = new RowScorer(trees, features);
        var cells = new float[features];
        var seen = new HashSet<double>();
        for (var row = 0; row < 400 / share; row++)
        {
            for (var feature = 0; feature < features; feature++)
            {
                cells[feature] =
                    feature is >= Numbers and < Numbers + Categories ? random.Next(256)
                    : random.Next(5) == 0 ? float.NaN
                    : random.Next(-3, 4) / 2f;
            }

            var sum = scorer.Sum(cells);
            sum.ShouldBe(Walked(trees, cells));
            seen.Add(sum);
        }

        seen.Count.ShouldBeGreaterThanOrEqualTo(Math.Min(2, trees.Max(tree => tree.Values.Length)));
    }

    // The slow twin.
    private static double Walked(Tree[] trees, float[] cells)
    {
        var sum = 0.0;
        foreach (var tree in trees)
        {
            sum += tree.ValueOf(cells);
        }

        return sum;
    }

    // Each question is hung at a leaf drawn by lot, so that trees are ragged. Cuts are few, so that cells often lie on
    // one.
    private static Tree Drawn(Random random, int leaves)
    {
        var (nodes, sets) = (new List<TreeNode>(), new List<ulong[]>());
        var ends = new List<(int Node, bool Right)>();
        for (var i = 0; i < leaves - 1; i++)
        {
            if (i > 0)
            {
                var at = random.Next(ends.Count);
                var (above, right) = ends[at];
                ends.RemoveAt(at);
                nodes[above] = right ? nodes[above] with { Right = i } : nodes[above] with { Left = i };
            }

            var feature = random.Next(Numbers + Categories);
            var set = feature >= Numbers ? sets.Count : -1;
            nodes.Add(new TreeNode(feature, random.Next(-3, 4) / 2f, random.Next(2) == 0, set, 0, 0));
            if (set >= 0)
            {
                sets.Add([.. Enumerable.Range(0, Tree.SetWords).Select(_ => (ulong)random.NextInt64())]);
            }

            ends.AddRange([(i, false), (i, true)]);
        }

        for (var leaf = 0; leaf < ends.Count; leaf++)
        {
            var (above, right) = ends[leaf];
            nodes[above] = right ? nodes[above] with { Right = ~leaf } : nodes[above] with { Left = ~leaf };
        }

        float[] values = [.. Enumerable.Range(0, leaves).Select(_ => (float)(random.NextDouble() - 0.5))];
        return new Tree([.. nodes], [.. sets], values, [.. values.Select(_ => 1f)]);
    }
}
