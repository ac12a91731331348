using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Retention;

/// <summary>Sums of windows of accounts in one currency, in minor units.</summary>
/// <remarks>
/// NRR = Σ end of the cohort / Σ start; GRR = Σ min(start, end) / Σ start, over the customers with MRR at the start.
/// Ratios are of whole minor units and rounded only for print, to six decimals. A sum beyond 64 bits is an exception,
/// never a wrong figure.
/// </remarks>
internal sealed class RetentionTotals : IWindowTotals
{
    private long _start,
        _end,
        _new,
        _reactivation,
        _expansion,
        _contraction,
        _churn,
        _cohortEnd,
        _cohortLeast,
        _cohortLost,
        _returned;
    private int _startLogos,
        _lostLogos;
    private PartSizes _parts;

    /// <summary>Whether every window that was added is empty.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <inheritdoc />
    public void Add(in AccountWindow account)
    {
        IsEmpty &= account.IsEmpty;
        checked
        {
            _end += account.End;
            _new += account.New;
            _reactivation += account.Reactivation;
            _expansion += account.Expansion;
            _contraction += account.Contraction;
            _churn += account.Churn;
            if (account.Start > 0)
            {
                // The movement form counts losses of the cohort only: a customer who came inside the window was not
                // there at the start. What was learnt of closed months is a loss like others, or the movement form
                // would exceed the endpoint form.
                _start += account.Start;
                _cohortEnd += account.End;
                _cohortLeast += Math.Min(account.Start, account.End);
                _cohortLost += (long)account.Losses;
            }
            else if (account.PaidBefore)
            {
                _returned += account.End;
            }
        }

        _startLogos += account.StandsAtStart ? 1 : 0;
        _lostLogos += account.StandsAtStart && !account.StandsAtEnd ? 1 : 0;
        _parts += account.Parts;
    }

    /// <inheritdoc />
    public void AddUnmoved(long minor, bool stands)
    {
        IsEmpty &= minor == 0 && !stands;
        checked
        {
            (_start, _end) = (_start + minor, _end + minor);
            (_cohortEnd, _cohortLeast) = (_cohortEnd + minor, _cohortLeast + minor);
        }

        _startLogos += stands ? 1 : 0;
    }

    /// <summary>The figure of the windows that were added.</summary>
    public RetentionFigure Figure(string currency, ReactivationRule reactivation)
    {
        var back = reactivation == ReactivationRule.Netted ? _returned : 0;
        return new RetentionFigure(
            In(_start),
            In(_new),
            In(_reactivation),
            In(_expansion),
            In(_contraction),
            In(_churn),
            In(_end - _start - _new - _reactivation - _expansion + _contraction + _churn),
            In(_end),
            RatioFigure.Of(_cohortEnd + back, _start),
            RatioFigure.Of(_cohortLeast, _start),
            RatioFigure.Of(_start - _cohortLost, _start),
            RatioFigure.Of(_lostLogos, _startLogos),
            _startLogos,
            _lostLogos,
            MovementParts.Of(_parts, (Int128)_new + _reactivation + _expansion - _contraction - _churn, currency)
        );

        Money In(long minor) => new(minor, currency);
    }
}
