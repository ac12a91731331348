using System.Numerics;

namespace CsMonolith.Revenue.Amounts;

/// <summary>A ratio, or why there is none.</summary>
/// <param name="Value">Decimal string: 0.825000 is 82.5 %.</param>
/// <param name="Reason"><c>start-is-zero</c> where there is nothing to divide by.</param>
internal sealed record RatioFigure(string? Value, string? Reason)
{
    public static RatioFigure Of(BigInteger numerator, BigInteger denominator) =>
        new Ratio(numerator, denominator).ToDecimalString() is { } value
            ? new RatioFigure(value, Reason: null)
            : new RatioFigure(Value: null, "start-is-zero");
}
