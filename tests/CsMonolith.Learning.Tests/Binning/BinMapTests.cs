using CsMonolith.Learning.Binning;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Binning;

public sealed class BinMapTests
{
    [Fact]
    public void Few_distinct_values_have_a_bin_each_and_missing_its_own()
    {
        var column = Column.Numeric("x", [3, 1, 2, float.NaN, 2]);
        var map = BinMap.Of(column);

        Bins(map, column).ShouldBe([3, 1, 2, 0, 2]);
        map.Bins.ShouldBe(4);
    }

    [Fact]
    public void Many_values_are_parted_into_near_equal_bins()
    {
        var random = new Random(1);
        var column = Column.Numeric(
            "x",
            [.. Enumerable.Range(0, 20_000).Select(_ => (float)Math.Exp(random.NextDouble() * 10))]
        );
        var map = BinMap.Of(column);

        map.Bins.ShouldBeLessThanOrEqualTo(BinMap.MaxBins);
        Bins(map, column).CountBy(bin => bin).ShouldAllBe(pair => pair.Value > 40 && pair.Value < 160);
    }

    [Fact]
    public void A_bin_lies_within_one_bin_of_the_interactions()
    {
        var random = new Random(2);
        var column = Column.Numeric("x", [.. Enumerable.Range(0, 5_000).Select(_ => (float)random.NextDouble())]);
        var map = BinMap.Of(column);

        map.PairBins.ShouldBeLessThanOrEqualTo(BinMap.MaxPairBins);
        map.PairBin[0].ShouldBe((byte)0);
        map.PairBin[1..]
            .ToArray()
            .Zip(map.PairBin[2..].ToArray())
            .ShouldAllBe(pair => pair.Second == pair.First || pair.Second == pair.First + 1);
    }

    [Fact]
    public void A_bin_is_one_more_than_the_number_of_cuts_at_or_below_the_value()
    {
        var random = new Random(3);
        var column = Column.Numeric("x", [.. Enumerable.Range(0, 3_000).Select(_ => (float)random.Next(900))]);
        var map = BinMap.Of(column);
        var cuts = map.Cuts.ToArray();

        Bins(map, column).ShouldBe(column.Numbers.ToArray().Select(value => 1 + cuts.Count(cut => cut <= value)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(60)]
    [InlineData(254)]
    public void A_grid_of_cuts_counts_as_a_walk_over_all_cuts_does(int count)
    {
        var random = new Random(count);
        float[] cuts =
        [
            .. Enumerable
                .Range(0, 4 * count)
                .Select(_ => Wild(random))
                .Where(float.IsFinite)
                .Distinct()
                .Take(count)
                .Order(),
        ];
        var grid = new CutGrid(cuts);
        float[] numbers =
        [
            .. cuts,
            .. cuts.Select(MathF.BitIncrement),
            .. cuts.Select(MathF.BitDecrement),
            .. Enumerable.Range(0, 2_000).Select(_ => Wild(random)),
            float.PositiveInfinity,
            float.NegativeInfinity,
            float.MaxValue,
            float.MinValue,
            0,
            -0f,
            float.NaN,
        ];

        int[] bins = [.. numbers.Select(number => float.IsNaN(number) ? 0 : 1 + cuts.Count(cut => cut <= number))];
        var many = new ushort[numbers.Length];
        grid.BinsOf(numbers, many);
        numbers.Select(grid.BinOf).ShouldBe(bins);
        many.Select(bin => (int)bin).ShouldBe(bins);

        // From even to far: some steps of the grid hold no cut and some hold most.
        static float Wild(Random random) => (float)((random.NextDouble() - 0.3) * Math.Pow(10, random.Next(-3, 5)));
    }

    [Theory]
    [InlineData(float.MinValue, float.MaxValue)]
    [InlineData(0, float.Epsilon)]
    [InlineData(-0f, 1f)]
    [InlineData(16_777_216f, 16_777_218f)]
    public void A_grid_bears_cuts_as_far_and_as_near_as_floats_go(float low, float high)
    {
        var grid = new CutGrid([low, high]);
        float[] numbers =
        [
            float.NegativeInfinity,
            float.MinValue,
            -1,
            -float.Epsilon,
            -0f,
            0,
            float.Epsilon,
            0.5f,
            1,
            16_777_215,
            16_777_216,
            16_777_218,
            float.MaxValue,
            float.PositiveInfinity,
            float.NaN,
            low,
            high,
        ];

        var many = new ushort[numbers.Length];
        grid.BinsOf(numbers, many);

        int[] bins =
        [
            .. numbers.Select(number =>
                float.IsNaN(number) ? 0 : 1 + (low <= number ? 1 : 0) + (high <= number ? 1 : 0)
            ),
        ];
        many.Select(bin => (int)bin).ShouldBe(bins);
        numbers.Select(grid.BinOf).ShouldBe(bins);
    }

    [Fact]
    public void Unseen_and_missing_levels_have_places_of_their_own()
    {
        var column = Column.Category("x", [0, 1, Column.Missing, Column.Unseen], ["a", "b"]);

        Bins(BinMap.Of(column), column).ShouldBe([2, 3, 0, 1]);
    }

    [Fact]
    public void Neighbouring_floats_are_still_parted()
    {
        var next = MathF.BitIncrement(1f);
        var column = Column.Numeric("x", [1f, next]);

        Bins(BinMap.Of(column), column).ShouldBe([1, 2]);
    }

    // One by one and as a stretch: the same.
    private static int[] Bins(BinMap map, Column column)
    {
        var stretch = new ushort[column.Rows];
        map.BinsOf(column, 0, stretch);
        int[] bins = [.. Enumerable.Range(0, column.Rows).Select(row => map.Bin(column, row))];
        stretch.Select(bin => (int)bin).ShouldBe(bins);
        return bins;
    }
}
