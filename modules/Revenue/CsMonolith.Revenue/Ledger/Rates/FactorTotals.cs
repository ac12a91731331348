using System.Numerics;
using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Ledger.Rates;

/// <summary>
/// Sums of minor units for each pair of factors, so that exact fractions are multiplied once for a currency and not
/// once for a customer.
/// </summary>
/// <typeparam name="TSums">What is summed.</typeparam>
internal sealed class FactorTotals<TSums>
    where TSums : class, new()
{
    private readonly Dictionary<Factors, TSums> _sums = [];
    private Factors? _factors;
    private TSums? _last;

    /// <summary>The sums that belong to a pair of factors.</summary>
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

    /// <summary>The exact total of one amount over all factors, in lowest terms.</summary>
    public Ratio Exact(Func<TSums, Factors, (Int128 Minor, Ratio Factor)> amount) =>
        ExactSum.Of(
            _sums.Select(one =>
            {
                var (minor, factor) = amount(one.Value, one.Key);
                return factor * new Ratio((BigInteger)minor, 1);
            })
        );
}

/// <summary>
/// The rows of a waterfall, in minor units. 128 bits hold the sum of more 64-bit amounts than there can be.
/// </summary>
internal sealed class WaterfallSums
{
    public Int128 Start { get; private set; }

    public Int128 End { get; private set; }

    public Int128 New { get; private set; }

    public Int128 Reactivation { get; private set; }

    public Int128 Expansion { get; private set; }

    public Int128 Contraction { get; private set; }

    public Int128 Churn { get; private set; }

    public Int128 Seats { get; private set; }

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
        Seats += window.Parts.Seats;
        PriceRise += window.Parts.PriceRise;
        Escalator += window.Parts.Escalator;
        Pause += window.Parts.Pause;
        FreeDowngrade += window.Parts.FreeDowngrade;
    }
}
