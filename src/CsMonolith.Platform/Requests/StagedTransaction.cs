using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// The transaction of an <see cref="IStagedCommand"/>: its handler calls it once, when all that takes long is done.
/// State, news, audit row and the record of an idempotency key commit together or not at all.
/// </summary>
public sealed class StagedTransaction
{
    private readonly ModuleStores _stores;
    private readonly IServiceProvider _scope;
    private readonly RequestContext _context;
    private readonly Idempotency _idempotency;
    private readonly IdempotencyHeader _header;

    internal StagedTransaction(
        ModuleStores stores,
        IServiceProvider scope,
        RequestContext context,
        Idempotency idempotency,
        IdempotencyHeader header
    ) => (_stores, _scope, _context, _idempotency, _header) = (stores, scope, context, idempotency, header);

    /// <summary>Whether a handler has called it.</summary>
    internal bool HasRun { get; private set; }

    /// <summary>Runs the effect in one transaction of the request's module and commits unless it is refused.</summary>
    /// <param name="request">The request; it is what the audit row says.</param>
    /// <param name="effect">Stores what changes.</param>
    /// <param name="cancellation">Ends the work before its commit.</param>
    /// <param name="actor">
    /// Who the audit row names, where that is not the caller: whoever signs in is nobody before.
    /// </param>
    /// <param name="content">
    /// What makes two requests with one idempotency key the same; by default the request as JSON.
    /// </param>
    /// <returns>The effect's answer, or that of the earlier request with the same key.</returns>
    public Task<Result<TAnswer>> Run<TAnswer>(
        IStagedCommand<TAnswer> request,
        Func<Task<Result<TAnswer>>> effect,
        CancellationToken cancellation,
        Caller? actor = null,
        byte[]? content = null
    )
    {
        HasRun = true;
        var db = _stores.Of(request.GetType(), _scope);
        var fingerprint = _header.WasSent ? Idempotency.Fingerprint(request, content ?? []) : "";
        return WriteConflicts.Refuse(() =>
            db.Transact(
                () =>
                    _idempotency.Once(
                        db,
                        fingerprint,
                        () => Noted(db, request, effect, actor, cancellation),
                        cancellation
                    ),
                cancellation
            )
        );
    }

    private async Task<Result<TAnswer>> Noted<TAnswer>(
        ModuleDb db,
        IStagedCommand<TAnswer> request,
        Func<Task<Result<TAnswer>>> effect,
        Caller? actor,
        CancellationToken cancellation
    )
    {
        var answer = await effect();
        if (answer.Error is null)
        {
            db.Set<AuditRow>()
                .Add(
                    await Audit.NoteChanges(db, request, actor ?? _context.Caller, _context.ActedAloneAs, cancellation)
                );
        }

        return answer;
    }
}
