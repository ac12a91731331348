using CsMonolith.Imports.Storage;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Imports.Loading;

/// <summary>Questions that several use cases ask of the stored imports.</summary>
internal static class ImportQueries
{
    /// <summary>Imports of a kind that loaded these very bytes and have not been taken back.</summary>
    public static IQueryable<Import> Loaded(this DbSet<Import> imports, string kind, string hash) =>
        imports
            .AsNoTracking()
            .Where(import =>
                import.Kind == kind
                && import.FileHash == hash
                && (import.State == ImportState.Committing || import.State == ImportState.Committed)
            );

    /// <summary>The job that is queued for an import or at work on it, if any.</summary>
    public static async Task<Guid?> LiveJob(this ImportsDb db, Import import, CancellationToken cancellation) =>
        import.JobId is { } id
        && await db.Set<JobRow>()
            .AnyAsync(
                job => job.Id == id && (job.State == JobState.Queued || job.State == JobState.Running),
                cancellation
            )
            ? id
            : null;
}
