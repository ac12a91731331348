using System.Numerics;
using CsMonolith.Revenue.Retention;

namespace CsMonolith.Revenue.Measures;

/// <summary>A window's waterfall and rates by the definitions of a pack, in one currency.</summary>
/// <param name="Adjustments">As closed: what later facts changed in months closed before; zero when restated.</param>
/// <param name="Fx">What exchange rates moved: the remainder that makes the rows add up to the minor unit. Movements are at the rate of the start.</param>
/// <param name="Net">Net retention of the pack's base, as is <paramref name="Gross"/>.</param>
/// <param name="Arr">Twelve times the end.</param>
internal sealed record MeasureFigure(
    string Currency, Money Start, Money New, Money Reactivation, Money Expansion, Money Contraction, Money Churn, Money Adjustments, Money Fx, Money End, Money Arr,
    RatioFigure Net, RatioFigure Gross, RatioFigure RevenueChurn, RatioFigure LogoChurn, int StartLogos, int LostLogos, TaggedMovements Tagged)
{
    private const int MonthsInYear = 12;

    /// <summary>Sums customers.</summary>
    public static MeasureFigure Of(string currency, IReadOnlyCollection<MeasuredAccount> accounts, DefinitionPack pack, RetentionRates rates)
    {
        var start = Round(one => one.Start);
        var end = Round(one => one.End(FxBasis.Reported));
        var (come, back, up) = (Moved(one => one.New), Moved(one => one.Reactivation), Moved(one => one.Expansion));
        var (down, lost) = (Moved(one => one.Contraction), Moved(one => one.Churn));
        var late = Moved(one => one.End - one.Start - one.New - one.Reactivation - one.Expansion + one.Contraction + one.Churn);
        var standing = accounts.Where(one => one.Window.StandsAtStart).ToList();
        var gone = standing.Count(one => !one.Window.StandsAtEnd);
        return new MeasureFigure(
            currency, In(start), In(come), In(back), In(up), In(down), In(lost), In(late), In(end - start - come - back - up + down + lost - late), In(end), In(MonthsInYear * end),
            Show(rates.Net), Show(rates.Gross), Show(rates.RevenueChurn), RatioFigure.Of(gone, standing.Count), standing.Count, gone,
            new TaggedMovements(
                In(Moved(one => one.Tagged.PriceRise)), In(Moved(one => one.Tagged.Escalator)), In(Moved(one => one.Tagged.Pause)), In(Moved(one => one.Tagged.FreeDowngrade))));

        BigInteger Round(Func<MeasuredAccount, Ratio> amount) => Sum.Of(accounts.Select(amount)).RoundHalfUp();
        BigInteger Moved(Func<AccountWindow, long> amount) => Round(one => one.AtStart * new Ratio(amount(one.Window), 1));
        Money In(BigInteger minor) => new((long)minor, currency);
    }

    /// <summary>A ratio for print.</summary>
    public static RatioFigure Show(Ratio ratio) => RatioFigure.Of(ratio.Numerator, ratio.Denominator);
}

/// <summary>The rates of a group, exact; over a zero base undefined.</summary>
internal sealed record RetentionRates(Ratio Net, Ratio Gross, Ratio RevenueChurn)
{
    /// <summary>Of a cohort.</summary>
    public static RetentionRates OfCohort(IReadOnlyCollection<MeasuredAccount> accounts, DefinitionPack pack)
    {
        var start = Sum.Of(accounts.Select(one => one.Start));
        var lost = Sum.Of(accounts.Where(one => one.Window.Start > 0).Select(one => one.AtStart * new Ratio(one.Window.Churn, 1)));
        return new(
            Sum.Lowest(Sum.Of(accounts.Select(one => one.Net(pack))) / start), Sum.Lowest(Sum.Of(accounts.Select(one => one.Gross(pack))) / start), Sum.Lowest(lost / start));
    }

    /// <summary>Of terms that end, brought into one currency at the rate of the start.</summary>
    public static RetentionRates OfRenewals(IReadOnlyCollection<(Renewals.Renewal Renewal, Ratio Factor)> due)
    {
        Ratio Total(Func<Renewals.Renewal, long> amount) => Sum.Of(due.Select(one => one.Factor * new Ratio(amount(one.Renewal), 1)));
        var total = Total(one => one.DueMinor);
        return new(
            Sum.Lowest(Total(one => one.RenewedMinor ?? 0) / total), Sum.Lowest(Total(one => Math.Min(one.DueMinor, one.RenewedMinor ?? 0)) / total),
            Sum.Lowest(Total(one => one.Stage == Renewals.RenewalStage.Lost ? one.DueMinor : 0) / total));
    }
}
