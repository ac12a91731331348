using CsMonolith.Learning.Additive;

namespace CsMonolith.Learning.Tests.Additive;

public sealed class MonotoneShapeTests
{
    [Fact]
    public void Bins_out_of_order_share_their_mean_over_the_rows() =>
        MonotoneShape.Of([0, 3, 1, 5], [10, 30, 10, 10], direction: 1).ShouldBe([0, 2.5f, 2.5f, 5]);

    [Fact]
    public void A_falling_shape_mirrors_the_rising_one() =>
        MonotoneShape.Of([5, 1, 3, 0], [10, 10, 30, 10], direction: -1).ShouldBe([5, 2.5f, 2.5f, 0]);

    [Fact]
    public void A_bin_without_rows_follows_its_neighbours() =>
        MonotoneShape.Of([1, 9, 2], [10, 0, 10], direction: 1)[1].ShouldBe(2, 1e-5f);

    [Fact]
    public void No_other_rising_shape_is_nearer()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 200; trial++)
        {
            float[] scores = [.. Enumerable.Range(0, 6).Select(_ => random.NextSingle())];
            double[] rows = [.. Enumerable.Range(0, 6).Select(_ => 1.0 + random.Next(9))];
            var found = Distance(MonotoneShape.Of(scores, rows, direction: 1));
            var other = Distance([.. Enumerable.Range(0, 6).Select(_ => random.NextSingle()).Order()]);
            other.ShouldBeGreaterThanOrEqualTo(found - 1e-6);

            double Distance(float[] shape) =>
                shape.Select((value, i) => rows[i] * (value - scores[i]) * (value - scores[i])).Sum();
        }
    }
}
