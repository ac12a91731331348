using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using MediatR;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// Tells whoever may read an account, and would change it without the right to, that this is so and how to ask: to say
/// that there is no such account would be no secret kept, and a riddle.
/// </summary>
internal sealed class OutOfReachBehaviour<TRequest, TAnswer>(
    RequestContext context,
    ReadReach reads,
    IMediator mediator
) : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>, ICommand
    where TAnswer : IOutcome<TAnswer>
{
    public async Task<TAnswer> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TAnswer> next
    )
    {
        context.AccountOutOfReach = null;
        var answer = await next();
        return
            answer.Error is { Kind: ErrorKind.NotFound or ErrorKind.Invalid } refusal
            && context.AccountOutOfReach is { } account
            && await MayRead(account, reads.NounOf(refusal, typeof(TRequest).Name), cancellationToken)
            ? TAnswer.Refused(OutOfReach(typeof(TRequest).Name, context.Scope))
            : answer;
    }

    private static Error OutOfReach(string operation, PermissionScope scope) =>
        new(
            ErrorKind.Forbidden,
            "platform.out-of-reach",
            $"You may read this account and not change it: {operation} reaches {PermissionWording.Of(scope).En}. "
                + PermissionWording.Widening(scope).En,
            $"この顧客は閲覧できますが、変更はできません。{operation} の対象は{PermissionWording.Of(scope).Ja}です。"
                + PermissionWording.Widening(scope).Ja
        );

    private async Task<bool> MayRead(Guid account, string noun, CancellationToken cancellation)
    {
        var scope = reads.Of(context.Caller, noun);
        // Whoever reads under pseudonyms, or sums alone, does not know the account by its id.
        return scope > context.Scope
            && scope is not (PermissionScope.Masked or PermissionScope.Aggregate)
            && (await mediator.Send(new AccountsInScope(context.Caller.ReachesAs, scope), cancellation)).Holds(account)
            && await mediator.Send(new IsAccount(account), cancellation);
    }
}
