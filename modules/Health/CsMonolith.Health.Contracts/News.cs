using CsMonolith.Kernel;

namespace CsMonolith.Health.Contracts;

/// <summary>An account got a new score.</summary>
/// <param name="Probability">Calibrated probability of churn within the horizon, 0 to 1.</param>
/// <param name="HorizonDays">Days.</param>
/// <param name="ModelVersion">The model that gave it.</param>
/// <param name="AsOf">The day whose facts it rests on.</param>
/// <param name="HasSignal"><c>false</c>: the base rate, since training found no usable signal.</param>
public sealed record AccountScored(Guid Account, double Probability, int HorizonDays, string ModelVersion, DateOnly AsOf, bool HasSignal) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}

/// <summary>A model became the one that scores.</summary>
public sealed record ModelPromoted(string Version, Guid? By, string? Waiver) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => null;
}
