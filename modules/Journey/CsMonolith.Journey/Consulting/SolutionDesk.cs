using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Consulting;

/// <summary>What the use cases of solution plans share: finding one that the caller may see, and checking a draft.</summary>
internal sealed class SolutionDesk(JourneyDb db, AccountVisibility visibility, NameablePeople people)
{
    public static Error NotFound(Guid plan) => PlatformErrors.NotFound("solution-plan", plan);

    /// <summary>The plan, or <c>null</c> where there is none or the caller may not see it.</summary>
    public async Task<SolutionPlan?> Find(Guid id, CancellationToken cancellation) =>
        await db.Set<SolutionPlan>().FindAsync([id], cancellation) is { } plan
        && await visibility.Sees(plan.AccountId, cancellation)
            ? plan
            : null;

    /// <summary>The issues of the account that stand, of those named.</summary>
    public async Task<List<ConsultingIssue>> Standing(
        Guid account,
        IReadOnlyCollection<Guid> issues,
        CancellationToken cancellation
    )
    {
        var ids = issues.ToArray();
        return await db.Set<ConsultingIssue>()
            .Where(one => one.AccountId == account && one.State != IssueState.Void && ids.Contains(one.Id))
            .ToListAsync(cancellation);
    }

    /// <summary>Refuses a draft that names an issue or a person who is not there.</summary>
    public async Task<Error?> Refuses(Guid account, SolutionDraft draft, CancellationToken cancellation)
    {
        var standing = (await Standing(account, draft.IssueIds, cancellation)).Select(one => one.Id).ToHashSet();
        foreach (var (issue, at) in draft.IssueIds.Select((issue, i) => (issue, i)))
        {
            if (!standing.Contains(issue))
            {
                return ConsultingErrors.NoSuchIssue(issue, $"/draft/issueIds/{at}");
            }
        }

        var there = new Dictionary<Guid, bool>();
        foreach (var (step, at) in draft.Steps.Select((step, i) => (step, i)))
        {
            if (!there.TryGetValue(step.OwnerId, out var known))
            {
                known = there[step.OwnerId] = await people.HasInService(step.OwnerId, account, cancellation);
            }

            if (!known)
            {
                return JourneyErrors.NoSuchPerson(step.OwnerId, $"/draft/steps/{at}/ownerId");
            }
        }

        return null;
    }
}
