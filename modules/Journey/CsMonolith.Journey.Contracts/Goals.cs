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

/// <summary>The success goal in force of an account, as it stood on a day.</summary>
/// <param name="Outcome">What the account called success.</param>
/// <param name="DueOn">The day by which it is to be reached.</param>
/// <param name="MeasuredOn">The last day of the newest measurement; <c>null</c> without one.</param>
/// <param name="Value">What it measured.</param>
/// <param name="ReachedOn">The first day of which a measurement met the target, or <c>null</c>.</param>
public sealed record GoalInForce(
    Guid AccountId,
    Guid GoalId,
    string Outcome,
    string Metric,
    double Target,
    DateOnly AgreedOn,
    DateOnly DueOn,
    DateOnly? MeasuredOn,
    double? Value,
    DateOnly? ReachedOn
);

/// <summary>
/// Asks for the success goals in force on a day, from what was recorded by its end; one for each account that has any.
/// </summary>
/// <param name="Accounts">Which accounts; <c>null</c> for all.</param>
public sealed record GoalsInForce(IReadOnlyCollection<Guid>? Accounts, DateOnly AsOf)
    : IQuestion<IReadOnlyList<GoalInForce>>;
