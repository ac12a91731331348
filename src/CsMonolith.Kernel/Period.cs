namespace CsMonolith.Kernel;

/// <summary>
/// Days from <paramref name="From"/> to <paramref name="To"/>, both included; <c>null</c> means no end.
/// </summary>
public readonly record struct Period(DateOnly From, DateOnly? To)
{
    /// <summary>Whether the day lies inside.</summary>
    public bool Holds(DateOnly day) => day >= From && (To is not { } last || day <= last);
}
