using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using MediatR;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// Writes one audit row for each sensitive read that is answered, before the answer leaves: a read that could not be
/// noted is not answered. A refused read shows nothing and leaves no row.
/// </summary>
internal sealed class SensitiveReadBehaviour<TRequest, TAnswer>(
    ModuleStores stores,
    IServiceProvider scope,
    RequestContext context
) : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>, ISensitiveQuery
    where TAnswer : IOutcome<TAnswer>
{
    public async Task<TAnswer> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TAnswer> next
    )
    {
        var answer = await next();
        if (answer.Error is not null)
        {
            return answer;
        }

        var db = stores.Of(typeof(TRequest), scope);
        await db.Transact(
            () =>
            {
                db.Set<AuditRow>().Add(Audit.Note(request, context.Caller, db.Clock.Now));
                return Task.CompletedTask;
            },
            cancellationToken
        );
        return answer;
    }
}
