using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Tests.Linear;

public sealed class ElasticNetTests
{
    [Theory]
    [InlineData(0.02, 0.05)]
    [InlineData(0.5, 0.02)]
    [InlineData(0.9, 0.1)]
    public void The_coefficients_satisfy_the_conditions_of_an_optimum(double alpha, double lambda)
    {
        var (x, labels) = Rows(400, columns: 6, seed: 1);
        var net = Net(x, labels, alpha, CancellationToken.None);

        net.Fit(lambda);

        var scores = DesignRows.Of(x, labels.Length).Scores(net.Coefficients);
        var residual = scores.Select((score, i) => (labels[i] ? 1 : 0) - Logistic.Sigmoid(score)).ToArray();
        residual.Average().ShouldBe(0, 1e-4);
        for (var i = 0; i < x.Length; i++)
        {
            var (beta, pull) = (net.Coefficients[i], x[i].Zip(residual).Average(pair => pair.First * pair.Second));
            if (beta == 0)
            {
                Math.Abs(pull).ShouldBeLessThanOrEqualTo(lambda * alpha + 1e-4);
            }
            else
            {
                pull.ShouldBe(lambda * (alpha * Math.Sign(beta) + (1 - alpha) * beta), 1e-4);
            }
        }
    }

    [Fact]
    public void A_slow_gradient_descent_comes_to_the_same_ridge()
    {
        var (x, labels) = Rows(300, columns: 4, seed: 2);
        var net = Net(x, labels, 0, CancellationToken.None);

        net.Fit(0.1);

        var slow = SlowRidge(x, labels, 0.1);
        for (var i = 0; i <= x.Length; i++)
        {
            net.Coefficients[i].ShouldBe(slow[i], 1e-4);
        }
    }

    [Fact]
    public void At_the_largest_penalty_nothing_is_left_but_the_base_rate()
    {
        var (x, labels) = Rows(300, columns: 4, seed: 3);
        var net = Net(x, labels, 0.9, CancellationToken.None);

        net.Fit(ElasticNet.Largest(DesignRows.Of(x, labels.Length), labels, Ones(labels), 0.9) * 1.0001);

        net.Coefficients[..^1].ShouldAllBe(beta => beta == 0);
        Logistic.Sigmoid(net.Coefficients[^1]).ShouldBe(labels.Average(label => label ? 1.0 : 0), 1e-6);
    }

    [Fact]
    public void Perfectly_separable_rows_do_not_run_away()
    {
        double[][] x =
        [
            [.. Enumerable.Range(0, 100).Select(i => i < 50 ? -1.0 : 1.0)],
        ];
        var labels = x[0].Select(value => value > 0).ToArray();
        var net = Net(x, labels, 0.02, CancellationToken.None);

        net.Fit(1e-4);

        net.Coefficients.ShouldAllBe(beta => double.IsFinite(beta));
    }

    [Fact]
    public void A_cancelled_fit_stops()
    {
        var (x, labels) = Rows(100, columns: 2, seed: 4);

        Should.Throw<OperationCanceledException>(() =>
            Net(x, labels, 0.5, new CancellationToken(canceled: true)).Fit(0.1)
        );
    }

    [Fact]
    public void A_row_of_weight_two_counts_as_two_rows()
    {
        var (x, labels) = Rows(200, 3, seed: 8);
        int[] rows = [.. Enumerable.Range(0, 200), .. Enumerable.Range(0, 50)];
        var twice = Net(
            Array.ConvertAll(x, column => Array.ConvertAll(rows, row => column[row])),
            Array.ConvertAll(rows, row => labels[row]),
            0.5,
            CancellationToken.None
        );
        var counts = Enumerable.Range(0, 200).Select(row => (row < 50 ? 2 : 1) * 200 / 250.0).ToArray();
        var weighted = new ElasticNet(
            DesignRows.Of(x, labels.Length),
            labels,
            counts,
            new int[3],
            0.5,
            CancellationToken.None
        );

        twice.Fit(0.01);
        weighted.Fit(0.01);

        weighted.Coefficients.ShouldBe(twice.Coefficients, 1e-4);
    }

    [Fact]
    public void A_coefficient_keeps_the_sign_it_was_given()
    {
        var (x, labels) = Rows(400, 3, seed: 9);
        var free = Net(x, labels, 0.5, CancellationToken.None);
        free.Fit(0.001);
        int[] against = [.. free.Coefficients.Take(3).Select(coefficient => -Math.Sign(coefficient))];
        var held = new ElasticNet(
            DesignRows.Of(x, labels.Length),
            labels,
            Ones(labels),
            against,
            0.5,
            CancellationToken.None
        );

        held.Fit(0.001);

        for (var i = 0; i < 3; i++)
        {
            (held.Coefficients[i] * against[i]).ShouldBeGreaterThanOrEqualTo(0);
        }
    }

    private static ElasticNet Net(double[][] x, bool[] labels, double alpha, CancellationToken cancellation) =>
        new(DesignRows.Of(x, labels.Length), labels, Ones(labels), new int[x.Length], alpha, cancellation);

    private static double[] Ones(bool[] labels) => Array.ConvertAll(labels, _ => 1.0);

    private static (double[][] X, bool[] Labels) Rows(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        double[][] x =
        [
            .. Enumerable
                .Range(0, columns)
                .Select(_ => Enumerable.Range(0, rows).Select(_ => random.NextDouble() * 3 - 1.5).ToArray()),
        ];
        var labels = Enumerable
            .Range(0, rows)
            .Select(row => random.NextDouble() < Logistic.Sigmoid(x[0][row] - 0.5 * x[1][row] - 0.4))
            .ToArray();
        return (x, labels);
    }

    private static double[] SlowRidge(double[][] x, bool[] labels, double lambda)
    {
        var beta = new double[x.Length + 1];
        for (var step = 0; step < 6_000; step++)
        {
            var scores = DesignRows.Of(x, labels.Length).Scores(beta);
            var residual = scores.Select((score, i) => (labels[i] ? 1 : 0) - Logistic.Sigmoid(score)).ToArray();
            for (var i = 0; i < x.Length; i++)
            {
                beta[i] += 0.5 * (x[i].Zip(residual).Average(pair => pair.First * pair.Second) - lambda * beta[i]);
            }

            beta[^1] += 0.5 * residual.Average();
        }

        return beta;
    }
}
