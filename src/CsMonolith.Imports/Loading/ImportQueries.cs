using CsMonolith.Imports.Storage;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Imports.Loading;

/// <summary>Questions that several use cases ask of the stored imports.</summary>
internal static class ImportQueries
{
    /// <summary>
    /// Imports of a kind that loaded these very bytes, or any of their rows, and have not been taken back.
    /// </summary>
    public static IQueryable<Import> Loaded(this DbSet<Import> imports, string kind, string hash) =>
        imports
            .AsNoTracking()
            .Where(import =>
                import.Kind == kind
                && import.FileHash == hash
                && !import.LoadedNothing
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

    /// <summary>The bytes of an import's file.</summary>
    public static Task<byte[]> BytesOf(this ImportsDb db, Import import, CancellationToken cancellation) =>
        db.Set<ImportFile>()
            .AsNoTracking()
            .Where(file => file.ImportId == import.Id)
            .Select(file => file.Bytes)
            .SingleAsync(cancellation);

    /// <summary>What is remembered of a source, to be changed; opened where there is nothing yet.</summary>
    public static async Task<RememberedMapping> Remembered(
        this ImportsDb db,
        Import import,
        CancellationToken cancellation
    )
    {
        if (await db.Set<RememberedMapping>().FindAsync([import.Kind, import.Source], cancellation) is { } remembered)
        {
            return remembered;
        }

        var opened = new RememberedMapping
        {
            Kind = import.Kind,
            Source = import.Source,
            Columns = "",
        };
        db.Set<RememberedMapping>().Add(opened);
        return opened;
    }
}
