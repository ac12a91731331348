using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using MediatR;

namespace CsMonolith.Platform.Requests;

/// <summary>Lets pass only what the permission table allows, and notes how far the caller reaches.</summary>
internal sealed class PermissionBehaviour<TRequest, TAnswer>(RequestContext context, PermissionTable table)
    : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>
    where TAnswer : IOutcome<TAnswer>
{
    public Task<TAnswer> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TAnswer> next
    )
    {
        if (request is IOperation)
        {
            context.Operation = typeof(TRequest).Name;
        }

        // A job is no operation: it reaches as far as the command that started it.
        context.Scope = table.ScopeOf(context.Caller, context.Operation);
        if (context.Scope != PermissionScope.None)
        {
            return next();
        }

        return Task.FromResult(TAnswer.Refused(Refusal()));
    }

    private Error Refusal() =>
        context.Caller == Caller.Anonymous ? context.Refusal ?? PlatformErrors.NotSignedIn
        : table.MissingScope(context.Caller, context.Operation) is { } scope
            ? PlatformErrors.ScopeMissing(context.Operation, scope)
        : table.IsBeyondMaker(context.Caller, context.Operation) ? PlatformErrors.BeyondMaker(context.Operation)
        : PlatformErrors.NotAllowed(context.Operation);
}
