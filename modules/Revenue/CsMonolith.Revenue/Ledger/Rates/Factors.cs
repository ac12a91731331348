namespace CsMonolith.Revenue.Ledger.Rates;

/// <summary>At which rate an end is taken in a rate of retention.</summary>
internal enum FxBasis
{
    /// <summary>At the rate of the window's start.</summary>
    Constant,

    /// <summary>At the rate of the end's own day.</summary>
    Reported,
}

/// <summary>
/// The exact factors that convert a currency into that of a figure. All customers of a currency share one instance.
/// </summary>
/// <param name="Start">Of the day before the window; movements are taken at it too.</param>
/// <param name="End">Of the window's last day.</param>
internal sealed record Factors(Ratio Start, Ratio End)
{
    /// <summary>The factors of the figure's own currency.</summary>
    public static Factors One { get; } = new(new Ratio(1, 1), new Ratio(1, 1));

    private readonly bool _areSame = Start.CompareTo(End) == 0;

    /// <summary>The factor at which a rate of retention takes the end.</summary>
    public Ratio Of(FxBasis fx) => fx == FxBasis.Constant ? Start : End;

    /// <summary>
    /// Whether start and end are taken at the same factor, so that their minor units can be compared directly.
    /// </summary>
    public bool AreSame(FxBasis fx) => fx == FxBasis.Constant || _areSame;
}
