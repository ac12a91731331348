using CsMonolith.Kernel;

namespace CsMonolith.Feedback.Contracts;

/// <summary>A field card was written: trouble or success at a customer.</summary>
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
