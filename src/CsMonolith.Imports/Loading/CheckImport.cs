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

/// <summary>Find out what a commit would do, without doing it.</summary>
internal sealed record CheckImport(Guid ImportId) : ICommand<JobAccepted>;

internal sealed class CheckImportHandler(ImportsDb db, ImportRights rights, JobScheduler scheduler)
    : IRequestHandler<CheckImport, Result<JobAccepted>>
{
    public async Task<Result<JobAccepted>> Handle(CheckImport ask, CancellationToken cancellationToken)
    {
        if (await rights.Find(db, ask.ImportId, cancellationToken) is not { } import)
        {
            return PlatformErrors.NotFound("import", ask.ImportId);
        }

        if (import.State > ImportState.Checked)
        {
            return ImportErrors.NotOpen(import);
        }

        if (await db.LiveJob(import, cancellationToken) is { } job)
        {
            return ImportErrors.Busy(job);
        }

        if (
            Mappings.Missing(rights.Find(import.Kind)!.Columns, import.Mapping, import.Layout) is { Count: > 0 } missing
        )
        {
            return ImportErrors.ColumnsMissing(missing, import.Layout);
        }

        var accepted = scheduler.Enqueue(db, new RehearseImport(import.Id), JobLanes.Facts);
        import.GiveTo(accepted.JobId);
        await db.SaveChangesAsync(cancellationToken);
        return accepted;
    }
}

/// <summary>Load the whole file in one transaction that is taken back.</summary>
internal sealed record RehearseImport(Guid ImportId) : IJob<ImportCounts>;

internal sealed class RehearseImportHandler(
    ImportsDb db,
    ImportLoader loader,
    ImportRights rights,
    JobProgress progress
) : IRequestHandler<RehearseImport, Result<ImportCounts>>
{
    public async Task<Result<ImportCounts>> Handle(RehearseImport ask, CancellationToken cancellationToken)
    {
        var import = await db.Set<Import>()
            .AsNoTracking()
            .SingleAsync(row => row.Id == ask.ImportId, cancellationToken);
        var bytes = await db.Set<ImportFile>()
            .Where(file => file.ImportId == import.Id)
            .Select(file => file.Bytes)
            .SingleAsync(cancellationToken);
        var tally = new ImportBatchRow { ImportId = import.Id };
        if (rights.Refuses(rights.Find(import.Kind)!) is { } notAllowed)
        {
            return notAllowed;
        }

        var faults = await loader.With(
            import,
            noting: true,
            (kind, _) => Rehearse(import, bytes, kind, tally, cancellationToken)
        );

        var counts = new ImportCounts(tally.Created, tally.Updated, tally.Skipped, tally.Refused, tally.Flagged);
        await db.Transact(
            async () =>
            {
                await db.Set<ImportFaultRow>()
                    .Where(fault => fault.ImportId == import.Id)
                    .ExecuteDeleteAsync(cancellationToken);
                db.Set<ImportFaultRow>().AddRange(faults);
                (await db.Set<Import>().SingleAsync(row => row.Id == import.Id, cancellationToken)).NoteCheck(counts);
            },
            cancellationToken
        );
        return counts;
    }

    private async Task<List<ImportFaultRow>> Rehearse(
        Import import,
        byte[] bytes,
        ImportKind kind,
        ImportBatchRow tally,
        CancellationToken cancellation
    )
    {
        var faults = new List<ImportFaultRow>();
        var (reader, repeated) = (new RowReader(import, kind, db.Clock), new RepeatedRows(kind));
        await kind.Db.Rehearse(
            async () =>
            {
                foreach (var batch in import.Layout.Rows(bytes).Chunk(kind.BatchRows))
                {
                    cancellation.ThrowIfCancellationRequested();
                    faults.AddRange(await ImportLoader.Load(kind, reader, repeated, batch, tally, cancellation));
                    kind.Db.ChangeTracker.Clear();
                    progress.Report(
                        tally.Rows * 100 / Math.Max(1, import.Rows),
                        $"Checked {tally.Rows:N0} of {import.Rows:N0} rows",
                        $"{import.Rows:N0}行中{tally.Rows:N0}行を確認しました"
                    );
                }
            },
            cancellation
        );
        return faults;
    }
}

internal sealed class CheckImportEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/imports/{importId}/dry-run", (Guid importId) => new CheckImport(importId))
            .WithSummary("Check a file without storing anything")
            .WithDescription(
                "The job's result counts what a commit would do: create, update, skip, error, flagged. The rows "
                    + "at fault are at /v1/imports/{importId}/faults."
            )
            .WithExample(null, new JobAccepted(Guid.Parse("0199a000-0000-7000-8000-0000000000aa")))
            .WithProblems(401, 403, 404, 409);
}
