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
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Imports.Loading;

/// <summary>Take an import back, whole, within seven days.</summary>
internal sealed record UndoImport(Guid ImportId) : ICommand<JobAccepted>;

/// <param name="Changes">Stored rows that were removed or set back.</param>
internal sealed record UndoneImport(int Changes);

internal sealed class UndoImportHandler(ImportsDb db, ImportRights rights, JobScheduler scheduler)
    : IRequestHandler<UndoImport, Result<JobAccepted>>
{
    public async Task<Result<JobAccepted>> Handle(UndoImport ask, CancellationToken cancellationToken)
    {
        if (await rights.Find(db, ask.ImportId, cancellationToken) is not { } import)
        {
            return PlatformErrors.NotFound("import", ask.ImportId);
        }

        if (await db.LiveJob(import, cancellationToken) is { } job)
        {
            return ImportErrors.Busy(job);
        }

        if (import.MayUndo(db.Clock.Now).Error is { } refusal)
        {
            return refusal;
        }

        var accepted = scheduler.Enqueue(db, new TakeImportBack(import.Id), JobLanes.Facts);
        import.GiveTo(accepted.JobId);
        await db.SaveChangesAsync(cancellationToken);
        return accepted;
    }
}

/// <summary>Take back every change of an import, the last first, in one transaction.</summary>
internal sealed record TakeImportBack(Guid ImportId) : IJob<UndoneImport>;

internal sealed class TakeImportBackHandler(
    ImportsDb db,
    ImportLoader loader,
    ImportRights rights,
    JobProgress progress
) : IRequestHandler<TakeImportBack, Result<UndoneImport>>
{
    private const int ChangesAtATime = 500;
    private const int ExamplesNamed = 5;

    public async Task<Result<UndoneImport>> Handle(TakeImportBack ask, CancellationToken cancellationToken)
    {
        var import = await db.Set<Import>()
            .AsNoTracking()
            .SingleAsync(row => row.Id == ask.ImportId, cancellationToken);
        if (rights.Refuses(rights.Find(import.Kind)!) is { } notAllowed)
        {
            return notAllowed;
        }

        var undone = await loader.With(
            import,
            noting: false,
            async (kind, services) =>
            {
                // Asked before the transaction, which would keep the other modules waiting.
                var facts = await FactsAbout(
                    await kind.CreatedAccounts(import.Id, cancellationToken),
                    services,
                    cancellationToken
                );
                return facts.Count > 0
                    ? ImportErrors.FactsDepend(facts)
                    : await kind.Db.Transact(() => TakeBack(import, kind, cancellationToken), cancellationToken);
            }
        );
        if (undone.Error is null)
        {
            await db.Transact(
                async () =>
                    (await db.Set<Import>().SingleAsync(row => row.Id == import.Id, cancellationToken)).NoteUndo(
                        db.Clock.Now
                    ),
                cancellationToken
            );
        }

        return undone;
    }

    private static async Task<IReadOnlyList<(string En, string Ja)>> FactsAbout(
        IReadOnlyCollection<Guid> accounts,
        IServiceProvider services,
        CancellationToken cancellation
    )
    {
        var facts = new List<(string En, string Ja)>();
        foreach (var holder in accounts.Count == 0 ? [] : services.GetServices<IHoldsAccountFacts>())
        {
            if (await holder.About(accounts, cancellation) is { } some)
            {
                facts.Add(some);
            }
        }

        return facts;
    }

    // The notes of the changes go in the same transaction: running again finds nothing left to take back.
    private async Task<Result<UndoneImport>> TakeBack(Import import, ImportKind kind, CancellationToken cancellation)
    {
        var store = kind.Db;
        var changes = store.Set<ImportChangeRow>().AsNoTracking().Where(change => change.ImportId == import.Id);
        var (all, done, stuck) = (await changes.CountAsync(cancellation), 0, new List<ImportChangeRow>());
        for (var below = long.MaxValue; ; )
        {
            var last = below;
            var some = await changes
                .Where(change => change.Seq < last)
                .OrderByDescending(change => change.Seq)
                .Take(ChangesAtATime)
                .ToListAsync(cancellation);
            if (some.Count == 0)
            {
                break;
            }

            foreach (var change in some)
            {
                if (!await ImportCapture.TakeBack(store, change, cancellation))
                {
                    stuck.Add(change);
                }
            }

            await store.SaveChangesAsync(cancellation);
            store.ChangeTracker.Clear();
            below = some[^1].Seq;
            done += some.Count;
            progress.Report(
                done * 100 / all,
                $"Took back {done:N0} of {all:N0} changes",
                $"{all:N0}件中{done:N0}件を取り消しました"
            );
        }

        if (stuck.Count > 0)
        {
            return ImportErrors.ChangedSince(
                stuck.Count,
                string.Join(
                    ", ",
                    stuck
                        .Take(ExamplesNamed)
                        .Select(change => $"{change.Entity[(change.Entity.LastIndexOf('.') + 1)..]} {change.RowKey}")
                )
            );
        }

        if ((await kind.TakeBack(import.Id, cancellation)).Error is { } refusal)
        {
            return refusal;
        }

        await store
            .Set<ImportChangeRow>()
            .Where(change => change.ImportId == import.Id)
            .ExecuteDeleteAsync(cancellation);
        return new UndoneImport(all);
    }
}

internal sealed class UndoImportEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/imports/{importId}/undo", (Guid importId) => new UndoImport(importId))
            .WithSummary("Take an import back")
            .WithDescription(
                "Within seven days of the commit. The job is refused, with the reasons, where rows have been "
                    + "changed since or other facts depend on accounts that the import opened."
            )
            .WithExample(null, new JobAccepted(Guid.Parse("0199a000-0000-7000-8000-0000000000aa")))
            .WithProblems(401, 403, 404, 409);
}
