using CsMonolith.Kernel;

namespace CsMonolith.Compensation.Contracts;

/// <summary>A pay statement was issued. It says nothing of the amount: pay is nobody else's business.</summary>
public sealed record StatementIssued(Guid PersonId, Month From, Month To) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => null;
}
