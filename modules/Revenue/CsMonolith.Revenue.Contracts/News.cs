using CsMonolith.Kernel;

namespace CsMonolith.Revenue.Contracts;

/// <summary>The five kinds of movement.</summary>
public enum MovementKind
{
    /// <summary>Never paid before.</summary>
    New,

    /// <summary>From above zero to more.</summary>
    Expansion,

    /// <summary>To less, but above zero.</summary>
    Contraction,

    /// <summary>To zero.</summary>
    Churn,

    /// <summary>From zero, with history.</summary>
    Reactivation,
}

/// <summary>An account's MRR moved.</summary>
public sealed record MrrMoved(Guid Account, MovementKind Kind, Money Before, Money After, DateOnly On) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}

/// <summary>The company recorded that a customer churned, or came back.</summary>
public sealed record ChurnRecorded(Guid Account, DateOnly On, bool IsReactivation, string? Reason) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}

/// <summary>A month was closed; its figures never change.</summary>
public sealed record MonthClosed(Month Month) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => null;
}
