using System.Numerics;
using CsMonolith.Revenue.Retention;

namespace CsMonolith.Revenue.Measures;

/// <summary>A window's waterfall and rates by the definitions of a pack, in one currency.</summary>
/// <param name="Adjustments">As closed: what later facts changed in months closed before; zero when restated.</param>
/// <param name="Fx">What exchange rates moved: the remainder that makes the rows add up to the minor unit. Movements are at the rate of the start.</param>
/// <param name="Net">Net retention of the pack's base, as is <paramref name="Gross"/>.</param>
/// <param name="Arr">Twelve times the end.</param>
internal sealed record MeasureFigure(
    string Currency,
    Money Start,
    Money New,
    Money Reactivation,
    Money Expansion,
    Money Contraction,
    Money Churn,
    Money Adjustments,
    Money Fx,
    Money End,
    Money Arr,
    RatioFigure Net,
    RatioFigure Gross,
    RatioFigure RevenueChurn,
    RatioFigure LogoChurn,
    int StartLogos,
    int LostLogos,
    TaggedMovements Tagged
)
{
    private const int MonthsInYear = 12;

    /// <summary>Sums customers. O(customers): whole minor units are added by factor, and each sum meets its factor once.</summary>
    public static MeasureFigure Of(
        string currency,
        IEnumerable<MeasuredAccount> accounts,
        DefinitionPack pack,
        RetentionRates rates
    )
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
        return new MeasureFigure(
            currency,
            In(start),
            In(come),
            In(back),
            In(up),
            In(down),
            In(lost),
            In(late),
            In(end - start - come - back - up + down + lost - late),
            In(end),
            In(MonthsInYear * end),
            Show(rates.Net),
            Show(rates.Gross),
            Show(rates.RevenueChurn),
            RatioFigure.Of(gone, standing),
            standing,
            gone,
            new TaggedMovements(
                In(Moved(one => one.PriceRise)),
                In(Moved(one => one.Escalator)),
                In(Moved(one => one.Pause)),
                In(Moved(one => one.FreeDowngrade))
            )
        );

        BigInteger Moved(Func<WaterfallSums, Int128> amount) =>
            totals.Exact((one, factors) => (amount(one), factors.Start)).RoundHalfUp();
        Money In(BigInteger minor) => new((long)minor, currency);
    }

    /// <summary>A ratio for print.</summary>
    public static RatioFigure Show(Ratio ratio) => RatioFigure.Of(ratio.Numerator, ratio.Denominator);
}

/// <summary>The rates of a group, exact; over a zero base undefined.</summary>
internal sealed record RetentionRates(Ratio Net, Ratio Gross, Ratio RevenueChurn)
{
    /// <summary>Of a cohort: what each customer adds is <see cref="MeasuredAccount.Net"/> and <see cref="MeasuredAccount.Gross"/>. O(customers).</summary>
    public static RetentionRates OfCohort(IEnumerable<MeasuredAccount> accounts, DefinitionPack pack)
    {
        var totals = new FactorTotals<CohortSums>();
        foreach (var one in accounts)
        {
            totals.Of(one.Factors).Add(one, pack);
        }

        var start = totals.Exact((one, factors) => (one.Start, factors.Start));
        var net = totals.Exact((one, factors) => (one.Net, factors.Of(pack.Fx)));
        var gross =
            totals.Exact((one, factors) => (one.GrossAtStart, factors.Start))
            + totals.Exact((one, factors) => (one.GrossAtEnd, factors.Of(pack.Fx)));
        var lost = totals.Exact((one, factors) => (one.Lost, factors.Start));
        return new(Sum.Lowest(net / start), Sum.Lowest(gross / start), Sum.Lowest(lost / start));
    }

    /// <summary>Of terms that end, brought into one currency at the rate of the start.</summary>
    public static RetentionRates OfRenewals(IReadOnlyCollection<(Renewals.Renewal Renewal, Ratio Factor)> due)
    {
        Ratio Total(Func<Renewals.Renewal, long> amount) =>
            Sum.Of(due.Select(one => one.Factor * new Ratio(amount(one.Renewal), 1)));
        var total = Total(one => one.DueMinor);
        return new(
            Sum.Lowest(Total(one => one.RenewedMinor ?? 0) / total),
            Sum.Lowest(Total(one => Math.Min(one.DueMinor, one.RenewedMinor ?? 0)) / total),
            Sum.Lowest(Total(one => one.Stage == Renewals.RenewalStage.Lost ? one.DueMinor : 0) / total)
        );
    }
}
