using CsMonolith.Kernel;

namespace CsMonolith.Journey.Contracts;

/// <summary>How well an account was handed over by sales, as it stood on a day.</summary>
/// <param name="Completeness">The share of the required questions that the customer had answered, 0 to 1.</param>
/// <param name="OpenGaps">Promises that the product did not keep and that were not settled.</param>
/// <param name="AskedAgain">Questions that the customer was asked though they had answered them.</param>
public sealed record HandoffSignal(double Completeness, int OpenGaps, int AskedAgain);

/// <summary>Asks how well accounts were handed over; accounts without a handoff are absent.</summary>
/// <param name="Accounts">Which; <c>null</c> for all.</param>
/// <param name="AsOf">Only what held by the end of this day.</param>
/// <param name="KnownOn">Only what was recorded by the end of this day; <c>null</c> for AsOf.</param>
public sealed record HandoffSignals(IReadOnlyCollection<Guid>? Accounts, DateOnly AsOf, DateOnly? KnownOn = null)
    : IQuestion<IReadOnlyDictionary<Guid, HandoffSignal>>;
