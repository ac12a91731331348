using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Ledger.Rates;

/// <summary>One customer's window with the factors that convert it into the currency of a figure.</summary>
internal sealed record MeasuredAccount(AccountWindow Window, Factors Factors)
{
    /// <summary>Factor of the start.</summary>
    public Ratio AtStart => Factors.Start;

    /// <summary>Factor of the end.</summary>
    public Ratio AtEnd => Factors.End;

    /// <summary>The start, at the rate of the start.</summary>
    public Ratio Start => AtStart * new Ratio(Window.Start, 1);

    /// <summary>The end, at the rate of the start or of the end.</summary>
    public Ratio End(FxBasis fx) => Factors.Of(fx) * new Ratio(Window.End, 1);
}
