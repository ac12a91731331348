using CsMonolith.Kernel;

namespace CsMonolith.Health.Contracts;

/// <summary>How a probability stands to the base rate of the model's training rows.</summary>
public enum ScoreBand
{
    /// <summary>Below half the base rate.</summary>
    Low,

    /// <summary>From half to twice the base rate.</summary>
    Medium,

    /// <summary>At least twice the base rate.</summary>
    High,
}

/// <summary>An account got a new score.</summary>
/// <param name="Probability">Calibrated probability of churn within the horizon, 0 to 1.</param>
/// <param name="HorizonDays">Days.</param>
/// <param name="ModelVersion">The model that gave it.</param>
/// <param name="AsOf">The day whose facts it rests on.</param>
/// <param name="HasSignal"><c>false</c>: the base rate, since training found no usable signal.</param>
/// <param name="Band">How the probability stands to the base rate; <c>null</c> in news from before it was told.</param>
public sealed record AccountScored(
    Guid Account,
    double Probability,
    int HorizonDays,
    string ModelVersion,
    DateOnly AsOf,
    bool HasSignal,
    ScoreBand? Band = null
) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}

/// <summary>
/// An account's use at the end of a month, told as the month's snapshots are built. Of several months that are built at
/// once only the last
/// is told. Figures are of the 30 days to that day, as known then.
/// </summary>
/// <param name="AsOf">The month's last day.</param>
/// <param name="UsesBefore">Uses in the 30 days before those.</param>
/// <param name="Features">Distinct features used.</param>
/// <param name="FeaturesKnown">Features in the catalogue, at least 1.</param>
/// <param name="ActiveUsers">Distinct users; <c>null</c> where usage never names any.</param>
/// <param name="Licences">Licences bought; <c>null</c> where neither a count nor a contract says.</param>
public sealed record UsageSummarised(
    Guid Account,
    DateOnly AsOf,
    long Uses,
    long UsesBefore,
    int Features,
    int FeaturesKnown,
    long? ActiveUsers,
    long? Licences
) : IEvent
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
