using CsMonolith.Kernel;

namespace CsMonolith.Feedback.Contracts;

/// <summary>Somebody wrote a field card: trouble or success at a customer, in the one format.</summary>
public sealed record FieldCardWritten(
    Guid CardId,
    Guid Account,
    DateOnly On,
    bool IsSuccess,
    string? Phase,
    string Department
) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}
