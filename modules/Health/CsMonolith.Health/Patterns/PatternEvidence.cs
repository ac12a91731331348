using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Patterns;

namespace CsMonolith.Health.Patterns;

/// <summary>A share or difference with its 95 % interval.</summary>
internal sealed record PatternInterval(
    [property: Ratio] double Value,
    [property: Ratio] double Low,
    [property: Ratio] double High
)
{
    public static PatternInterval? Of(Interval interval) =>
        double.IsFinite(interval.Value) ? new PatternInterval(interval.Value, interval.Low, interval.High) : null;
}

/// <summary>
/// Rows (of a mined pattern customers' periods) with and without the condition, how many of each are successes, and the
/// difference of the two shares.
/// </summary>
/// <param name="Difference">Crude, with Newcombe's interval.</param>
/// <param name="Adjusted">
/// Within strata, Mantel and Haenszel's with Sato's interval; <c>null</c> where no stratum has both arms.
/// </param>
internal sealed record PatternFigures(
    int With,
    int WithSuccess,
    int Without,
    int WithoutSuccess,
    PatternInterval Difference,
    PatternInterval? Adjusted
)
{
    public static PatternFigures Of(Effect effect) =>
        new(
            effect.Arms.With,
            effect.Arms.WithOutcome,
            effect.Arms.Without,
            effect.Arms.WithoutOutcome,
            PatternInterval.Of(effect.Difference)!,
            PatternInterval.Of(effect.Adjusted)
        );
}

/// <summary>Whose time was counted.</summary>
/// <param name="HorizonDays">Days of a period that an outcome was looked for in.</param>
/// <param name="CustomersWith">Customers behind the periods with the condition.</param>
/// <param name="CustomersWithout">Customers behind those without it; one can be in both at different times.</param>
/// <param name="ExplainedBy">
/// The condition beyond which this one says nothing, so that it has no verdict; <c>null</c> for none.
/// </param>
internal sealed record PatternRows(int HorizonDays, int CustomersWith, int CustomersWithout, string? ExplainedBy);

/// <summary>What a pattern rests on, as it is stored.</summary>
/// <param name="All">On all rows, for display.</param>
/// <param name="HeldOut">On the half of the rows that did not propose the pattern.</param>
/// <param name="Coverage">Share of all rows for which the condition holds.</param>
/// <param name="Confidence">Share of successes with the condition.</param>
/// <param name="BaseRate">Share of successes among all rows.</param>
/// <param name="P">Exact, two-sided, within the strata of the held-out half.</param>
/// <param name="Effect">
/// The held-out difference towards the better side, adjusted where that can be: worth is counted by it.
/// </param>
/// <param name="Counted"><c>null</c> for a published pattern: only its file knows.</param>
internal sealed record PatternEvidence(
    PatternFigures All,
    PatternFigures HeldOut,
    double Coverage,
    double Confidence,
    double BaseRate,
    double P,
    PatternInterval Effect,
    PatternRows? Counted
)
{
    public static PatternEvidence Of(Effect all, Effect heldOut, PatternRows? counted) =>
        new(
            PatternFigures.Of(all),
            PatternFigures.Of(heldOut),
            all.Coverage,
            all.Confidence,
            all.BaseRate,
            heldOut.P,
            PatternInterval.Of(PatternReach.EffectOf(heldOut))!,
            counted
        );
}
