namespace CsMonolith.Journey.Goals;

/// <summary>Finds the success goal that a piece of work says it serves.</summary>
internal sealed class GoalDirectory(JourneyDb db)
{
    /// <summary>Refuses a goal that is not one of the account's success definitions.</summary>
    /// <returns>The refusal, or <c>null</c> where the goal is the account's or none is named.</returns>
    public async Task<Error?> Refuses(Guid? goal, Guid? account, CancellationToken cancellation) =>
        goal is { } named
        && !await db.Set<SuccessDefinition>().AnyAsync(one => one.Id == named && one.AccountId == account, cancellation)
            ? JourneyErrors.NoSuchGoal(named, account)
            : null;
}
