using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Tests.Calibration;

/// <summary>Scores whose truth is known.</summary>
internal static class Drawn
{
    /// <summary>Log-odds spread evenly over ±3, and outcomes drawn with exactly their probabilities.</summary>
    public static (double[] LogOdds, bool[] Labels) Right(int rows, int seed) =>
        Bent(rows, seed, truth: score => score);

    /// <summary>Outcomes drawn with the log-odds that <paramref name="truth"/> makes of the score.</summary>
    public static (double[] LogOdds, bool[] Labels) Bent(int rows, int seed, Func<double, double> truth)
    {
        var random = new Random(seed);
        var logOdds = Enumerable.Range(0, rows).Select(_ => random.NextDouble() * 6 - 3).ToArray();
        return (logOdds, Array.ConvertAll(logOdds, score => random.NextDouble() < Logistic.Sigmoid(truth(score))));
    }

    public static double[] Ones(bool[] labels) => Array.ConvertAll(labels, _ => 1.0);
}
