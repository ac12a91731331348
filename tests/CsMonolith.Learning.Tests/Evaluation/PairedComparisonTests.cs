using CsMonolith.Learning.Evaluation;

namespace CsMonolith.Learning.Tests.Evaluation;

public sealed class PairedComparisonTests
{
    [Fact]
    public void The_error_of_a_difference_is_DeLongs_by_all_pairs()
    {
        var (first, second, labels) = Rivals(seed: 3, rows: 90, edge: 0.4);

        var compared = PairedComparison.Of(first, second, labels);

        var (difference, variance) = SlowDeLong(first, second, labels);
        compared.RocAuc.Value.ShouldBe(difference, 1e-12);
        // Influences are spread over all rows and not over those of each outcome: the factors n/(n−1) differ a little.
        ((compared.RocAuc.High - compared.RocAuc.Low) / 2 / 1.959963984540054).ShouldBe(
            Math.Sqrt(variance),
            0.02 * Math.Sqrt(variance)
        );
        compared.LogLoss.Value.ShouldBe(Metrics.LogLoss(second, labels) - Metrics.LogLoss(first, labels), 1e-12);
        compared.Brier.Value.ShouldBe(Metrics.Brier(second, labels) - Metrics.Brier(first, labels), 1e-12);
    }

    [Fact]
    public void Equal_forecasts_differ_significantly_in_about_one_draw_of_twenty()
    {
        var draws = Enumerable
            .Range(0, 400)
            .Select(seed => Rivals(seed, rows: 200, edge: 0))
            .Select(one => PairedComparison.Of(one.First, one.Second, one.Labels))
            .ToArray();

        draws.Count(one => one.RocAucP < 0.05).ShouldBeInRange(9, 33);
        draws.Count(one => one.LogLossP < 0.05).ShouldBeInRange(9, 33);
    }

    [Fact]
    public void A_better_forecast_is_found_better()
    {
        var (first, second, labels) = Rivals(seed: 1, rows: 2_000, edge: 0.6);

        var compared = PairedComparison.Of(first, second, labels);

        compared.RocAuc.Low.ShouldBeGreaterThan(0);
        compared.LogLoss.High.ShouldBeLessThan(0);
    }

    [Fact]
    public void Repeated_rows_of_one_customer_are_no_more_evidence()
    {
        var (first, second, labels) = Rivals(seed: 5, rows: 150, edge: 0.2);
        var names = Enumerable.Range(0, 150).Select(row => $"c{row}").ToArray();

        var once = PairedComparison.Of(first, second, labels, names);
        var thrice = PairedComparison.Of(
            [.. first, .. first, .. first],
            [.. second, .. second, .. second],
            [.. labels, .. labels, .. labels],
            [.. names, .. names, .. names]
        );

        thrice.Clusters.ShouldBe(150);
        thrice.RocAucP.ShouldBe(once.RocAucP, 1e-9);
        thrice.LogLossP.ShouldBe(once.LogLossP, 1e-9);
    }

    [Fact]
    public void A_forecast_held_against_itself_does_not_differ()
    {
        var (first, _, labels) = Rivals(seed: 2, rows: 50, edge: 0);

        var compared = PairedComparison.Of(first, first, labels);

        (compared.RocAuc.Value, compared.RocAucP, compared.LogLoss.Value, compared.LogLossP).ShouldBe((0, 1, 0, 1));
    }

    private static (double[] First, double[] Second, bool[] Labels) Rivals(int seed, int rows, double edge)
    {
        var random = new Random(seed);
        var truth = Enumerable.Range(0, rows).Select(_ => random.NextDouble() * 4 - 2).ToArray();
        var labels = truth.Select(one => random.NextDouble() < 1 / (1 + Math.Exp(-one))).ToArray();
        (labels[0], labels[1]) = (true, false);
        return (Noisy(1), Noisy(1 - edge), labels);

        double[] Noisy(double noise) =>
            [.. truth.Select(one => 1 / (1 + Math.Exp(-one - noise * 3 * (random.NextDouble() - 0.5))))];
    }

    private static (double Difference, double Variance) SlowDeLong(double[] first, double[] second, bool[] labels)
    {
        var positives = Enumerable.Range(0, labels.Length).Where(row => labels[row]).ToArray();
        var negatives = Enumerable.Range(0, labels.Length).Where(row => !labels[row]).ToArray();
        var v10 = positives.Select(p => negatives.Average(n => Order(second, p, n) - Order(first, p, n))).ToArray();
        var v01 = negatives.Select(n => positives.Average(p => Order(second, p, n) - Order(first, p, n))).ToArray();
        return (v10.Average(), Variance(v10) / v10.Length + Variance(v01) / v01.Length);

        static double Order(double[] scores, int p, int n) =>
            scores[p] > scores[n] ? 1
            : scores[p] < scores[n] ? 0
            : 0.5;
        static double Variance(double[] values) =>
            values.Sum(value => (value - values.Average()) * (value - values.Average())) / (values.Length - 1);
    }
}
