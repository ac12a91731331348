using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Consulting;

/// <summary>What the use cases of issues share: finding one that the caller may see, and showing it.</summary>
internal sealed class IssueDesk(JourneyDb db, AccountVisibility visibility)
{
    public static Error NotFound(Guid issue) => PlatformErrors.NotFound("issue", issue);

    /// <summary>The issue, or <c>null</c> where there is none or the caller may not see it.</summary>
    public async Task<ConsultingIssue?> Find(Guid id, CancellationToken cancellation) =>
        await db.Set<ConsultingIssue>().FindAsync([id], cancellation) is { } issue
        && await visibility.Sees(issue.AccountId, cancellation)
            ? issue
            : null;

    /// <summary>One issue with its open tasks.</summary>
    public async Task<ShownIssue> Show(ConsultingIssue issue, CancellationToken cancellation) =>
        ShownIssue.Of(
            issue,
            await db.Set<TaskItem>()
                .CountAsync(
                    task =>
                        task.Source == TaskSource.ConsultingIssue
                        && task.State == TaskState.Open
                        && task.SourceId == issue.Id,
                    cancellation
                )
        );
}
