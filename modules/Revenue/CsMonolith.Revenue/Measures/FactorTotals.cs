using System.Numerics;
using CsMonolith.Revenue.Retention;

namespace CsMonolith.Revenue.Measures;

/// <summary>Whole sums of minor units, kept apart by the factors at which they will be taken: a fraction is worked out once for a currency, not once for a customer.</summary>
/// <typeparam name="TSums">What is summed.</typeparam>
internal sealed class FactorTotals<TSums>
    where TSums : class, new()
{
    private readonly Dictionary<Factors, TSums> _sums = [];
    private Factors? _factors;
    private TSums? _last;

    /// <summary>The sums of a pair of factors.</summary>
    public TSums Of(Factors factors)
    {
        if (!ReferenceEquals(factors, _factors))
        {
            _factors = factors;
            if (!_sums.TryGetValue(factors, out _last))
            {
                _sums.Add(factors, _last = new TSums());
            }
        }

        return _last!;
    }

    /// <summary>The exact total of one of the sums, in lowest terms.</summary>
    public Ratio Exact(Func<TSums, Factors, (Int128 Minor, Ratio Factor)> amount) =>
        Sum.Of(
            _sums.Select(one =>
            {
                var (minor, factor) = amount(one.Value, one.Key);
                return factor * new Ratio((BigInteger)minor, 1);
            })
        );
}

/// <summary>The rows of a waterfall, in minor units. 128 bits hold the sum of more 64-bit amounts than there can be.</summary>
internal sealed class WaterfallSums
{
    public Int128 Start { get; private set; }

    public Int128 End { get; private set; }

    public Int128 New { get; private set; }

    public Int128 Reactivation { get; private set; }

    public Int128 Expansion { get; private set; }

    public Int128 Contraction { get; private set; }

    public Int128 Churn { get; private set; }

    public Int128 PriceRise { get; private set; }

    public Int128 Escalator { get; private set; }

    public Int128 Pause { get; private set; }

    public Int128 FreeDowngrade { get; private set; }

    public void Add(in AccountWindow window)
    {
        Start += window.Start;
        End += window.End;
        New += window.New;
        Reactivation += window.Reactivation;
        Expansion += window.Expansion;
        Contraction += window.Contraction;
        Churn += window.Churn;
        PriceRise += window.Tagged.PriceRise;
        Escalator += window.Tagged.Escalator;
        Pause += window.Tagged.Pause;
        FreeDowngrade += window.Tagged.FreeDowngrade;
    }
}

/// <summary>What the rates of a cohort are made of, in minor units.</summary>
internal sealed class CohortSums
{
    public Int128 Start { get; private set; }

    /// <summary>Ends that count for the net rate, at the factor of the end.</summary>
    public Int128 Net { get; private set; }

    /// <summary>What counts for the gross rate as it was at the start.</summary>
    public Int128 GrossAtStart { get; private set; }

    /// <summary>What counts for the gross rate as it was at the end.</summary>
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
        Lost += window.Churn;
        if (pack.Gross == GrossForm.Movements)
        {
            GrossAtStart += (Int128)window.Start - window.Contraction - window.Churn;
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
