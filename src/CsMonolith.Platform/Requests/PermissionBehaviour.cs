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

        var refusal = permit.Caller == Caller.Anonymous ? HallwayErrors.NotSignedIn : HallwayErrors.NotAllowed(permit.Operation);
        return Task.FromResult(TAnswer.Refused(refusal));
    }
}
