namespace CsMonolith.Revenue.Growth.Bookings;

/// <summary>Forecasts the number of arrivals from the number in the past.</summary>
internal static class ArrivalForecast
{
    private const double Tail = 0.05;

    /// <summary>
    /// The span in which a coming count lies with nine chances in ten: at most 5 % below it and at most 5 % above.
    /// </summary>
    /// <param name="seen">How many came, 0 or more.</param>
    /// <param name="over">In how many months, 1 or more.</param>
    /// <param name="ahead">Months ahead, 1 or more.</param>
    /// <remarks>
    /// Arrivals are Poisson with a rate that is known from the count alone. With Jeffreys' prior the rate is Gamma(seen
    /// + ½, over), and the coming count negative binomial with size seen + ½ and success over / (over + ahead): Gelman
    /// et al., Bayesian Data Analysis, 3rd ed., section 2.6. O(high).
    /// </remarks>
    public static (int Low, int High) NineInTen(int seen, int over, int ahead)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seen);
        ArgumentOutOfRangeException.ThrowIfLessThan(over, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 1);

        var (size, success) = (seen + 0.5, (double)over / (over + ahead));
        var (low, sum, logTerm) = (-1, 0.0, size * Math.Log(success));
        for (var count = 0; ; count++)
        {
            sum += Math.Exp(logTerm);
            low = low < 0 && sum > Tail ? count : low;
            if (sum >= 1 - Tail)
            {
                return (low, count);
            }

            logTerm += Math.Log((size + count) / (count + 1) * (1 - success));
        }
    }
}
