using System.Diagnostics;
using CsMonolith.Kernel;
using CsMonolith.Platform.Telemetry;
using MediatR;

namespace CsMonolith.Platform.Requests;

/// <summary>One span and one measured duration per request, with its outcome.</summary>
internal sealed class TracingBehaviour<TRequest, TAnswer> : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>
    where TAnswer : IOutcome<TAnswer>
{
    public async Task<TAnswer> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TAnswer> next
    )
    {
        using var span = Diagnostics.Spans.StartActivity(typeof(TRequest).Name);
        var began = Stopwatch.GetTimestamp();
        var outcome = "broken";
        try
        {
            var answer = await next();
            outcome = answer.Error?.Code ?? "done";
            return answer;
        }
        finally
        {
            span?.SetTag("outcome", outcome);
            Diagnostics.RequestDuration.Record(
                Stopwatch.GetElapsedTime(began).TotalSeconds,
                new("operation", typeof(TRequest).Name),
                new("outcome", outcome)
            );
        }
    }
}
