using System.Runtime.Intrinsics;
using CsMonolith.Learning.Additive;

namespace CsMonolith.Learning.Tests.Additive;

public sealed class CutsTests
{
    [Theory]
    [InlineData(2, 0.02)]
    [InlineData(9, 0.02)]
    [InlineData(40, 3.0)]
    [InlineData(40, 100.0)]
    public void The_best_cut_is_the_one_that_summing_both_sides_afresh_finds(int bins, double minHessian)
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var histogram = Histogram(bins, seed);

            var (cut, gain) = Cuts.BestCut(histogram, l2: 0.1, minHessian);

            var (slowCut, slowGain) = SlowBestCut(histogram, 0.1, minHessian);
            cut.ShouldBe(slowCut);
            gain.ShouldBe(slowGain, 1e-9);
        }
    }

    [Fact]
    public void Two_cuts_leave_three_leaves_whose_gains_add_up()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var histogram = Histogram(20, seed);

            var gain = Cuts.BestThree(histogram, l2: 0.1, minHessian: 0.02, out var first, out var second);

            second.ShouldBeGreaterThan(first);
            var leaves = new[]
            {
                histogram[..(first + 1)],
                histogram[(first + 1)..(second + 1)],
                histogram[(second + 1)..],
            };
            gain.ShouldBe(leaves.Sum(leaf => Score(leaf)) - Score(histogram), 1e-9);
        }
    }

    [Fact]
    public void Bins_without_a_difference_are_not_cut()
    {
        var flat = Enumerable.Repeat(Vector128.Create(1.0, 2.0), 8).ToArray();

        Cuts.BestThree(flat, l2: 1e-9, minHessian: 0, out var first, out _).ShouldBe(0, 1e-6);
        first.ShouldBeInRange(-1, 7);
    }

    [Fact]
    public void Prefix_sums_are_sums_over_all_cells_up_to_each()
    {
        var cells = Histogram(5 * 7, seed: 3);
        var prefix = cells.ToArray();

        Cuts.Accumulate(prefix, 5, 7);

        for (var a = 0; a < 5; a++)
        {
            for (var b = 0; b < 7; b++)
            {
                var slow = Enumerable
                    .Range(0, 35)
                    .Where(i => i / 7 <= a && i % 7 <= b)
                    .Aggregate(Vector128<double>.Zero, (sum, i) => sum + cells[i]);
                prefix[a * 7 + b][0].ShouldBe(slow[0], 1e-9);
                prefix[a * 7 + b][1].ShouldBe(slow[1], 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(5, 7)]
    [InlineData(1, 6)]
    public void The_best_tree_over_a_grid_is_the_one_that_trying_all_trees_finds(int across, int along)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var cells = Histogram(across * along, seed);
            var prefix = cells.ToArray();
            Cuts.Accumulate(prefix, across, along);

            var tree = Cuts.BestFour(prefix, across, along, l2: 0.1, minHessian: 0.02);

            tree.Gain.ShouldBe(SlowBestFour(cells, across, along), 1e-9);
        }
    }

    private static Vector128<double>[] Histogram(int bins, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, bins)
                .Select(_ => Vector128.Create(random.NextDouble() * 10 - 5, 0.1 + random.NextDouble() * 4)),
        ];
    }

    private static (int Cut, double Gain) SlowBestCut(Vector128<double>[] histogram, double l2, double minHessian)
    {
        var best = (Cut: -1, Gain: 0.0);
        for (var cut = 0; cut < histogram.Length - 1; cut++)
        {
            var (left, right) = (histogram[..(cut + 1)], histogram[(cut + 1)..]);
            if (left.Sum(bin => bin[1]) < minHessian || right.Sum(bin => bin[1]) < minHessian)
            {
                continue;
            }

            var gain = Score(left, l2) + Score(right, l2) - Score(histogram, l2);
            best = gain > best.Gain + 1e-12 ? (cut, gain) : best;
        }

        return best;
    }

    private static double SlowBestFour(Vector128<double>[] cells, int across, int along)
    {
        var best = 0.0;
        foreach (var byRows in new[] { true, false })
        {
            var (rows, columns) = byRows ? (across, along) : (along, across);
            for (var cut = 0; cut < rows - 1; cut++)
            {
                var gain = Side(row => row <= cut) + Side(row => row > cut) - Score(cells);
                best = Math.Max(best, gain);

                double Side(Func<int, bool> holds)
                {
                    Vector128<double>[] In(Func<int, bool> column) =>
                        [
                            .. cells.Where(
                                (_, i) =>
                                    holds(byRows ? i / along : i % along) && column(byRows ? i % along : i / along)
                            ),
                        ];
                    return Enumerable
                        .Range(-1, columns)
                        .Max(second =>
                            second < 0
                                ? Score(In(_ => true))
                                : Score(In(column => column <= second)) + Score(In(column => column > second))
                        );
                }
            }
        }

        return best;
    }

    private static double Score(Vector128<double>[] leaf, double l2 = 0.1) =>
        leaf.Length == 0 ? 0 : Math.Pow(leaf.Sum(bin => bin[0]), 2) / (leaf.Sum(bin => bin[1]) + l2);
}
