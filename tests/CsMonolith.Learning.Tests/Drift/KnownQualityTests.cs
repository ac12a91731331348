using CsMonolith.Learning.Drift;
using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Tests.Drift;

public sealed class KnownQualityTests
{
    [Fact]
    public void A_model_that_holds_seems_to_gain_by_a_new_map_in_at_most_one_draw_of_twenty()
    {
        var gained = Enumerable.Range(0, 120).Count(seed => Judged(rows: 400, shift: 0, seed).Regainable.Low > 0);

        // 2.5 % of 120 is 3; more than 8 comes once in a hundred.
        gained.ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    public void A_model_that_no_longer_holds_is_found_out_by_five_hundred_customers()
    {
        var found = Enumerable.Range(0, 40).Count(seed => Judged(rows: 2_000, shift: 1, seed).Regainable.Low > 0);

        found.ShouldBeGreaterThanOrEqualTo(34);
    }

    [Fact]
    public void With_one_outcome_only_order_and_gain_are_undefined()
    {
        var known = KnownQuality.Of([-1, 0, 1], [false, false, false], groups: []);

        (known.Rows, known.Outcomes, known.Forecast).ShouldBe((3, 0, 1.5));
        double.IsNaN(known.RocAuc.Value).ShouldBeTrue();
        double.IsNaN(known.Regainable.Value).ShouldBeTrue();
        known.LogLoss.ShouldBe((Math.Log(1 + Math.Exp(-1)) + Math.Log(2) + Math.Log(1 + Math.Exp(1))) / 3, 1e-12);
    }

    [Fact]
    public void Rows_without_labels_are_not_judged()
    {
        Should.Throw<ArgumentException>(() => KnownQuality.Of([], [], []));
        Should.Throw<ArgumentException>(() => KnownQuality.Of([0.1], [true, false], []));
    }

    // Four months of each customer, who leaves or stays in all of them alike.
    private static KnownQuality Judged(int rows, double shift, int seed)
    {
        var random = new Random(seed);
        var (scores, labels, groups) = (new double[rows], new bool[rows], new string[rows]);
        for (var row = 0; row < rows; row++)
        {
            (scores[row], groups[row]) =
                row % 4 == 0 ? (3 * random.NextDouble() - 2.5, $"c{row}") : (scores[row - 1], groups[row - 1]);
            labels[row] = row % 4 == 0 ? random.NextDouble() < Logistic.Sigmoid(scores[row] + shift) : labels[row - 1];
        }

        return KnownQuality.Of(scores, labels, groups, (ulong)seed);
    }
}
