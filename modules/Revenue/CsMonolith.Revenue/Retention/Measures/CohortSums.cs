using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Rates;

namespace CsMonolith.Revenue.Retention.Measures;

/// <summary>The sums of a cohort from which its rates are worked out, in minor units.</summary>
internal sealed class CohortSums
{
    public Int128 Start { get; private set; }

    /// <summary>The ends that count for the net rate.</summary>
    public Int128 Net { get; private set; }

    /// <summary>The part of the gross rate that is taken at the factor of the start.</summary>
    public Int128 GrossAtStart { get; private set; }

    /// <summary>The part of the gross rate that is taken at the factor of the end.</summary>
    public Int128 GrossAtEnd { get; private set; }

    public Int128 Lost { get; private set; }

    public void Add(MeasuredAccount one, DefinitionPack pack)
    {
        var window = one.Window;
        if (window.Start == 0)
        {
            Net += pack.Reactivation == ReactivationRule.Netted && window.PaidBefore ? window.End : 0;
            return;
        }

        Start += window.Start;
        Net += window.End;
        Lost += window.LostWhole;
        if (pack.Gross == GrossForm.Movements)
        {
            GrossAtStart += (Int128)window.Start - window.Losses;
        }
        else if (one.Factors.AreSame(pack.Fx))
        {
            GrossAtStart += Math.Min(window.Start, window.End);
        }
        else if (one.Start.CompareTo(one.End(pack.Fx)) <= 0)
        {
            GrossAtStart += window.Start;
        }
        else
        {
            GrossAtEnd += window.End;
        }
    }
}

/// <summary>
/// What one customer adds to the rates of a cohort, exactly: the definition that <see cref="CohortSums"/> adds up
/// faster.
/// </summary>
internal static class CohortParts
{
    /// <summary>What it adds to the numerator of the net rate.</summary>
    public static Ratio Net(this MeasuredAccount one, DefinitionPack pack) =>
        one.Window.Start > 0 || (pack.Reactivation == ReactivationRule.Netted && one.Window.PaidBefore)
            ? one.End(pack.Fx)
            : ExactSum.Zero;

    /// <summary>What it adds to the numerator of the gross rate: never more than its start.</summary>
    public static Ratio Gross(this MeasuredAccount one, DefinitionPack pack)
    {
        if (one.Window.Start == 0)
        {
            return ExactSum.Zero;
        }

        if (pack.Gross == GrossForm.Movements)
        {
            return one.Start - (one.AtStart * new Ratio(one.Window.Losses, 1));
        }

        return one.Start.CompareTo(one.End(pack.Fx)) <= 0 ? one.Start : one.End(pack.Fx);
    }
}
