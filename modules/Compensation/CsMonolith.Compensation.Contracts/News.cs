using CsMonolith.Kernel;

namespace CsMonolith.Compensation.Contracts;

/// <summary>
/// A pay statement was issued. The amount is left out, since only those who may see the statement may know it.
/// </summary>
public sealed record StatementIssued(Guid PersonId, Month From, Month To) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => null;
}
