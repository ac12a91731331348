using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Evaluation;

public sealed class ColumnAssociationTests
{
    private const int Customers = 500;
    private const int Leavers = 100;
    private const int Tables = 60;

    /// <summary>How far the means lie apart where the area under the curve is 0.60.</summary>
    private const double Apart = 0.35829;

    [Fact]
    public void Of_tables_of_noise_one_in_twenty_is_held_for_more() =>
        ShareFound(draws: 99, level: 0.05, tables: 300, _ => 0).ShouldBeInRange(0.02, 0.085);

    /// <summary>
    /// The most powerful test that treats eleven columns alike finds 66 %, the largest difference of means too; 60
    /// tables scatter by 6 points.
    /// </summary>
    [Fact]
    public void One_weak_column_among_eleven_is_found_nearly_as_often_as_by_any_test() =>
        ShareFound(draws: 199, level: 0.05, Tables, column => column == 0 ? Apart : 0).ShouldBeGreaterThan(0.55);

    /// <summary>
    /// Of the same strength together: the largest of the columns alone would find 29 %; 200 tables scatter by 4 points.
    /// </summary>
    [Fact]
    public void Many_columns_that_each_tell_too_little_are_found_together() =>
        ShareFound(draws: 199, level: 0.05, tables: 200, _ => Apart / Math.Sqrt(11)).ShouldBeGreaterThan(0.38);

    [Fact]
    public void A_column_whose_middle_tells_is_found_though_it_neither_rises_nor_falls()
    {
        var random = new Random(5);
        var builder = new TableBuilder().Numeric("bend").Numeric("noise");
        for (var row = 0; row < 600; row++)
        {
            var bend = Normal(random);
            builder.Add([bend, Normal(random)], random.NextDouble() < (Math.Abs(bend) < 0.7 ? 0.15 : 0.35));
        }

        ColumnAssociation.Chance(builder.Build(), 199, seed: 1, CancellationToken.None).ShouldBeLessThan(0.02);
    }

    [Fact]
    public void A_customer_s_dates_are_not_counted_as_so_many_customers()
    {
        // Twelve copies of each customer: counted as rows, noise would be found in more than every second table.
        var found = 0;
        for (var i = 0; i < 100; i++)
        {
            var random = new Random(i);
            var builder = new TableBuilder().Numeric("noise");
            for (var customer = 0; customer < 60; customer++)
            {
                var (value, leaves) = (Normal(random), customer < 15);
                for (var month = 1; month <= 12; month++)
                {
                    builder.Add([value], leaves, $"c{customer}", new DateOnly(2026, month, 1));
                }
            }

            found += ColumnAssociation.Chance(builder.Build(), 99, seed: 1, CancellationToken.None) <= 0.05 ? 1 : 0;
        }

        found.ShouldBeLessThanOrEqualTo(10);
    }

    private static double ShareFound(int draws, double level, int tables, Func<int, double> apart) =>
        Enumerable
            .Range(0, tables)
            .Count(i =>
                ColumnAssociation.Chance(TableOf(apart, new Random(i)), draws, seed: 1, CancellationToken.None) <= level
            ) / (double)tables;

    // Eleven normal columns, whose means among leavers lie so far from those of the others.
    private static Table TableOf(Func<int, double> apart, Random random)
    {
        var builder = new TableBuilder();
        for (var column = 0; column < 11; column++)
        {
            builder.Numeric($"x{column}");
        }

        for (var customer = 0; customer < Customers; customer++)
        {
            var leaves = customer < Leavers;
            builder.Add(
                [.. Enumerable.Range(0, 11).Select(column => (Cell)(Normal(random) + (leaves ? apart(column) : 0)))],
                leaves
            );
        }

        return builder.Build();
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
