using System.Diagnostics;
using CsMonolith.Kernel;
using MediatR;

namespace CsMonolith.Platform.Requests;

/// <summary>One span per request, with its outcome.</summary>
internal sealed class TracingBehaviour<TRequest, TAnswer> : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>
    where TAnswer : IOutcome<TAnswer>
{
    private static readonly ActivitySource Source = new("CsMonolith.Requests");

    public async Task<TAnswer> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TAnswer> next)
    {
        using var span = Source.StartActivity(typeof(TRequest).Name);
        var answer = await next();
        span?.SetTag("outcome", answer.Error?.Code ?? "done");
        return answer;
    }
}
