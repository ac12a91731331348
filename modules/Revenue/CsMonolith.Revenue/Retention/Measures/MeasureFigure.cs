using System.Numerics;
using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Rates;
using CsMonolith.Revenue.Renewals;

namespace CsMonolith.Revenue.Retention.Measures;

/// <summary>A window's waterfall and rates by the definitions of a pack, in one currency.</summary>
/// <param name="Adjustments">As closed: what later facts changed in months closed before; zero when restated.</param>
/// <param name="Fx">
/// What exchange rates moved: the remainder that makes the rows add up to the minor unit. Movements are at the rate of
/// the start.
/// </param>
/// <param name="Net">Net retention of the pack's base, as is <paramref name="Gross"/>.</param>
/// <param name="Arr">Twelve times the end.</param>
/// <param name="RevenueChurn">Churn over start; as closed an adjustment to zero is churn too.</param>
/// <param name="Parts">What the movements are made of, at the rate of the start.</param>
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
    MovementParts Parts
)
{
    private const int MonthsInYear = 12;

    /// <summary>
    /// The figure of customers: their waterfall, and the rates that were worked out of them or of their renewals.
    /// </summary>
    public static MeasureFigure Of(string currency, IEnumerable<MeasuredAccount> accounts, RetentionRates rates)
    {
        var waterfall = MrrWaterfall.Of(currency, accounts);
        return new MeasureFigure(
            currency,
            waterfall.Start,
            waterfall.New,
            waterfall.Reactivation,
            waterfall.Expansion,
            waterfall.Contraction,
            waterfall.Churn,
            waterfall.Adjustments,
            waterfall.Fx,
            waterfall.End,
            new Money(checked(MonthsInYear * waterfall.End.Minor), currency),
            Show(rates.Net),
            Show(rates.Gross),
            Show(rates.RevenueChurn),
            RatioFigure.Of(waterfall.LostLogos, waterfall.StartLogos),
            waterfall.StartLogos,
            waterfall.LostLogos,
            waterfall.Parts
        );
    }

    /// <summary>A ratio for print.</summary>
    public static RatioFigure Show(Ratio ratio) => RatioFigure.Of(ratio.Numerator, ratio.Denominator);
}

/// <summary>The exact rates of a group; undefined where their base is zero.</summary>
internal sealed record RetentionRates(Ratio Net, Ratio Gross, Ratio RevenueChurn)
{
    /// <summary>
    /// The rates of a cohort: the sums of <see cref="CohortParts.Net"/> and <see cref="CohortParts.Gross"/> over its
    /// start. O(customers).
    /// </summary>
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
        return new(ExactSum.Lowest(net / start), ExactSum.Lowest(gross / start), ExactSum.Lowest(lost / start));
    }

    /// <summary>The rates of terms that end, converted at the rate of the start.</summary>
    public static RetentionRates OfRenewals(IReadOnlyCollection<(Renewal Renewal, Ratio Factor)> due)
    {
        Ratio Total(Func<Renewal, long> amount) =>
            ExactSum.Of(due.Select(one => one.Factor * new Ratio(amount(one.Renewal), 1)));
        var total = Total(one => one.DueMinor);
        return new(
            ExactSum.Lowest(Total(NetOf) / total),
            ExactSum.Lowest(Total(GrossOf) / total),
            ExactSum.Lowest(Total(one => one.Stage == RenewalStage.Lost ? one.DueMinor : 0) / total)
        );
    }

    /// <summary>What a term adds to the numerator of the net rate, in minor units.</summary>
    public static long NetOf(Renewal term) => term.RenewedMinor ?? 0;

    /// <summary>What a term adds to the numerator of the gross rate: never more than was due.</summary>
    public static long GrossOf(Renewal term) => Math.Min(term.DueMinor, term.RenewedMinor ?? 0);
}
