using CsMonolith.Learning.Evaluation;

namespace CsMonolith.Health.Onboarding;

/// <summary>The difference of two independent means with their standard errors.</summary>
internal static class MeanDifference
{
    // The 97.5 % point of the normal distribution.
    private const double Z = 1.959963984540054;

    /// <summary>The first less the second, with the normal 95 % interval; unknown where there is no error at all.</summary>
    public static DifferenceFigure Between(
        (double Days, double StandardError) one,
        (double Days, double StandardError) other
    )
    {
        var (difference, error) = (one.Days - other.Days, Math.Sqrt(Square(one) + Square(other)));
        return error > 0
            ? DifferenceFigure.From(new Interval(difference, difference - (Z * error), difference + (Z * error)))
            : DifferenceFigure.Unknown;

        static double Square((double Days, double StandardError) mean) => mean.StandardError * mean.StandardError;
    }
}
