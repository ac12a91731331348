using CsMonolith.Learning.Drift;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Drift;

public sealed class DriftWatchTests
{
    [Theory]
    [InlineData(60, 60)]
    [InlineData(60, 4_000)]
    [InlineData(400, 300)]
    [InlineData(5_000, 5_000)]
    public void Without_drift_a_watch_raises_an_alarm_at_most_once_in_twenty(int before, int after)
    {
        var (watches, alarms, beyondChance) = (60, 0, 0);
        for (var seed = 0; seed < watches; seed++)
        {
            var report = DriftWatch.Compare(Customers(before, seed), Customers(after, seed + 1_000), seed: (ulong)seed);
            alarms += report.Columns.Any(column => column.Drifted) ? 1 : 0;
            beyondChance += report.Columns.Any(column => column.Q <= 0.05) ? 1 : 0;
        }

        // 5 % of 60 is 3; more than 8 comes once in two hundred.
        beyondChance.ShouldBeLessThanOrEqualTo(8);
        alarms.ShouldBeLessThanOrEqualTo(beyondChance);
    }

    [Theory]
    [InlineData(120)]
    [InlineData(3_000)]
    public void A_shift_of_one_number_a_rare_level_grown_common_and_cells_gone_missing_are_named(int rows)
    {
        var report = DriftWatch.Compare(Customers(rows, 1), Customers(rows, 2, shift: 1, rare: 0.5, missing: 0.4));

        report
            .Columns.Where(column => column.Drifted)
            .Select(column => column.Column)
            .Order()
            .ShouldBe(["plan", "survey", "use"]);
    }

    [Fact]
    public void At_many_rows_a_shift_that_does_not_matter_is_no_alarm()
    {
        var use = DriftWatch
            .Compare(Customers(20_000, 1), Customers(20_000, 2, shift: 0.06))
            .Columns.Single(column => column.Column == "use");

        use.Q.ShouldBeLessThan(0.05);
        use.Drifted.ShouldBeFalse();
    }

    [Fact]
    public void The_analytic_and_the_permuted_p_agree()
    {
        var (few, many) = (Customers(199, 5), Customers(260, 6, shift: 0.25));

        var permuted = DriftMeasure.Of(few.Find("use")!, many.Find("use")!, seed: 1);
        var (twice, alsoMany) = (Customers(200, 5), Customers(260, 6, shift: 0.25));
        var analytic = DriftMeasure.Of(twice.Find("use")!, alsoMany.Find("use")!, seed: 1);

        permuted.P.ShouldBeInRange(analytic.P * 0.4, analytic.P * 2.5);
    }

    [Fact]
    public void The_gap_of_two_samples_is_the_textbooks()
    {
        var (a, b) = (Column.Numeric("x", [1, 2, 3, 4]), Column.Numeric("x", [3, 4, 5, 6]));

        DriftMeasure.Of(a, b, seed: 1).KolmogorovSmirnov.ShouldBe(0.5, 1e-12);
    }

    [Fact]
    public void Quality_without_labels_is_what_the_labels_show_while_calibration_holds()
    {
        var held = 0;
        for (var draw = 0; draw < 40; draw++)
        {
            var random = new Random(draw);
            var probabilities = Enumerable
                .Range(0, 800)
                .Select(_ => Logistic.Sigmoid(4 * random.NextDouble() - 3))
                .ToArray();
            var labels = probabilities.Select(p => random.NextDouble() < p).ToArray();
            var expected = ExpectedQuality.Of(probabilities, (ulong)draw);
            var auc = Metrics.RocAuc(probabilities, labels).Value;
            held +=
                expected.RocAuc.Low <= auc
                && auc <= expected.RocAuc.High
                && expected.LogLoss.Low <= Metrics.LogLoss(probabilities, labels)
                    ? 1
                    : 0;
        }

        held.ShouldBeGreaterThanOrEqualTo(34);
    }

    private static Table Customers(int rows, int seed, double shift = 0, double rare = 0.05, double missing = 0.1)
    {
        var random = new Random(seed);
        var builder = new TableBuilder()
            .Numeric("use")
            .Category("plan")
            .Numeric("survey")
            .Numeric("seats")
            .Category("region");
        for (var row = 0; row < rows; row++)
        {
            var normal =
                Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            builder.Add(
                [
                    normal + shift,
                    random.NextDouble() < rare ? "enterprise"
                    : random.Next(2) == 0 ? "basic"
                    : "pro",
                    random.NextDouble() < missing ? Cell.Missing : 1.0 + random.Next(5),
                    Math.Ceiling(Math.Exp(2 * random.NextDouble())),
                    $"r{random.Next(8)}",
                ],
                label: random.Next(3) == 0
            );
        }

        return builder.Build();
    }
}
