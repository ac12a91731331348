namespace CsMonolith.Journey.Projects;

/// <summary>Finds a project for a caller: one of an account out of sight is as one that does not exist.</summary>
internal sealed class ProjectStore(JourneyDb db, AccountVisibility visibility)
{
    /// <summary>The project, tracked for changes; <c>null</c> if there is none that the caller may see.</summary>
    public async Task<SuccessProject?> Find(Guid id, CancellationToken cancellation) =>
        await db.Set<SuccessProject>().FindAsync([id], cancellation) is { } project
        && await visibility.Sees(project.AccountId, cancellation)
            ? project
            : null;
}
