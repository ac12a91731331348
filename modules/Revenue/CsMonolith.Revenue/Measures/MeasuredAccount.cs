using System.Numerics;
using CsMonolith.Revenue.Retention;

namespace CsMonolith.Revenue.Measures;

/// <summary>The exact factors that bring a currency into that of a figure; all customers of a currency share one instance.</summary>
/// <param name="Start">Of the day before the window; movements are taken at it too.</param>
/// <param name="End">Of the window's last day.</param>
internal sealed record Factors(Ratio Start, Ratio End)
{
    /// <summary>Of a currency that is the figure's own.</summary>
    public static Factors One { get; } = new(new Ratio(1, 1), new Ratio(1, 1));

    private readonly bool _areSame = Start.CompareTo(End) == 0;

    /// <summary>The factor at which an end is taken in a rate.</summary>
    public Ratio Of(FxBasis fx) => fx == FxBasis.Constant ? Start : End;

    /// <summary>Whether start and end are taken at one factor, so that their minor units compare as they are.</summary>
    public bool AreSame(FxBasis fx) => fx == FxBasis.Constant || _areSame;
}

/// <summary>One customer's window with the factors that bring it into the currency of the figure.</summary>
internal sealed record MeasuredAccount(AccountWindow Window, Factors Factors)
{
    /// <summary>Factor of the start.</summary>
    public Ratio AtStart => Factors.Start;

    /// <summary>Factor of the end.</summary>
    public Ratio AtEnd => Factors.End;

    /// <summary>Start, at its own day's rate.</summary>
    public Ratio Start => AtStart * new Ratio(Window.Start, 1);

    /// <summary>End, at the rate of the start or of its own day.</summary>
    public Ratio End(FxBasis fx) => Factors.Of(fx) * new Ratio(Window.End, 1);

    /// <summary>What it adds to the numerator of the net rate.</summary>
    public Ratio Net(DefinitionPack pack) =>
        Window.Start > 0 || (pack.Reactivation == ReactivationRule.Netted && Window.PaidBefore)
            ? End(pack.Fx)
            : Sum.Zero;

    /// <summary>What it adds to the numerator of the gross rate: never more than its start.</summary>
    public Ratio Gross(DefinitionPack pack)
    {
        if (Window.Start == 0)
        {
            return Sum.Zero;
        }

        if (pack.Gross == GrossForm.Movements)
        {
            return Start - (AtStart * new Ratio((BigInteger)Window.Contraction + Window.Churn, 1));
        }

        return Start.CompareTo(End(pack.Fx)) <= 0 ? Start : End(pack.Fx);
    }
}

/// <summary>Exact sums.</summary>
internal static class Sum
{
    public static Ratio Zero { get; } = new(0, 1);

    /// <summary>Adds; numerators as long as the denominator is the same, which in one currency it is, else in lowest terms, so that a long sum stays small.</summary>
    public static Ratio Of(IEnumerable<Ratio> parts) =>
        Lowest(
            parts.Aggregate(
                Zero,
                (total, part) =>
                    total.Denominator == part.Denominator
                        ? total with
                        {
                            Numerator = total.Numerator + part.Numerator,
                        }
                        : Lowest(total + part)
            )
        );

    /// <summary>Divides a whole number among parts so that they add up to it: each rounded down, what is left to those that lost most; of equal ones the earlier.</summary>
    /// <param name="whole">What the parts add up to, rounded.</param>
    /// <param name="parts">Exact.</param>
    public static IReadOnlyList<long> Apportion(BigInteger whole, IReadOnlyList<Ratio> parts)
    {
        var floors = parts.Select(part => (part - new Ratio(1, 2)).RoundHalfUp()).ToArray();
        var left = (int)(whole - floors.Aggregate(BigInteger.Zero, (sum, one) => sum + one));
        foreach (
            var i in Enumerable
                .Range(0, parts.Count)
                .OrderByDescending(
                    i => parts[i] - new Ratio(floors[i], 1),
                    Comparer<Ratio>.Create((one, other) => one.CompareTo(other))
                )
                .Take(left)
        )
        {
            floors[i]++;
        }

        return [.. floors.Select(one => (long)one)];
    }

    /// <summary>The same ratio in lowest terms, with a denominator above zero.</summary>
    public static Ratio Lowest(Ratio ratio)
    {
        var shared = BigInteger.GreatestCommonDivisor(ratio.Numerator, ratio.Denominator) * ratio.Denominator.Sign;
        return shared.IsZero ? ratio : new Ratio(ratio.Numerator / shared, ratio.Denominator / shared);
    }
}
