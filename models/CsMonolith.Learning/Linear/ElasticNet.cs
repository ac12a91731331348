using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Linear;

/// <summary>Fits logistic regression with an elastic-net penalty along a path of penalties.</summary>
/// <remarks>
/// Minimises mean weighted log loss + λ·[α·|β|₁ + (1 − α)/2·|β|₂²], the intercept unpenalised: Friedman, Hastie and
/// Tibshirani, JSS 33(1), 2010, equation 13. Each step solves the weighted least squares of their equation 14 by
/// coordinate descent on the Gram matrix (their section 2.2, covariance updates), which is kept from step to step while
/// the rows' weights hardly change: the fixed point is the same. O(rows × features² + sweeps × columns²) a step, warm
/// starts from one penalty to the next.
/// </remarks>
/// <param name="x">Rows of a standardised design.</param>
/// <param name="labels">Shape (rows,).</param>
/// <param name="counts">Shape (rows,): how many rows each counts for, with mean 1.</param>
/// <param name="signs">
/// Shape (columns,): +1 where a coefficient may not be negative, −1 where it may not be positive, else 0.
/// </param>
/// <param name="alpha">α in [0, 1].</param>
/// <param name="cancellation">Stops within a step.</param>
internal sealed class ElasticNet(
    DesignRows x,
    bool[] labels,
    double[] counts,
    int[] signs,
    double alpha,
    CancellationToken cancellation
)
{
    private const int MaxSteps = 12;

    /// <summary>
    /// Steps that may use the Gram matrix of nearby weights; the gradient is always that of the present ones.
    /// </summary>
    private const int PatientSteps = 6;

    /// <summary>Mean change of the rows' weights beyond which the Gram matrix is made anew.</summary>
    private const double MostMoved = 0.1;

    private readonly double[] _weights = new double[labels.Length];
    private readonly double[] _gramWeights = new double[labels.Length];
    private readonly double[][] _gram = [.. Enumerable.Range(0, x.Columns + 1).Select(_ => new double[x.Columns + 1])];
    private readonly double[] _residual = new double[labels.Length];

    /// <summary>Shape (columns + 1,): the intercept last. Starts at the base rate.</summary>
    public double[] Coefficients { get; } = Start(labels, counts, x.Columns);

    /// <summary>Least penalty that leaves all coefficients at zero (for α at least 0.001).</summary>
    public static double Largest(DesignRows x, bool[] labels, double[] counts, double alpha)
    {
        var rate = RateOf(labels, counts);
        var gradient = new double[x.Columns + 1];
        x.Project(
            Array
                .ConvertAll(labels, label => (label ? 1 : 0) - rate)
                .Zip(counts, (residual, count) => residual * count)
                .ToArray(),
            gradient
        );
        var most = 0.0;
        foreach (var pull in gradient.AsSpan(0, x.Columns))
        {
            most = Math.Max(most, Math.Abs(pull) / labels.Length);
        }

        return Math.Max(most, 1e-6) / Math.Max(alpha, 1e-3);
    }

    /// <summary>Moves the coefficients to the optimum at one penalty.</summary>
    public void Fit(double lambda)
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Step(lambda, afresh: step >= PatientSteps) < 1e-4)
            {
                return;
            }
        }
    }

    private double Step(double lambda, bool afresh)
    {
        Reweigh();
        if (afresh || HaveMoved())
        {
            _weights.CopyTo(_gramWeights, 0);
            x.Gram(_weights, _gram);
            Scale(_gram);
        }

        var target = new double[x.Columns + 1];
        x.Project(_residual, target);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] /= labels.Length;
        }

        return Descend(target, lambda);
    }

    // Σ|w − w'| against Σ w'.
    private bool HaveMoved()
    {
        var (moved, all) = (0.0, 0.0);
        for (var row = 0; row < _weights.Length; row++)
        {
            moved += Math.Abs(_weights[row] - _gramWeights[row]);
            all += _gramWeights[row];
        }

        return moved > MostMoved * all;
    }

    private void Scale(double[][] gram)
    {
        foreach (var line in gram)
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] /= labels.Length;
            }
        }
    }

    /// <summary>
    /// Coordinate descent; <paramref name="target"/> is the gradient at the present coefficients and is kept up to
    /// date.
    /// </summary>
    private double Descend(double[] target, double lambda)
    {
        var before = Coefficients.ToArray();
        for (var sweep = 0; sweep < 200; sweep++)
        {
            var largest = 0.0;
            for (var i = 0; i <= x.Columns; i++)
            {
                var penalised = i < x.Columns;
                var (l1, l2) = penalised ? (lambda * alpha, lambda * (1 - alpha)) : (0.0, 1e-12);
                var old = Coefficients[i];
                var pull = target[i] + _gram[i][i] * old;
                var next = Math.Sign(pull) * Math.Max(Math.Abs(pull) - l1, 0) / (_gram[i][i] + l2);
                next = penalised && next * signs[i] < 0 ? 0 : next;
                var change = next - old;
                if (change == 0)
                {
                    continue;
                }

                Coefficients[i] = next;
                DesignRows.AddTimes(target, _gram[i], -change);
                largest = Math.Max(largest, change * change * _gram[i][i]);
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
        var scores = x.Scores(Coefficients);
        for (var row = 0; row < labels.Length; row++)
        {
            var p = Logistic.Sigmoid(scores[row]);
            _weights[row] = counts[row] * Math.Max(p * (1 - p), 1e-5);
            _residual[row] = counts[row] * ((labels[row] ? 1 : 0) - p);
        }
    }

    private static double[] Start(bool[] labels, double[] counts, int columns)
    {
        var start = new double[columns + 1];
        start[^1] = Logistic.LogOdds(RateOf(labels, counts));
        return start;
    }

    private static double RateOf(bool[] labels, double[] counts) =>
        labels.Zip(counts, (label, count) => label ? count : 0).Sum() / counts.Sum();
}
