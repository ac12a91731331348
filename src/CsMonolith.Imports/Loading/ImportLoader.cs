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
    /// <param name="repeated">The rows of the file that were taken before.</param>
    /// <param name="batch">The batch's rows.</param>
    /// <param name="tally">Counts, to which the batch's are added.</param>
    /// <param name="cancellation">Ends the load.</param>
    /// <returns>Refusals and flags, in the order of the lines.</returns>
    public static async Task<IReadOnlyList<ImportFaultRow>> Load(
        ImportKind kind,
        RowReader reader,
        RepeatedRows repeated,
        IReadOnlyList<FileRow> batch,
        ImportBatchRow tally,
        CancellationToken cancellation
    )
    {
        var read = batch.Select(reader.Read).ToList();
        var faults = read.SelectMany(row => row.Faults).ToList();
        tally.Rows += batch.Count;
        tally.Refused += read.Count(row => row.Row is null);

        // Rows that say different things about the same wait until it is known whether the first of them was taken.
        var waiting = read.Where(row => row.Row is not null)
            .Select(row => new Judged(row, repeated.Of(row.Row!)))
            .ToList();
        while (waiting.Count > 0)
        {
            var (now, later) = (new List<Judged>(), new List<Judged>());
            var first = new Dictionary<UInt128, int>();
            foreach (var one in waiting)
            {
                if (one.About is { } about && repeated.Contradicted(about) is { } line)
                {
                    Note(one.Row, repeated.Refusal(one.Row.Row!, line));
                }
                else if (
                    one.About is { } said
                    && !first.TryAdd(said.About, said.Content)
                    && first[said.About] != said.Content
                )
                {
                    later.Add(one);
                }
                else
                {
                    now.Add(one);
                }
            }

            var outcomes = now.Count == 0 ? [] : await kind.Load([.. now.Select(one => one.Row.Row!)], cancellation);
            if (outcomes.Count != now.Count)
            {
                throw new InvalidOperationException($"{kind.Name}: {outcomes.Count} outcomes for {now.Count} rows.");
            }

            foreach (var (one, outcome) in now.Zip(outcomes))
            {
                Note(one.Row, outcome);
                if (one.About is { } about && outcome.Fate != RowFate.Refused)
                {
                    repeated.Take(about, one.Row.File.Line);
                }
            }

            waiting = later;
        }

        await kind.Db.SaveChangesAsync(cancellation);
        return faults;

        void Note(ReadRow row, RowOutcome outcome)
        {
            var flag = outcome is { En: null, Fate: RowFate.Created or RowFate.Updated } ? row.Flag : null;
            tally.Created += outcome.Fate == RowFate.Created ? 1 : 0;
            tally.Updated += outcome.Fate == RowFate.Updated ? 1 : 0;
            tally.Skipped += outcome.Fate == RowFate.Skipped ? 1 : 0;
            tally.Refused += outcome.Fate == RowFate.Refused ? 1 : 0;
            tally.Flagged += outcome is { Fate: not RowFate.Refused, En: not null } || flag is not null ? 1 : 0;
            if (outcome.En is not null)
            {
                faults.Add(reader.Fault(row.File, outcome));
            }
            else if (flag is not null)
            {
                faults.Add(flag);
            }
        }
    }

    /// <summary>A row that can be read, with what it is about.</summary>
    private sealed record Judged(ReadRow Row, (UInt128 About, int Content)? About);
}
