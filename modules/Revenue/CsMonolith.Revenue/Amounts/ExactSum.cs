using System.Numerics;

namespace CsMonolith.Revenue.Amounts;

/// <summary>Exact arithmetic of fractions: sums, lowest terms, and the division of whole amounts.</summary>
internal static class ExactSum
{
    public static Ratio Zero { get; } = new(0, 1);

    /// <summary>
    /// Adds fractions. Equal denominators, as within one currency, need no common multiple; else each step is reduced,
    /// so that numbers stay small.
    /// </summary>
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

    /// <summary>
    /// Rounds parts so that they add up to a whole: each down, then one more for those that lost most; of equal ones
    /// the earlier.
    /// </summary>
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

    /// <summary>Reduces a ratio to lowest terms, with a denominator above zero.</summary>
    public static Ratio Lowest(Ratio ratio)
    {
        var shared = BigInteger.GreatestCommonDivisor(ratio.Numerator, ratio.Denominator) * ratio.Denominator.Sign;
        return shared.IsZero ? ratio : new Ratio(ratio.Numerator / shared, ratio.Denominator / shared);
    }

    /// <summary>
    /// Rounds parts of either sign so that they add up to a whole: each half up, then one more or less for those whose
    /// rounding erred most; of equal ones the earlier.
    /// </summary>
    /// <param name="whole">Minor units; what the shares add up to.</param>
    /// <param name="parts">Exact, at least one unless the whole is nothing.</param>
    public static IReadOnlyList<long> Shares(BigInteger whole, IReadOnlyList<Ratio> parts)
    {
        var shares = parts.Select(part => part.RoundHalfUp()).ToArray();
        var left = whole - shares.Aggregate(BigInteger.Zero, (sum, one) => sum + one);
        var taken = Enumerable
            .Range(0, parts.Count)
            .OrderBy(
                i => parts[i] - new Ratio(shares[i], 1),
                Comparer<Ratio>.Create((one, other) => left.Sign * other.CompareTo(one))
            )
            .ToList();
        for (var i = 0; !left.IsZero; i++)
        {
            shares[taken[i % taken.Count]] += left.Sign;
            left -= left.Sign;
        }

        return [.. shares.Select(one => (long)one)];
    }
}
