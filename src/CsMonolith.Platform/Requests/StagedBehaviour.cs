using CsMonolith.Kernel;
using MediatR;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// Makes sure that a staged command which succeeds has stored its effect through <see cref="StagedTransaction"/>.
/// </summary>
internal sealed class StagedBehaviour<TRequest, TAnswer>(StagedTransaction transaction)
    : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>, IStagedCommand
    where TAnswer : IOutcome<TAnswer>
{
    public async Task<TAnswer> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TAnswer> next
    )
    {
        var answer = await next();
        return answer.Error is not null || transaction.HasRun
            ? answer
            : throw new InvalidOperationException(
                $"{typeof(TRequest).Name} succeeded without {nameof(StagedTransaction)}, so it left no audit row."
            );
    }
}
