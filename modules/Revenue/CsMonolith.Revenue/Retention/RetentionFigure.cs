using System.Numerics;
using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Retention;

/// <summary>Whether customers who were absent at the start and came back count for NRR.</summary>
internal enum ReactivationRule
{
    /// <summary>They stay out, as new customers do: the headline.</summary>
    Excluded,

    /// <summary>Their MRR at the end is added to the cohort's.</summary>
    Netted,
}

/// <summary>MRR of a window with its movements and what follows from them, in one currency.</summary>
/// <param name="Adjustments">
/// As closed: what later facts changed in months closed before, taken in here; zero when restated.
/// </param>
/// <param name="Grr">The headline: per customer at most what was there at the start, so never above 1.</param>
/// <param name="GrrMovementForm">
/// (start − contraction − churn − adjustments below zero) / start, of customers at the start: never above the headline,
/// and lower where a customer grows and shrinks.
/// </param>
/// <param name="LogoChurn">
/// Customers at the start who are none at the end, over those at the start; a policy may keep one who is paused or on a
/// free plan.
/// </param>
/// <param name="Parts">What the movements are made of; together they are new + reactivation + expansion − contraction
/// − churn.</param>
internal sealed record RetentionFigure(
    Money Start,
    Money New,
    Money Reactivation,
    Money Expansion,
    Money Contraction,
    Money Churn,
    Money Adjustments,
    Money End,
    RatioFigure Nrr,
    RatioFigure Grr,
    RatioFigure GrrMovementForm,
    RatioFigure LogoChurn,
    int StartLogos,
    int LostLogos,
    MovementParts Parts
)
{
    /// <summary>The definitions behind these figures; it changes when they do.</summary>
    public const string FormulaVersion = "retention-3";

    /// <summary>Sums accounts of one currency.</summary>
    public static RetentionFigure Of(
        string currency,
        IEnumerable<AccountWindow> accounts,
        ReactivationRule reactivation
    )
    {
        var totals = new RetentionTotals();
        foreach (var account in accounts)
        {
            totals.Add(account);
        }

        return totals.Figure(currency, reactivation);
    }
}
