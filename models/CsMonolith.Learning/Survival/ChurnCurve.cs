namespace CsMonolith.Learning.Survival;

/// <summary>An account's probability to stay, period by period from now.</summary>
/// <remarks>
/// S(t) = Π(1 − h(u)), u = 1..t: Cox, Regression models and life-tables, 1972, section 1, for discrete time.
/// </remarks>
public sealed class ChurnCurve
{
    private readonly double[] _hazards;
    private readonly double[] _staying;

    /// <param name="hazards">Shape (periods,): chance to leave in a period for who is still there, in [0, 1].</param>
    /// <exception cref="ArgumentException">No periods, or a hazard that is no probability.</exception>
    public ChurnCurve(ReadOnlySpan<double> hazards)
    {
        if (hazards.IsEmpty || hazards.ContainsAnyExceptInRange(0, 1))
        {
            throw new ArgumentException("A curve has at least one period, and hazards lie in [0, 1].", nameof(hazards));
        }

        _hazards = hazards.ToArray();
        _staying = new double[hazards.Length];
        var staying = 1.0;
        for (var period = 0; period < _staying.Length; period++)
        {
            _staying[period] = staying *= 1 - _hazards[period];
        }
    }

    /// <summary>Shape (periods,): chance to leave in each period for who is still there.</summary>
    public ReadOnlySpan<double> Hazards => _hazards;

    /// <summary>Shape (periods,): chance to be there still at the end of each period.</summary>
    public ReadOnlySpan<double> Staying => _staying;

    /// <summary>Chance to have left by the end of a period.</summary>
    /// <param name="period">From 1 to the length of the curve.</param>
    public double Left(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(period, _staying.Length);
        return 1 - _staying[period - 1];
    }

    /// <summary>Expected number of periods begun within the curve: 1 + Σ S(t) over all but its last period.</summary>
    public double LifetimeWithin()
    {
        var sum = 1.0;
        foreach (var staying in _staying.AsSpan(0, _staying.Length - 1))
        {
            sum += staying;
        }

        return sum;
    }

    /// <summary>
    /// Expected number of periods begun in all, the last hazard taken to hold on for ever; infinite if it is 0 and
    /// somebody is left.
    /// </summary>
    public double Lifetime() => LifetimeWithin() + (_staying[^1] > 0 ? _staying[^1] / _hazards[^1] : 0);

    /// <summary>
    /// Money expected to be lost to churn within the curve: what a period is worth times the chance to have left before
    /// it ended, discounted.
    /// </summary>
    /// <param name="worth">Worth of one period, at least 0, paid at its end.</param>
    /// <param name="discount">Discount rate a period, at least 0.</param>
    public double ValueAtRisk(double worth, double discount = 0) => Discounted(worth, discount, staying => 1 - staying);

    /// <summary>
    /// Money expected to be earned within the curve, discounted; with <see cref="ValueAtRisk"/> it makes up the whole.
    /// </summary>
    /// <inheritdoc cref="ValueAtRisk"/>
    public double ValueKept(double worth, double discount = 0) => Discounted(worth, discount, staying => staying);

    private double Discounted(double worth, double discount, Func<double, double> share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(worth);
        ArgumentOutOfRangeException.ThrowIfNegative(discount);
        var (sum, factor) = (0.0, 1.0);
        foreach (var staying in _staying)
        {
            factor /= 1 + discount;
            sum += worth * factor * share(staying);
        }

        return sum;
    }
}
