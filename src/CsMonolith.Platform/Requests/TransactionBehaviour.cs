using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using MediatR;

namespace CsMonolith.Platform.Requests;

/// <summary>The unit of work of a command: state, audit row and news in one transaction, or nothing.</summary>
internal sealed class TransactionBehaviour<TRequest, TAnswer>(
    ModuleStores stores,
    IServiceProvider scope,
    RequestContext context,
    Idempotency idempotency
) : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>, ICommand
    where TAnswer : IOutcome<TAnswer>
{
    public Task<TAnswer> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TAnswer> next
    )
    {
        var db = stores.Of(typeof(TRequest), scope);
        return WriteConflicts.Refuse(() =>
            db.Transact(
                async () =>
                {
                    var answer = await next();
                    if (answer.Error is null && !idempotency.Replayed && request is not IAuditedByItem)
                    {
                        db.Set<AuditRow>()
                            .Add(
                                await Audit.NoteChanges(
                                    db,
                                    request,
                                    context.Caller,
                                    context.ActedAloneAs,
                                    cancellationToken
                                )
                            );
                    }

                    return answer;
                },
                cancellationToken
            )
        );
    }
}

/// <summary>
/// Marks a command of many items, of which each leaves an audit row of its own; the command leaves none.
/// </summary>
public interface IAuditedByItem : ICommand;
