using CsMonolith.Imports.Files;
using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Imports.Loading;

/// <summary>Lets a kind load rows, in a scope of its own whose saves are noted as the import's.</summary>
internal sealed class ImportLoader(IServiceScopeFactory scopes, RequestContext context, CurrentJob job)
{
    /// <summary>
    /// Runs work with the import's kind in a fresh scope as the present caller, whose right to the whole kind
    /// <see cref="ImportRights"/> has found; the reach of the import's own operation does not narrow it.
    /// </summary>
    /// <param name="import">The import.</param>
    /// <param name="noting">Whether saves are noted as the import's changes.</param>
    /// <param name="work">What to do with the kind.</param>
    public async Task<T> With<T>(Import import, bool noting, Func<ImportKind, IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        var theirs = scope.ServiceProvider.GetRequiredService<RequestContext>();
        (theirs.Caller, theirs.Operation, theirs.Scope) = (context.Caller, context.Operation, PermissionScope.All);
        scope.ServiceProvider.GetRequiredService<CurrentJob>().Take(job);
        if (noting)
        {
            var progress = scope.ServiceProvider.GetRequiredService<ImportInProgress>();
            (progress.Id, progress.IsHistory) = (import.Id, import.History);
        }

        return await work(
            scope.ServiceProvider.GetServices<ImportKind>().Single(kind => kind.Name == import.Kind),
            scope.ServiceProvider
        );
    }

    /// <summary>Loads one batch within the present transaction and tells what became of it.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="reader">Reads the file's rows.</param>
    /// <param name="batch">The batch's rows.</param>
    /// <param name="tally">Counts, to which the batch's are added.</param>
    /// <param name="cancellation">Ends the load.</param>
    /// <returns>Refusals and flags, by line.</returns>
    public static async Task<IReadOnlyList<ImportFaultRow>> Load(
        ImportKind kind,
        RowReader reader,
        IReadOnlyList<FileRow> batch,
        ImportBatchRow tally,
        CancellationToken cancellation
    )
    {
        var read = batch.Select(reader.Read).ToList();
        var faults = read.SelectMany(row => row.Faults).ToList();
        tally.Rows += batch.Count;
        tally.Refused += read.Count(row => row.Row is null);

        var good = read.Where(row => row.Row is not null).ToList();
        var outcomes = good.Count == 0 ? [] : await kind.Load([.. good.Select(row => row.Row!)], cancellation);
        if (outcomes.Count != good.Count)
        {
            throw new InvalidOperationException($"{kind.Name}: {outcomes.Count} outcomes for {good.Count} rows.");
        }

        foreach (var (row, outcome) in good.Zip(outcomes))
        {
            tally.Created += outcome.Fate == RowFate.Created ? 1 : 0;
            tally.Updated += outcome.Fate == RowFate.Updated ? 1 : 0;
            tally.Skipped += outcome.Fate == RowFate.Skipped ? 1 : 0;
            tally.Refused += outcome.Fate == RowFate.Refused ? 1 : 0;
            tally.Flagged += outcome is { Fate: not RowFate.Refused, En: not null } ? 1 : 0;
            if (outcome.En is not null)
            {
                faults.Add(reader.Fault(row.File, outcome));
            }
        }

        await kind.Db.SaveChangesAsync(cancellation);
        return faults;
    }
}
