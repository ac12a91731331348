using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using MediatR;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// Answers of an account that the caller may not see as of one that does not exist, before the handler is asked.
/// </summary>
internal sealed class AccountVisibilityBehaviour<TRequest, TAnswer>(AccountVisibility visibility)
    : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>, IAboutAccount
    where TAnswer : IOutcome<TAnswer>
{
    public async Task<TAnswer> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TAnswer> next
    ) =>
        await visibility.Sees(request.AccountId, cancellationToken)
            ? await next()
            : TAnswer.Refused(PlatformErrors.NotFound("account", request.AccountId));
}
