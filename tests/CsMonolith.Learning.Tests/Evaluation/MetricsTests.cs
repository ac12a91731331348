using CsMonolith.Learning.Evaluation;

namespace CsMonolith.Learning.Tests.Evaluation;

public sealed class MetricsTests
{
    public static TheoryData<int, int> Cases =>
        new()
        {
            { 2, int.MaxValue },
            { 37, 4 },
            { 200, int.MaxValue },
            { 501, 7 },
            { 64, 1 },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_ROC_area_is_the_share_of_pairs_in_order_with_ties_counting_half(int rows, int distinct)
    {
        var (scores, labels) = Made.Forecasts(rows, seed: rows, distinct);

        Metrics.RocAuc(scores, labels).Value.ShouldBe(SlowRocAuc(scores, labels), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void DeLongs_interval_is_that_of_the_plain_structural_components(int rows, int distinct)
    {
        var (scores, labels) = Made.Forecasts(rows, seed: rows + 1, distinct);

        var interval = Metrics.RocAuc(scores, labels);

        var half = 1.959963984540054 * SlowDeLong(scores, labels);
        interval.Low.ShouldBe(Math.Max(interval.Value - half, 0), 1e-12);
        interval.High.ShouldBe(Math.Min(interval.Value + half, 1), 1e-12);
    }

    [Fact]
    public void The_ROC_interval_holds_the_truth_about_nineteen_times_in_twenty()
    {
        var held = 0;
        for (var draw = 0; draw < 300; draw++)
        {
            var random = new Random(draw);
            // Normal scores one standard deviation apart: the area is Φ(1/√2).
            var labels = Enumerable.Range(0, 160).Select(i => i % 3 == 0).ToArray();
            var scores = labels.Select(label => Normal(random) + (label ? 1 : 0)).ToArray();
            var interval = Metrics.RocAuc(scores, labels);
            held += interval.Low <= 0.7602499 && interval.High >= 0.7602499 ? 1 : 0;
        }

        held.ShouldBeInRange(273, 297);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Average_precision_is_the_sum_over_thresholds_of_recall_gained_times_precision(int rows, int distinct)
    {
        var (scores, labels) = Made.Forecasts(rows, seed: rows + 2, distinct);

        Metrics.PrAuc(scores, labels).ShouldBe(SlowAveragePrecision(scores, labels), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Log_loss_and_Brier_are_plain_means(int rows, int distinct)
    {
        var (scores, labels) = Made.Forecasts(rows, seed: rows + 3, distinct);

        Metrics
            .Brier(scores, labels)
            .ShouldBe(scores.Zip(labels).Average(pair => Math.Pow(pair.First - (pair.Second ? 1 : 0), 2)), 1e-12);
        Metrics
            .LogLoss(scores, labels)
            .ShouldBe(
                scores
                    .Zip(labels)
                    .Average(pair => -Math.Log(Math.Clamp(pair.Second ? pair.First : 1 - pair.First, 1e-15, 1))),
                1e-9
            );
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Calibration_error_weighs_each_bins_gap_by_its_rows(int rows, int distinct)
    {
        var (scores, labels) = Made.Forecasts(rows, seed: rows + 4, distinct);

        Metrics.Ece(scores, labels).ShouldBe(SlowEce(scores, labels), 1e-12);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.25)]
    [InlineData(1)]
    public void Lift_counts_rows_tied_at_the_edge_in_part(double share)
    {
        var (scores, labels) = Made.Forecasts(200, seed: 5, distinct: 3);

        Metrics.Lift(scores, labels, share).ShouldBe(SlowLift(scores, labels, share), 1e-9);
    }

    [Fact]
    public void A_probability_of_one_falls_in_the_last_bin()
    {
        var table = Metrics.CalibrationTable([1.0, 0.0], [true, false], bins: 15);

        table.Select(bin => (bin.From, bin.To)).ShouldBe([(0.0, 1 / 15.0), (14 / 15.0, 1.0)]);
    }

    [Fact]
    public void A_sure_and_wrong_forecast_has_a_finite_loss() =>
        Metrics.LogLoss([0.0], [true]).ShouldBe(-Math.Log(1e-15), 1e-9);

    [Fact]
    public void With_one_outcome_only_the_areas_are_undefined_rather_than_wrong()
    {
        double.IsNaN(Metrics.RocAuc([0.1, 0.9], [false, false]).Value).ShouldBeTrue();
        double.IsNaN(Metrics.PrAuc([0.1, 0.9], [false, false])).ShouldBeTrue();
        double.IsNaN(Metrics.Lift([0.1, 0.9], [false, false], 0.5)).ShouldBeTrue();
    }

    [Fact]
    public void The_ROC_curve_runs_from_corner_to_corner_and_its_area_is_the_area()
    {
        var (scores, labels) = Made.Forecasts(300, seed: 9, distinct: 12);

        var curve = Metrics.RocCurve(scores, labels);

        curve[0].ShouldBe((0, 0));
        curve[^1].ShouldBe((1, 1));
        curve
            .Zip(curve.Skip(1))
            .Sum(step =>
                (step.Second.FalsePositive - step.First.FalsePositive)
                * (step.Second.TruePositive + step.First.TruePositive)
                / 2
            )
            .ShouldBe(Metrics.RocAuc(scores, labels).Value, 1e-12);
    }

    [Fact]
    public void Unequal_lengths_are_refused() =>
        Should.Throw<ArgumentException>(() => Metrics.Brier([0.5], [true, false]));

    private static double SlowRocAuc(double[] scores, bool[] labels)
    {
        var (sum, pairs) = (0.0, 0);
        for (var i = 0; i < scores.Length; i++)
        {
            for (var j = 0; j < scores.Length; j++)
            {
                if (labels[i] && !labels[j])
                {
                    sum += Order(scores[i], scores[j]);
                    pairs++;
                }
            }
        }

        return sum / pairs;
    }

    private static double SlowDeLong(double[] scores, bool[] labels)
    {
        var positives = scores.Where((_, i) => labels[i]).ToArray();
        var negatives = scores.Where((_, i) => !labels[i]).ToArray();
        var v10 = positives.Select(p => negatives.Average(n => Order(p, n))).ToArray();
        var v01 = negatives.Select(n => positives.Average(p => Order(p, n))).ToArray();
        return Math.Sqrt(Variance(v10) / v10.Length + Variance(v01) / v01.Length);
    }

    private static double SlowAveragePrecision(double[] scores, bool[] labels)
    {
        var (area, recall) = (0.0, 0.0);
        foreach (var threshold in scores.Distinct().OrderDescending())
        {
            var taken = scores.Count(score => score >= threshold);
            var hits = scores.Where((score, i) => score >= threshold && labels[i]).Count();
            var now = (double)hits / labels.Count(label => label);
            area += (now - recall) * hits / taken;
            recall = now;
        }

        return area;
    }

    private static double SlowEce(double[] scores, bool[] labels)
    {
        var error = 0.0;
        for (var bin = 0; bin < 15; bin++)
        {
            var rows = Enumerable
                .Range(0, scores.Length)
                .Where(i => Math.Min((int)(scores[i] * 15), 14) == bin)
                .ToArray();
            if (rows.Length > 0)
            {
                error +=
                    Math.Abs(rows.Average(i => scores[i]) - rows.Average(i => labels[i] ? 1.0 : 0))
                    * rows.Length
                    / scores.Length;
            }
        }

        return error;
    }

    // Each row's weight is the chance to be among the top if ties are broken at random.
    private static double SlowLift(double[] scores, bool[] labels, double share)
    {
        var wanted = share * scores.Length;
        var hits = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            var above = scores.Count(score => score > scores[i]);
            var tied = scores.Count(score => score.Equals(scores[i]));
            hits += labels[i] ? Math.Clamp((wanted - above) / tied, 0, 1) : 0;
        }

        return hits / wanted / labels.Average(label => label ? 1.0 : 0);
    }

    private static double Order(double a, double b) =>
        a > b ? 1
        : a < b ? 0
        : 0.5;

    private static double Variance(double[] values) =>
        values.Length < 2 ? 0 : values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1);

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
