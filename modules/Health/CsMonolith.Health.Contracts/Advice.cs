using CsMonolith.Kernel;

namespace CsMonolith.Health.Contracts;

/// <summary>Somebody took the next step that was advised at an account; Journey opens their task.</summary>
/// <param name="AdviceId">Names the advice.</param>
/// <param name="PersonId">Who does it.</param>
/// <param name="Title">The step, in the language of whoever took it.</param>
/// <param name="Note">The reason, likewise.</param>
/// <param name="GoalId">The success goal of the account that it serves.</param>
public sealed record NextStepTaken(
    Guid AdviceId,
    Guid Account,
    Guid PersonId,
    string Title,
    string Note,
    Guid? GoalId,
    DateOnly On,
    DateOnly DueOn
) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}
