using System.Numerics;
using CsMonolith.Revenue.Amounts;

namespace CsMonolith.Revenue.Value.Economics;

/// <summary>Lifetime value and the cost of winning customers, in exact fractions.</summary>
internal static class UnitEconomics
{
    private static readonly Ratio One = new(1, 1);

    /// <summary>Lifetime value: ARPA × margin / churn per month. Undefined while nobody is lost.</summary>
    /// <param name="arpa">MRR per customer.</param>
    /// <param name="margin">0 to 1.</param>
    /// <param name="churn">Share of customers lost in a month.</param>
    public static Ratio LifetimeValue(Ratio arpa, Ratio margin, Ratio churn) => ExactSum.Lowest(arpa * margin / churn);

    /// <summary>
    /// Value within a number of months: ARPA × margin × (1 − (1 − churn)^months) / churn; without churn, months times a
    /// month's.
    /// </summary>
    public static Ratio ValueWithin(Ratio arpa, Ratio margin, Ratio churn, int months) =>
        ExactSum.Lowest(
            churn.Numerator.IsZero
                ? arpa * margin * new Ratio(months, 1)
                : arpa * margin * (One - Power(One - churn, months)) / churn
        );

    /// <summary>Share lost in a year at a monthly churn: 1 − (1 − churn)^12, not twelve times it.</summary>
    public static Ratio AnnualChurn(Ratio churn) => ExactSum.Lowest(One - Power(One - churn, 12));

    /// <summary>Months until a cost is earned back: cost / (new MRR × margin), totals over totals.</summary>
    public static Ratio PaybackMonths(Ratio cost, Ratio newMrr, Ratio margin) =>
        ExactSum.Lowest(cost / (newMrr * margin));

    private static Ratio Power(Ratio ratio, int exponent) =>
        new(BigInteger.Pow(ratio.Numerator, exponent), BigInteger.Pow(ratio.Denominator, exponent));
}
