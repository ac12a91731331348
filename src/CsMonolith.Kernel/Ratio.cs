using System.Globalization;
using System.Numerics;

namespace CsMonolith.Kernel;

/// <summary>
/// An exact ratio of two whole amounts, so that a gate at 102 % is never decided by a rounding error. A ratio over zero
/// is undefined: check <see cref="IsDefined"/> first.
/// </summary>
/// <param name="Numerator">Whole units.</param>
/// <param name="Denominator">Whole units; 0 leaves the ratio undefined.</param>
public readonly record struct Ratio(BigInteger Numerator, BigInteger Denominator)
{
    /// <summary>Whether the denominator is not zero.</summary>
    public bool IsDefined => !Denominator.IsZero;

    /// <summary>Reads a decimal string such as <c>1.02</c> exactly.</summary>
    public static Ratio Of(decimal value)
    {
        var scale = new BigInteger(Math.Pow(10, value.Scale));
        return new Ratio(new BigInteger(value * (decimal)scale), scale);
    }

    /// <summary>Adds, without rounding.</summary>
    public static Ratio operator +(Ratio left, Ratio right) =>
        new(
            (left.Numerator * right.Denominator) + (right.Numerator * left.Denominator),
            left.Denominator * right.Denominator
        );

    /// <summary>Subtracts, without rounding.</summary>
    public static Ratio operator -(Ratio left, Ratio right) =>
        new(
            (left.Numerator * right.Denominator) - (right.Numerator * left.Denominator),
            left.Denominator * right.Denominator
        );

    /// <summary>Multiplies, without rounding.</summary>
    public static Ratio operator *(Ratio left, Ratio right) =>
        new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>Divides, without rounding; over zero the result is undefined.</summary>
    public static Ratio operator /(Ratio left, Ratio right) =>
        new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    /// <summary>Adds by name.</summary>
    public static Ratio Add(Ratio left, Ratio right) => left + right;

    /// <summary>Subtracts by name.</summary>
    public static Ratio Subtract(Ratio left, Ratio right) => left - right;

    /// <summary>Multiplies by name.</summary>
    public static Ratio Multiply(Ratio left, Ratio right) => left * right;

    /// <summary>Divides by name.</summary>
    public static Ratio Divide(Ratio left, Ratio right) => left / right;

    /// <summary>The nearest whole number, halves upwards.</summary>
    /// <exception cref="InvalidOperationException">The ratio is undefined.</exception>
    public BigInteger RoundHalfUp()
    {
        if (!IsDefined)
        {
            throw new InvalidOperationException("A ratio over zero cannot be rounded.");
        }

        // floor(n/d + 1/2) = floor((2n + d) / 2d), with d above zero; BigInteger's division cuts towards zero.
        var (n, d) = Denominator.Sign < 0 ? (-Numerator, -Denominator) : (Numerator, Denominator);
        var whole = BigInteger.DivRem((2 * n) + d, 2 * d, out var rest);
        return rest.Sign < 0 ? whole - 1 : whole;
    }

    /// <summary>Compares by cross-multiplication, without rounding.</summary>
    /// <exception cref="InvalidOperationException">Either ratio is undefined.</exception>
    public int CompareTo(Ratio other)
    {
        if (!IsDefined || !other.IsDefined)
        {
            throw new InvalidOperationException("A ratio over zero cannot be compared.");
        }

        var sign = Denominator.Sign * other.Denominator.Sign;
        return (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator) * sign;
    }

    /// <summary>
    /// A decimal string rounded half up to a number of decimals; <c>null</c> if the ratio is undefined.
    /// </summary>
    public string? ToDecimalString(int decimals = 6)
    {
        if (!IsDefined)
        {
            return null;
        }

        var scaled = BigInteger.Abs(Numerator) * BigInteger.Pow(10, decimals) * 2 + BigInteger.Abs(Denominator);
        var units = scaled / (BigInteger.Abs(Denominator) * 2);
        var digits = units.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var sign = Numerator.Sign * Denominator.Sign < 0 && !units.IsZero ? "-" : "";
        return decimals == 0 ? sign + digits : $"{sign}{digits[..^decimals]}.{digits[^decimals..]}";
    }

    /// <summary>
    /// As it stands on the wire: a number, rounded half up to six decimals and without idle zeros; <c>null</c> if the
    /// ratio is undefined.
    /// </summary>
    /// <exception cref="OverflowException">It is beyond 10^22, which no ratio of the product is.</exception>
    public decimal? ToNumber() =>
        ToDecimalString() is { } text
            ? decimal.Parse(text.TrimEnd('0').TrimEnd('.'), NumberStyles.Number, CultureInfo.InvariantCulture)
            : null;

    /// <summary>The nearest double; for drawing and for features, never for money.</summary>
    public double ToDouble() => (double)Numerator / (double)Denominator;
}
