using CsMonolith.Learning.Binning;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Tests.Trees;

public sealed class SplitFinderTests
{
    /// <summary>Its slow twin sums both sides of every cut afresh, with the missing on either side.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_best_cut_is_the_best_of_all_cuts(int seed)
    {
        var random = new Random(seed);
        var column = Column.Numeric(
            "x",
            [.. Enumerable.Range(0, 300).Select(_ => random.Next(6) == 0 ? float.NaN : random.Next(40))]
        );
        var map = BinMap.Of(column);
        float[] labels =
        [
            .. Enumerable
                .Range(0, 300)
                .Select(row => random.NextDouble() < (column.Numbers[row] > 20 ? 0.6 : 0.3) ? 1f : 0f),
        ];
        var gradients = new QuantisedGradients(labels, weights: null);
        gradients.Update(
            [.. Enumerable.Range(0, 300).Select(_ => (float)random.NextDouble() - 1)],
            key: 5,
            new ParallelOptions()
        );
        var histogram = new long[map.Bins];
        for (var row = 0; row < 300; row++)
        {
            histogram[map.Bin(column, row)] += gradients.Words[row];
        }

        var settings = new TreeSettings { MinLeafRows = 10, L2 = 0.7 };
        var all = histogram.Sum();

        var found = new SplitFinder(gradients, settings, all, 300, Bounds.None).Best(
            histogram,
            feature: 0,
            map,
            sign: 0,
            rows: 300
        );

        var best = 0.0;
        for (var cut = 0; cut < map.Bins; cut++)
        {
            foreach (var missingLeft in new[] { true, false })
            {
                var left = Enumerable
                    .Range(0, map.Bins)
                    .Where(bin => bin == 0 ? missingLeft : bin <= cut)
                    .Sum(bin => histogram[bin]);
                var right = all - left;
                var least = gradients.Hessian(all) / 300 * 10;
                if (gradients.Hessian(left) >= least * (1 - 1e-9) && gradients.Hessian(right) >= least * (1 - 1e-9))
                {
                    best = Math.Max(best, Score(left) + Score(right) - Score(all));
                }
            }
        }

        best.ShouldBeGreaterThan(0);
        found.Gain.ShouldBe(best, 1e-9);

        double Score(long sum) => gradients.Gradient(sum) * gradients.Gradient(sum) / (gradients.Hessian(sum) + 0.7);
    }

    [Fact]
    public void Quantised_sums_are_those_of_the_gradients_but_for_a_thousandth()
    {
        var random = new Random(4);
        float[] labels = [.. Enumerable.Range(0, 5_000).Select(_ => random.Next(4) == 0 ? 1f : 0f)];
        float[] scores = [.. labels.Select(_ => (float)(random.NextDouble() * 6 - 4))];
        var gradients = new QuantisedGradients(labels, weights: null);

        gradients.Update(scores, key: 1, new ParallelOptions());

        var sum = gradients.Words.ToArray().Sum();
        double[] p = [.. scores.Select(score => Learning.Numerics.Logistic.Sigmoid((double)score))];
        gradients.Gradient(sum).ShouldBe(labels.Zip(p, (label, one) => label - one).Sum(), 0.05);
        gradients.Hessian(sum).ShouldBe(p.Sum(one => one * (1 - one)), 0.05);
    }
}
