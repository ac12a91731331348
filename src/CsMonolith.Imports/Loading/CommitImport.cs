using CsMonolith.Imports.Files;
using CsMonolith.Imports.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Imports.Loading;

/// <summary>
/// Load a file. Rows that are refused do not stop the others. A load that was stopped goes on where it was.
/// </summary>
internal sealed record CommitImport(Guid ImportId) : ICommand<JobAccepted>;

internal sealed class CommitImportHandler(ImportsDb db, ImportRights rights, JobScheduler scheduler)
    : IRequestHandler<CommitImport, Result<JobAccepted>>
{
    public async Task<Result<JobAccepted>> Handle(CommitImport ask, CancellationToken cancellationToken)
    {
        if (await rights.Find(db, ask.ImportId, cancellationToken) is not { } import)
        {
            return PlatformErrors.NotFound("import", ask.ImportId);
        }

        if (await db.LiveJob(import, cancellationToken) is { } job)
        {
            return ImportErrors.Busy(job);
        }

        if (
            await db.Set<Import>()
                .Loaded(import.Kind, import.FileHash)
                .FirstOrDefaultAsync(other => other.Id != import.Id, cancellationToken) is
            { } earlier
        )
        {
            return ImportErrors.AlreadyLoaded(earlier);
        }

        if (
            Mappings.Missing(rights.Find(import.Kind)!.Columns, import.Mapping, import.Layout) is { Count: > 0 } missing
        )
        {
            return ImportErrors.ColumnsMissing(missing, import.Layout);
        }

        // What a rehearsal found is found again; what a stopped load found stays.
        if (import.State <= ImportState.Checked)
        {
            await db.Set<ImportFaultRow>()
                .Where(fault => fault.ImportId == import.Id)
                .ExecuteDeleteAsync(cancellationToken);
        }

        if (import.BeginCommit().Error is { } refusal)
        {
            return refusal;
        }

        var accepted = scheduler.Enqueue(db, new LoadImport(import.Id), JobLanes.Facts);
        import.GiveTo(accepted.JobId);
        await db.SaveChangesAsync(cancellationToken);
        return accepted;
    }
}

/// <summary>Load a file batch by batch, beginning after the last batch that was stored.</summary>
internal sealed record LoadImport(Guid ImportId) : IJob<ImportCounts>;

internal sealed class LoadImportHandler(ImportsDb db, ImportLoader loader, ImportRights rights, JobProgress progress)
    : IRequestHandler<LoadImport, Result<ImportCounts>>
{
    public async Task<Result<ImportCounts>> Handle(LoadImport ask, CancellationToken cancellationToken)
    {
        var import = await db.Set<Import>()
            .AsNoTracking()
            .SingleAsync(row => row.Id == ask.ImportId, cancellationToken);
        if (import.Committed is { } already)
        {
            return already;
        }

        // Whoever lost the right after the commit was ordered loads nothing more.
        var kind = rights.Find(import.Kind)!;
        if (rights.Refuses(kind) is { } notAllowed)
        {
            return notAllowed;
        }

        var bytes = await db.Set<ImportFile>()
            .Where(file => file.ImportId == import.Id)
            .Select(file => file.Bytes)
            .SingleAsync(cancellationToken);
        var done = await db.Set<ImportBatchRow>()
            .Where(batch => batch.ImportId == import.Id)
            .SumAsync(batch => batch.Rows, cancellationToken);
        var repeated = await Taken(import, kind, bytes, done, cancellationToken);
        foreach (var rows in import.Layout.Rows(bytes).Skip(done).Chunk(kind.BatchRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await LoadBatch(import, repeated, rows, done, cancellationToken);
            done += rows.Length;
            progress.Report(
                done * 100 / Math.Max(1, import.Rows),
                $"Loaded {done:N0} of {import.Rows:N0} rows",
                $"{import.Rows:N0}行中{done:N0}行を取り込みました"
            );
        }

        var counts = await Count(import.Id, cancellationToken);
        await db.Transact(
            async () =>
                (await db.Set<Import>().SingleAsync(row => row.Id == import.Id, cancellationToken)).NoteCommit(
                    counts,
                    db.Clock.Now
                ),
            cancellationToken
        );
        return counts;
    }

    // The rows that a stopped load had taken already.
    private async Task<RepeatedRows> Taken(
        Import import,
        ImportKind kind,
        byte[] bytes,
        int done,
        CancellationToken cancellation
    )
    {
        var (repeated, reader) = (new RepeatedRows(kind), new RowReader(import, kind, db.Clock));
        var refused =
            done == 0
                ? []
                : await db.Set<ImportFaultRow>()
                    .Where(fault => fault.ImportId == import.Id && fault.Refused)
                    .Select(fault => fault.Line)
                    .ToHashSetAsync(cancellation);
        foreach (var file in import.Layout.Rows(bytes).Take(done).Where(file => !refused.Contains(file.Line)))
        {
            if (reader.Read(file).Row is { } row && repeated.Of(row) is { } about)
            {
                repeated.Take(about, file.Line);
            }
        }

        return repeated;
    }

    private Task<int> LoadBatch(
        Import import,
        RepeatedRows repeated,
        IReadOnlyList<FileRow> rows,
        int before,
        CancellationToken cancellation
    ) =>
        loader.With(
            import,
            noting: true,
            async (kind, _) =>
            {
                await kind.Db.Transact(
                    async () =>
                    {
                        var batch = new ImportBatchRow { ImportId = import.Id, FirstRow = before };
                        var faults = await ImportLoader.Load(
                            kind,
                            new RowReader(import, kind, db.Clock),
                            repeated,
                            rows,
                            batch,
                            cancellation
                        );
                        kind.Db.Set<ImportFaultRow>().AddRange(faults);
                        kind.Db.Set<ImportBatchRow>().Add(batch);
                    },
                    cancellation
                );
                return rows.Count;
            }
        );

    private async Task<ImportCounts> Count(Guid import, CancellationToken cancellation)
    {
        var batches = await db.Set<ImportBatchRow>()
            .AsNoTracking()
            .Where(batch => batch.ImportId == import)
            .ToListAsync(cancellation);
        return new ImportCounts(
            batches.Sum(batch => batch.Created),
            batches.Sum(batch => batch.Updated),
            batches.Sum(batch => batch.Skipped),
            batches.Sum(batch => batch.Refused),
            batches.Sum(batch => batch.Flagged)
        );
    }
}

internal sealed class CommitImportEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/imports/{importId}/commit", (Guid importId) => new CommitImport(importId))
            .WithSummary("Load a file")
            .WithDescription(
                "The job's result counts what was done. Refused rows do not stop the others; fetch them from "
                    + "/v1/imports/{importId}/errors.csv, mend them and upload that file."
            )
            .WithExample(null, new JobAccepted(Guid.Parse("0199a000-0000-7000-8000-0000000000aa")))
            .WithProblems(401, 403, 404, 409);
}
