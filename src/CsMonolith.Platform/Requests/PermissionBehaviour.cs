using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using MediatR;

namespace CsMonolith.Platform.Requests;

/// <summary>Lets pass only what the permission table allows, and notes how far the caller reaches.</summary>
internal sealed class PermissionBehaviour<TRequest, TAnswer>(Permit permit, PermissionTable table) : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>
    where TAnswer : IOutcome<TAnswer>
{
    public Task<TAnswer> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TAnswer> next)
    {
        if (request is IOperation)
        {
            permit.Operation = typeof(TRequest).Name;
        }

        // A job is no operation: it reaches as far as the command that started it.
        permit.Reach = table.ReachOf(permit.Caller, permit.Operation);
        if (permit.Reach != Reach.None)
        {
            return next();
        }

        return Task.FromResult(TAnswer.Refused(Refusal()));
    }

    private Error Refusal() => permit.Caller == Caller.Anonymous ? permit.Refusal ?? HallwayErrors.NotSignedIn
        : table.MissingScope(permit.Caller, permit.Operation) is { } scope ? HallwayErrors.ScopeMissing(permit.Operation, scope)
        : HallwayErrors.NotAllowed(permit.Operation);
}
