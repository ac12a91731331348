using System.Numerics;

namespace CsMonolith.Revenue.Amounts;

/// <summary>A ratio, or why there is none.</summary>
/// <param name="Value">0.825 is 82.5 %; rounded half up to six decimals.</param>
/// <param name="Reason">Why there is none: <c>start-is-zero</c> where there is nothing to divide by.</param>
internal sealed record RatioFigure(decimal? Value, string? Reason)
{
    /// <summary>The ratio of two whole numbers; over zero, the reason.</summary>
    public static RatioFigure Of(BigInteger numerator, BigInteger denominator, string reason = "start-is-zero") =>
        Of(new Ratio(numerator, denominator), reason);

    /// <summary>A ratio for print; where it is undefined, the reason.</summary>
    public static RatioFigure Of(Ratio ratio, string reason) =>
        ratio.ToNumber() is { } value ? new RatioFigure(value, Reason: null) : new RatioFigure(Value: null, reason);
}
