using CsMonolith.Learning.Additive;

namespace CsMonolith.Learning.Tests.Additive;

public sealed class PurificationTests
{
    [Fact]
    public void Purification_keeps_the_sum_of_all_terms()
    {
        var (grid, weights) = Random(6, 5, seed: 1);
        var before = grid.ToArray();
        var (first, second) = (new double[6], new double[5]);

        Purification.Purify(grid, weights, 6, 5, first, second);

        for (var cell = 0; cell < grid.Length; cell++)
        {
            (grid[cell] + first[cell / 5] + second[cell % 5]).ShouldBe(before[cell], 1e-9);
        }
    }

    [Fact]
    public void A_purified_interaction_has_weighted_means_of_zero()
    {
        var (grid, weights) = Random(6, 5, seed: 2);

        Purification.Purify(grid, weights, 6, 5, new double[6], new double[5]);

        for (var a = 0; a < 6; a++)
        {
            Enumerable.Range(0, 5).Sum(b => grid[a * 5 + b] * weights[a * 5 + b]).ShouldBe(0, 1e-6);
        }

        for (var b = 0; b < 5; b++)
        {
            Enumerable.Range(0, 6).Sum(a => grid[a * 5 + b] * weights[a * 5 + b]).ShouldBe(0, 1e-6);
        }
    }

    [Fact]
    public void A_sum_of_single_effects_is_no_interaction()
    {
        double[] grid = [.. Enumerable.Range(0, 12).Select(cell => 0.3 * (cell / 4) - 0.7 * (cell % 4))];

        Purification.Purify(grid, [.. Enumerable.Repeat(1.0, 12)], 3, 4, new double[3], new double[4]);

        grid.ShouldAllBe(score => Math.Abs(score) < 1e-9);
    }

    [Fact]
    public void A_centred_shape_has_weighted_mean_zero()
    {
        double[] shape = [1, 2, 6];
        double[] weights = [1, 1, 2];

        Purification.Centre(shape, weights).ShouldBe(3.75, 1e-12);
        shape.Zip(weights).Sum(pair => pair.First * pair.Second).ShouldBe(0, 1e-12);
    }

    private static (double[] Grid, double[] Weights) Random(int across, int along, int seed)
    {
        var random = new Random(seed);
        return (
            [.. Enumerable.Range(0, across * along).Select(_ => random.NextDouble() * 2 - 1)],
            [.. Enumerable.Range(0, across * along).Select(cell => cell % 7 == 0 ? 0.0 : random.Next(1, 9))]
        );
    }
}
