using CsMonolith.Kernel;
using CsMonolith.Platform.Storage;
using MediatR;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// Lets a command with an idempotency key take effect once. It stands inside the transaction, so that the record of the
/// key commits with the effect, and behind permission and validation, so that a refused request leaves its key free.
/// </summary>
internal sealed class IdempotencyBehaviour<TRequest, TAnswer>(
    IdempotencyHeader sent,
    Idempotency idempotency,
    ModuleStores stores,
    IServiceProvider scope
) : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>
    where TAnswer : IOutcome<TAnswer>
{
    public Task<TAnswer> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TAnswer> next
    )
    {
        if (request is IOperation && sent.Refusal is { } refusal)
        {
            return Task.FromResult(TAnswer.Refused(refusal));
        }

        return request is ICommand command && sent.WasSent
            ? idempotency.Once(
                stores.Of(typeof(TRequest), scope),
                Idempotency.Fingerprint(command),
                () => next(),
                cancellationToken
            )
            : next();
    }
}
