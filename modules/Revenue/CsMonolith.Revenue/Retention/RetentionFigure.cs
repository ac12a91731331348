using System.Numerics;

namespace CsMonolith.Revenue.Retention;

/// <summary>Whether customers who were absent at the start and came back count for NRR.</summary>
internal enum ReactivationRule
{
    /// <summary>They stay out, as new customers do: the headline.</summary>
    Excluded,

    /// <summary>Their MRR at the end is added to the cohort's.</summary>
    Netted,
}

/// <summary>A ratio, or why there is none.</summary>
/// <param name="Value">Decimal string: 0.825000 is 82.5 %.</param>
/// <param name="Reason"><c>start-is-zero</c> where there is nothing to divide by.</param>
internal sealed record RatioFigure(string? Value, string? Reason)
{
    public static RatioFigure Of(BigInteger numerator, BigInteger denominator) => new Ratio(numerator, denominator).ToDecimalString() is { } value
        ? new RatioFigure(value, Reason: null)
        : new RatioFigure(Value: null, "start-is-zero");
}

/// <summary>Movements that carry a tag, whole; one with two tags is in both.</summary>
/// <param name="PriceRise">Our own rise of the price, inside expansion.</param>
/// <param name="Escalator">Rises that the contract itself provides for, inside expansion.</param>
/// <param name="Pause">Pauses and resumptions, inside contraction and expansion.</param>
/// <param name="FreeDowngrade">Changes to a free plan, inside churn or contraction.</param>
internal sealed record TaggedMovements(Money PriceRise, Money Escalator, Money Pause, Money FreeDowngrade);

/// <summary>MRR of a window with its movements and what follows from them, in one currency.</summary>
/// <param name="Adjustments">As closed: what later facts changed in months closed before, taken in here; zero when restated.</param>
/// <param name="Grr">The headline: per customer at most what was there at the start, so never above 1.</param>
/// <param name="GrrMovementForm">(start − contraction − churn) / start: lower where a customer grows and then shrinks.</param>
/// <param name="LogoChurn">Customers at the start who are none at the end, over those at the start; a policy may keep one who is paused or on a free plan.</param>
/// <param name="Tagged">Parts of the movements above that are told apart; nothing is added by them.</param>
internal sealed record RetentionFigure(
    Money Start, Money New, Money Reactivation, Money Expansion, Money Contraction, Money Churn, Money Adjustments, Money End,
    RatioFigure Nrr, RatioFigure Grr, RatioFigure GrrMovementForm, RatioFigure LogoChurn, int StartLogos, int LostLogos, TaggedMovements Tagged)
{
    /// <summary>The definitions behind these figures; it changes when they do.</summary>
    public const string FormulaVersion = "retention-2";

    /// <summary>Sums accounts of one currency.</summary>
    /// <remarks>
    /// NRR = Σ end of the cohort / Σ start; GRR = Σ min(start, end) / Σ start, over the customers with MRR at the start. Ratios are
    /// of whole minor units and rounded only for print, to six decimals.
    /// </remarks>
    public static RetentionFigure Of(string currency, IReadOnlyCollection<AccountWindow> accounts, ReactivationRule reactivation)
    {
        var cohort = accounts.Where(account => account.Start > 0).ToList();
        var start = cohort.Sum(account => account.Start);
        var end = accounts.Sum(account => account.End);
        var (come, back) = (accounts.Sum(account => account.New), accounts.Sum(account => account.Reactivation));
        var (up, down, lost) = (accounts.Sum(account => account.Expansion), accounts.Sum(account => account.Contraction), accounts.Sum(account => account.Churn));
        var returned = reactivation == ReactivationRule.Netted
            ? accounts.Where(account => account is { Start: 0, PaidBefore: true }).Sum(account => account.End)
            : 0;
        var standing = accounts.Where(account => account.StandsAtStart).ToList();
        var lostLogos = standing.Count(account => !account.StandsAtEnd);
        var tagged = accounts.Aggregate(default(TaggedSizes), (sum, account) => sum + account.Tagged);
        // Movement form counts the cohort's own losses: what a customer who came inside the window lost again was never at the start.
        var given = cohort.Sum(account => account.Contraction + account.Churn);
        return new RetentionFigure(
            In(start), In(come), In(back), In(up), In(down), In(lost), In(end - start - come - back - up + down + lost), In(end),
            RatioFigure.Of(cohort.Sum(account => account.End) + returned, start),
            RatioFigure.Of(cohort.Sum(account => Math.Min(account.Start, account.End)), start),
            RatioFigure.Of(start - given, start),
            RatioFigure.Of(lostLogos, standing.Count),
            standing.Count, lostLogos, new TaggedMovements(In(tagged.PriceRise), In(tagged.Escalator), In(tagged.Pause), In(tagged.FreeDowngrade)));

        Money In(long minor) => new(minor, currency);
    }
}
