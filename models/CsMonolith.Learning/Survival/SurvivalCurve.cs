namespace CsMonolith.Learning.Survival;

/// <summary>How long one was watched until an event.</summary>
/// <param name="Days">At least 0.</param>
/// <param name="Reached">Whether the event came on that day; else it had not come by its end (right censoring).</param>
public readonly record struct Waiting(int Days, bool Reached);

/// <summary>The curve where it falls: a day on which somebody reached the event.</summary>
/// <param name="AtRisk">Those still waiting when it begins.</param>
/// <param name="Reached">Those who reached the event on it.</param>
/// <param name="Share">The share that still waits after it.</param>
/// <param name="Low">Lower end of the share's 95 % interval; NaN where the share is 0, for which none is known.</param>
/// <param name="High">Likewise the upper end.</param>
public readonly record struct SurvivalPoint(int Days, int AtRisk, int Reached, double Share, double Low, double High);

/// <summary>
/// After how many days half have reached an event; <c>null</c> where the curve stays above a half. Likewise its ends.
/// </summary>
public readonly record struct MedianDays(int? Days, int? Low, int? High);

/// <summary>
/// The share of customers that still wait for an event, day by day, when some are watched for too short a time to see it
/// (the estimate of Kaplan and Meier). Leaving those out would flatter: the quick ones are seen first.
/// </summary>
/// <remarks>
/// Kaplan and Meier, JASA 53 (1958); variance: Greenwood, 1926; interval of a share on the log-log scale: Kalbfleisch and
/// Prentice, The Statistical Analysis of Failure Time Data, 2nd ed. 2002, section 1.4; interval of the median: Brookmeyer
/// and Crowley, Biometrics 38 (1982), the days on which that interval holds a half. Whoever is censored on a day counts
/// as waiting through it.
/// </remarks>
public sealed class SurvivalCurve
{
    // The 97.5 % point of the normal distribution.
    private const double Z = 1.959963984540054;
    private const double Half = 0.5;

    // Products of fractions miss a half by a rounding error.
    private const double Rounding = 1e-9;

    private SurvivalCurve(IReadOnlyList<SurvivalPoint> points, int watched, int reached, int last)
    {
        (Points, Watched, Reached, LastDay) = (points, watched, reached, last);
    }

    /// <summary>The days on which the curve falls, ascending.</summary>
    public IReadOnlyList<SurvivalPoint> Points { get; }

    /// <summary>How many were watched.</summary>
    public int Watched { get; }

    /// <summary>How many of them reached the event.</summary>
    public int Reached { get; }

    /// <summary>The longest that anybody was watched; 0 without anybody.</summary>
    public int LastDay { get; }

    /// <summary>
    /// The median with its 95 % interval: the first day after which at most half still wait. Without censoring it is
    /// the ordinary median, the lower of the two middle ones where the number is even.
    /// </summary>
    public MedianDays Median =>
        new(
            First(point => point.Share),
            First(point => double.IsNaN(point.Low) ? 0 : point.Low),
            First(point => point.High)
        );

    /// <summary>The day up to which the curve is known: the last one watched, or any day once nobody waits.</summary>
    public int KnownTo => Points.Count > 0 && Points[^1].Share <= 0 ? int.MaxValue : LastDay;

    /// <summary>Draws the curve. O(n log n).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number of days is below 0.</exception>
    public static SurvivalCurve Of(IEnumerable<Waiting> waitings)
    {
        ArgumentNullException.ThrowIfNull(waitings);
        var all = waitings.OrderBy(one => one.Days).ToList();
        if (all.Count > 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(all[0].Days, nameof(waitings));
        }

        var points = new List<SurvivalPoint>();
        var (atRisk, share, variance) = (all.Count, 1.0, 0.0);
        foreach (var day in all.GroupBy(one => one.Days))
        {
            var (gone, reached) = (day.Count(), day.Count(one => one.Reached));
            if (reached > 0)
            {
                share *= (double)(atRisk - reached) / atRisk;
                variance += reached < atRisk ? reached / ((double)atRisk * (atRisk - reached)) : 0;
                points.Add(Point(day.Key, atRisk, reached, share, variance));
            }

            atRisk -= gone;
        }

        return new SurvivalCurve(points, all.Count, all.Count(one => one.Reached), all.Count > 0 ? all[^1].Days : 0);
    }

    /// <summary>
    /// The mean days of waiting when nobody is counted beyond a day, with its standard error; NaN without anybody.
    /// Other than the median it always exists, so that two groups can be compared.
    /// </summary>
    /// <param name="upTo">Above 0, at most <see cref="KnownTo"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="upTo"/> is outside that range.</exception>
    /// <remarks>
    /// Area under the curve; variance by Greenwood: Klein and Moeschberger, Survival Analysis, 2nd ed. 2003, equations
    /// 4.5.1 and 4.5.2.
    /// </remarks>
    public (double Days, double StandardError) MeanUpTo(int upTo)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(upTo, 1);
        if (Watched == 0)
        {
            return (double.NaN, double.NaN);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(upTo, KnownTo);
        var falls = Points.Where(point => point.Days < upTo).ToList();
        var (area, variance, end) = (0.0, 0.0, upTo);
        for (var i = falls.Count - 1; i >= 0; i--)
        {
            area += falls[i].Share * (end - falls[i].Days);
            end = falls[i].Days;
            variance +=
                falls[i].AtRisk > falls[i].Reached
                    ? area * area * falls[i].Reached / ((double)falls[i].AtRisk * (falls[i].AtRisk - falls[i].Reached))
                    : 0;
        }

        return (area + end, Math.Sqrt(variance));
    }

    private static SurvivalPoint Point(int day, int atRisk, int reached, double share, double variance)
    {
        if (share <= 0)
        {
            return new SurvivalPoint(day, atRisk, reached, 0, double.NaN, double.NaN);
        }

        var spread = Math.Exp(Z * Math.Sqrt(variance) / -Math.Log(share));
        return new SurvivalPoint(day, atRisk, reached, share, Math.Pow(share, spread), Math.Pow(share, 1 / spread));
    }

    private int? First(Func<SurvivalPoint, double> share)
    {
        foreach (var point in Points)
        {
            if (share(point) <= Half + Rounding)
            {
                return point.Days;
            }
        }

        return null;
    }
}
