using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Facts;

namespace CsMonolith.Revenue.Ledger.Histories;

/// <summary>Splits what changed of one subscription's terms on a day into seats and price.</summary>
internal static class TermSplit
{
    private static readonly Ratio One = new(1, 1);

    /// <summary>The named parts of a change.</summary>
    /// <param name="before">The terms until the day.</param>
    /// <param name="said">
    /// What was stated of the day, in the order of storing, at least one; the last stands, and each states the terms
    /// that it leads to.
    /// </param>
    /// <returns>
    /// Seats at the price before, price on the seats after; nothing where one side carries no MRR. What is left of the
    /// change has no name.
    /// </returns>
    /// <remarks>
    /// Each statement multiplies seats and price by a factor, and factors give one product in whatever order they are
    /// stated. With q the factor of the seats, o that of prices without a cause, p of price rises and e of escalators:
    /// MRR·(q − 1), MRR·q·(o − 1), MRR·q·o·(p − 1) and MRR·q·o·p·(e − 1), rounded so that they add up. Where seats are
    /// not known on both sides, q is 1.
    /// </remarks>
    public static PartSizes Of(SubscriptionFact before, IReadOnlyList<SubscriptionFact> said)
    {
        var steps = said.Where(fact => fact.MrrMinor > 0).ToList();
        var last = said[^1];
        if (before.MrrMinor == 0 || last.MrrMinor == 0)
        {
            return default;
        }

        var hasSeats = before.Seats > 0 && steps.TrueForAll(fact => fact.Seats > 0);
        if (!(hasSeats && last.Seats != before.Seats) && steps.TrueForAll(fact => fact.Cause is null))
        {
            return default;
        }

        var (rise, escalator, from) = (One, One, before);
        foreach (var fact in steps)
        {
            var price = Factor(from.MrrMinor, fact.MrrMinor) / Quantity(from, fact);
            (rise, escalator) = fact.Cause switch
            {
                FactCause.PriceRise => (rise * price, escalator),
                FactCause.Escalator => (rise, escalator * price),
                _ => (rise, escalator),
            };
            from = fact;
        }

        var start = new Ratio(before.MrrMinor, 1);
        var sized = start * Quantity(before, last);
        var end = new Ratio(last.MrrMinor, 1);
        // The price without a cause is what is left of the whole factor.
        var priced = end / (rise * escalator);
        var risen = priced * rise;
        var parts = ExactSum.Shares(
            last.MrrMinor - before.MrrMinor,
            [sized - start, priced - sized, risen - priced, end - risen]
        );
        return new PartSizes(Seats: parts[0], PriceRise: parts[2], Escalator: parts[3], Pause: 0, FreeDowngrade: 0);

        Ratio Quantity(SubscriptionFact one, SubscriptionFact other) =>
            hasSeats ? Factor(one.Seats!.Value, other.Seats!.Value) : One;
    }

    private static Ratio Factor(long from, long to) => new(to, from);
}
