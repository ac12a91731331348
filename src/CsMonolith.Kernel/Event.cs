using MediatR;

namespace CsMonolith.Kernel;

/// <summary>
/// An event: something happened. It is stored in the transaction of the change that it tells of and delivered at least
/// once, in order for each account.
/// </summary>
public interface IEvent : INotification
{
    /// <summary>The account whose events it must stay in order with, or <c>null</c> if it is about none.</summary>
    Guid? AccountId { get; }
}
