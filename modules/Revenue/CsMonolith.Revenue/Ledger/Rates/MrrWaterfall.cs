using System.Numerics;
using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Ledger.Rates;

/// <summary>
/// How MRR came from the start of a window to its end, in one currency: start + new + reactivation + expansion −
/// contraction − churn + adjustments + FX = end.
/// </summary>
/// <param name="Start">Of the day before the window, at the rate of that day; so are the movements.</param>
/// <param name="Adjustments">As closed: what later facts changed in months closed before; zero when restated.</param>
/// <param name="Fx">What exchange rates moved: the remainder that makes the rows add up to the minor unit.</param>
/// <param name="End">Of the window's last day, at the rate of that day.</param>
/// <param name="StartLogos">Customers at the start.</param>
/// <param name="LostLogos">Of these, customers who are none at the end.</param>
/// <param name="Parts">What the movements are made of, at the rate of the start.</param>
internal sealed record MrrWaterfall(
    Money Start,
    Money New,
    Money Reactivation,
    Money Expansion,
    Money Contraction,
    Money Churn,
    Money Adjustments,
    Money Fx,
    Money End,
    int StartLogos,
    int LostLogos,
    MovementParts Parts
)
{
    /// <summary>
    /// Adds up customers. O(customers): minor units are added for each factor, and each sum is multiplied once.
    /// </summary>
    public static MrrWaterfall Of(string currency, IEnumerable<MeasuredAccount> accounts)
    {
        var totals = new FactorTotals<WaterfallSums>();
        var (standing, gone) = (0, 0);
        foreach (var one in accounts)
        {
            totals.Of(one.Factors).Add(one.Window);
            (standing, gone) = (
                standing + (one.Window.StandsAtStart ? 1 : 0),
                gone + (one.Window is { StandsAtStart: true, StandsAtEnd: false } ? 1 : 0)
            );
        }

        var (start, end) = (
            Moved(one => one.Start),
            totals.Exact((one, factors) => (one.End, factors.End)).RoundHalfUp()
        );
        var (come, back, up) = (Moved(one => one.New), Moved(one => one.Reactivation), Moved(one => one.Expansion));
        var (down, lost) = (Moved(one => one.Contraction), Moved(one => one.Churn));
        var late = Moved(one =>
            one.End - one.Start - one.New - one.Reactivation - one.Expansion + one.Contraction + one.Churn
        );
        return new MrrWaterfall(
            In(start),
            In(come),
            In(back),
            In(up),
            In(down),
            In(lost),
            In(late),
            In(end - start - come - back - up + down + lost - late),
            In(end),
            standing,
            gone,
            MovementParts.Of(
                new PartSizes(
                    (long)Moved(one => one.Seats),
                    (long)Moved(one => one.PriceRise),
                    (long)Moved(one => one.Escalator),
                    (long)Moved(one => one.Pause),
                    (long)Moved(one => one.FreeDowngrade)
                ),
                (Int128)(come + back + up - down - lost),
                currency
            )
        );

        BigInteger Moved(Func<WaterfallSums, Int128> amount) =>
            totals.Exact((one, factors) => (amount(one), factors.Start)).RoundHalfUp();
        Money In(BigInteger minor) => new((long)minor, currency);
    }
}
