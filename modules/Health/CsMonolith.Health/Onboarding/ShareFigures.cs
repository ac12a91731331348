using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Patterns;

namespace CsMonolith.Health.Onboarding;

/// <summary>A share of customers.</summary>
/// <param name="Of">Customers of whom it is known.</param>
/// <param name="Share"><c>null</c> where there are none.</param>
/// <param name="Low">Lower end of Wilson's 95 % interval; <c>null</c> without a share. Likewise the upper end.</param>
internal sealed record ShareFigure(
    int Hits,
    int Of,
    [property: Probability] double? Share,
    [property: Probability] double? Low,
    [property: Probability] double? High
)
{
    public static ShareFigure Over<T>(IReadOnlyCollection<T> customers, Func<T, bool> has) =>
        From(customers.Count(has), customers.Count);

    public static ShareFigure From(int hits, int of)
    {
        if (of == 0)
        {
            return new ShareFigure(0, 0, null, null, null);
        }

        var (low, high) = Effect.Wilson(hits, of);
        return new ShareFigure(hits, of, (double)hits / of, Math.Max(0, low), Math.Min(1, high));
    }
}

/// <summary>The first group less the second.</summary>
/// <param name="Value"><c>null</c> where one of them is too small to compare.</param>
/// <param name="Low">Lower end of its 95 % interval. Likewise the upper end.</param>
/// <param name="Verdict">Whether the first is higher or lower for certain; not where the interval holds zero.</param>
internal sealed record DifferenceFigure(
    [property: Ratio] double? Value,
    [property: Ratio] double? Low,
    [property: Ratio] double? High,
    Verdict Verdict
)
{
    public static DifferenceFigure Unknown { get; } = new(null, null, null, Verdict.CannotTell);

    /// <summary>Of two shares, with Newcombe's interval.</summary>
    public static DifferenceFigure Between(ShareFigure one, ShareFigure other) =>
        one.Of == 0 || other.Of == 0
            ? Unknown
            : From(Effect.Newcombe(new Arms(one.Of, one.Hits, other.Of, other.Hits)));

    /// <summary>A difference whose interval holds zero says nothing.</summary>
    public static DifferenceFigure From(Interval interval) =>
        new(
            interval.Value,
            interval.Low,
            interval.High,
            interval.Low > 0 ? Verdict.Raises
                : interval.High < 0 ? Verdict.Lowers
                : Verdict.CannotTell
        );
}
