using System.Runtime.Intrinsics;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Linear;

/// <summary>Fits logistic regression with an elastic-net penalty along a path of penalties.</summary>
/// <remarks>
/// Minimises mean weighted log loss + λ·[α·|β|₁ + (1 − α)/2·|β|₂²], the intercept unpenalised: Friedman, Hastie and Tibshirani, JSS 33(1), 2010,
/// equation 13. Each step solves the weighted least squares of their equation 14 by coordinate descent on the Gram matrix (their
/// section 2.2, covariance updates). O(rows × columns²) a step, warm starts from one penalty to the next.
/// </remarks>
/// <param name="x">Shape (columns,) of (rows,): standardised.</param>
/// <param name="labels">Shape (rows,).</param>
/// <param name="counts">Shape (rows,): how many rows each counts for, with mean 1.</param>
/// <param name="signs">Shape (columns,): +1 where a coefficient may not be negative, −1 where it may not be positive, else 0.</param>
/// <param name="alpha">α in [0, 1].</param>
/// <param name="cancellation">Stops within a step.</param>
internal sealed class ElasticNet(double[][] x, bool[] labels, double[] counts, int[] signs, double alpha, CancellationToken cancellation)
{
    private const int MaxSteps = 12;
    private readonly int _rows = labels.Length;
    private readonly int _columns = x.Length;
    private readonly double[] _weights = new double[labels.Length];
    private readonly double[] _weighted = new double[labels.Length];
    private readonly double[] _residual = new double[labels.Length];

    /// <summary>Shape (columns + 1,): the intercept last. Starts at the base rate.</summary>
    public double[] Coefficients { get; } = Start(labels, counts, x.Length);

    /// <summary>Least penalty that leaves all coefficients at zero (for α at least 0.001).</summary>
    public static double Largest(double[][] x, bool[] labels, double[] counts, double alpha)
    {
        var rate = RateOf(labels, counts);
        var most = 0.0;
        foreach (var column in x)
        {
            var gradient = 0.0;
            for (var row = 0; row < labels.Length; row++)
            {
                gradient += counts[row] * column[row] * ((labels[row] ? 1 : 0) - rate);
            }

            most = Math.Max(most, Math.Abs(gradient) / labels.Length);
        }

        return Math.Max(most, 1e-6) / Math.Max(alpha, 1e-3);
    }

    /// <summary>Moves the coefficients to the optimum at one penalty.</summary>
    public void Fit(double lambda)
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Step(lambda) < 1e-4)
            {
                return;
            }
        }
    }

    private double Step(double lambda)
    {
        Reweigh();
        var gram = new double[_columns + 1][];
        var target = new double[_columns + 1];
        for (var i = 0; i <= _columns; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var mine = _weighted;
            for (var row = 0; row < _rows; row++)
            {
                mine[row] = i < _columns ? x[i][row] * _weights[row] : _weights[row];
            }

            gram[i] = new double[_columns + 1];
            for (var j = 0; j <= i; j++)
            {
                gram[i][j] = (j < _columns ? Dot(mine, x[j]) : mine.Sum()) / _rows;
            }

            target[i] = (i < _columns ? Dot(x[i], _residual) : _residual.Sum()) / _rows;
        }

        for (var i = 0; i <= _columns; i++)
        {
            for (var j = 0; j < i; j++)
            {
                gram[j][i] = gram[i][j];
            }
        }

        return Descend(gram, target, lambda);
    }

    /// <summary>Coordinate descent; <paramref name="target"/> is the gradient at the present coefficients and is kept up to date.</summary>
    private double Descend(double[][] gram, double[] target, double lambda)
    {
        var before = Coefficients.ToArray();
        for (var sweep = 0; sweep < 200; sweep++)
        {
            var largest = 0.0;
            for (var i = 0; i <= _columns; i++)
            {
                var penalised = i < _columns;
                var (l1, l2) = penalised ? (lambda * alpha, lambda * (1 - alpha)) : (0.0, 1e-12);
                var old = Coefficients[i];
                var pull = target[i] + gram[i][i] * old;
                var next = Math.Sign(pull) * Math.Max(Math.Abs(pull) - l1, 0) / (gram[i][i] + l2);
                next = penalised && next * signs[i] < 0 ? 0 : next;
                var change = next - old;
                if (change == 0)
                {
                    continue;
                }

                Coefficients[i] = next;
                Subtract(target, gram[i], change);
                largest = Math.Max(largest, change * change * gram[i][i]);
            }

            if (largest < 1e-10)
            {
                break;
            }
        }

        return Coefficients.Zip(before, (now, then) => Math.Abs(now - then)).Max();
    }

    private void Reweigh()
    {
        var scores = Scores(x, Coefficients);
        for (var row = 0; row < _rows; row++)
        {
            var p = Logistic.Sigmoid(scores[row]);
            _weights[row] = counts[row] * Math.Max(p * (1 - p), 1e-5);
            _residual[row] = counts[row] * ((labels[row] ? 1 : 0) - p);
        }
    }

    /// <summary>Shape (rows,): intercept + x·β.</summary>
    public static double[] Scores(double[][] x, double[] coefficients)
    {
        var scores = new double[x.Length > 0 ? x[0].Length : 0];
        Array.Fill(scores, coefficients[^1]);
        for (var i = 0; i < x.Length; i++)
        {
            if (coefficients[i] != 0)
            {
                Subtract(scores, x[i], -coefficients[i]);
            }
        }

        return scores;
    }

    private static double[] Start(bool[] labels, double[] counts, int columns)
    {
        var start = new double[columns + 1];
        start[^1] = Logistic.LogOdds(RateOf(labels, counts));
        return start;
    }

    private static double RateOf(bool[] labels, double[] counts) =>
        labels.Zip(counts, (label, count) => label ? count : 0).Sum() / counts.Sum();

    private static void Subtract(double[] from, double[] what, double times)
    {
        for (var i = 0; i < from.Length; i++)
        {
            from[i] -= what[i] * times;
        }
    }

    // Four fixed lanes: a wider processor must not change the order of the additions.
    private static double Dot(double[] a, double[] b)
    {
        var sum = Vector256<double>.Zero;
        var i = 0;
        for (; i <= a.Length - 4; i += 4)
        {
            sum += Vector256.Create(a.AsSpan(i, 4)) * Vector256.Create(b.AsSpan(i, 4));
        }

        var total = sum[0] + sum[1] + (sum[2] + sum[3]);
        for (; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }
}
