using CsMonolith.Kernel;

namespace CsMonolith.Journey.Contracts;

/// <summary>A version of what an account called success, and when it was reached.</summary>
/// <param name="Number">1 for the first of the account.</param>
/// <param name="AgreedOn">In force from this day.</param>
/// <param name="ReplacedOn">The day from which a later version was in force, or <c>null</c>.</param>
/// <param name="ReachedOn">The first day of which a measurement met the target, or <c>null</c>.</param>
public sealed record GoalOf(Guid AccountId, int Number, DateOnly AgreedOn, DateOnly? ReplacedOn, DateOnly? ReachedOn);

/// <summary>Asks for every success definition with what came of it, by account and number.</summary>
/// <param name="KnownOn">Only what was recorded by the end of this day; <c>null</c> takes all that is known.</param>
public sealed record GoalsSet(DateOnly? KnownOn = null) : IQuestion<IReadOnlyList<GoalOf>>;
