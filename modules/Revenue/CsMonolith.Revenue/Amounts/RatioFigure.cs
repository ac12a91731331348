using System.Numerics;

namespace CsMonolith.Revenue.Amounts;

/// <summary>A ratio, or why there is none.</summary>
/// <param name="Value">Decimal string: 0.825000 is 82.5 %.</param>
/// <param name="Reason">Why there is none: <c>start-is-zero</c> where there is nothing to divide by.</param>
internal sealed record RatioFigure(string? Value, string? Reason)
{
    /// <summary>The ratio of two whole numbers; over zero, the reason.</summary>
    public static RatioFigure Of(BigInteger numerator, BigInteger denominator, string reason = "start-is-zero") =>
        Of(new Ratio(numerator, denominator), reason);

    /// <summary>A ratio for print; where it is undefined, the reason.</summary>
    public static RatioFigure Of(Ratio ratio, string reason) =>
        ratio.ToDecimalString() is { } value
            ? new RatioFigure(value, Reason: null)
            : new RatioFigure(Value: null, reason);
}
