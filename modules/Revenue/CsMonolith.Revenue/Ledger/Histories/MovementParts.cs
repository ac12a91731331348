namespace CsMonolith.Revenue.Ledger.Histories;

/// <summary>The named parts of a movement or of several, in minor units, each with its sign.</summary>
internal readonly record struct PartSizes(long Seats, long PriceRise, long Escalator, long Pause, long FreeDowngrade)
{
    /// <summary>All of them together; what a movement comes to beyond it has no name.</summary>
    public Int128 Sum => (Int128)Seats + PriceRise + Escalator + Pause + FreeDowngrade;

    public static PartSizes operator +(PartSizes one, PartSizes other) =>
        new(
            checked(one.Seats + other.Seats),
            checked(one.PriceRise + other.PriceRise),
            checked(one.Escalator + other.Escalator),
            checked(one.Pause + other.Pause),
            checked(one.FreeDowngrade + other.FreeDowngrade)
        );

    public static PartSizes operator -(PartSizes sizes) =>
        new(-sizes.Seats, -sizes.PriceRise, -sizes.Escalator, -sizes.Pause, -sizes.FreeDowngrade);
}

/// <summary>
/// Signed parts of movements: they add up to the change of MRR, which is below zero for a contraction or a churn.
/// Parts of opposite signs, such as a pause and its end, offset each other.
/// </summary>
/// <param name="Seats">More or fewer seats, at the price before.</param>
/// <param name="PriceRise">Our own change of the price, on the seats after.</param>
/// <param name="Escalator">Changes of price that the contract itself provides for, on the seats after.</param>
/// <param name="Pause">Pauses, below zero, and their ends, above it.</param>
/// <param name="FreeDowngrade">Changes to a free plan, below zero.</param>
/// <param name="Other">What no other part names: starts, ends, other plans, discounts.</param>
internal sealed record MovementParts(
    Money Seats,
    Money PriceRise,
    Money Escalator,
    Money Pause,
    Money FreeDowngrade,
    Money Other
)
{
    /// <summary>The parts of a change.</summary>
    /// <param name="sizes">The named parts.</param>
    /// <param name="change">By how much MRR changed, in minor units, of either sign.</param>
    /// <param name="currency">Of both.</param>
    public static MovementParts Of(PartSizes sizes, Int128 change, string currency)
    {
        return new MovementParts(
            In(sizes.Seats),
            In(sizes.PriceRise),
            In(sizes.Escalator),
            In(sizes.Pause),
            In(sizes.FreeDowngrade),
            In(checked((long)(change - sizes.Sum)))
        );

        Money In(long minor) => new(minor, currency);
    }
}
