using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using CsMonolith.Health.Usage.Privacy;
using CsMonolith.Platform.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>
/// Takes in a request of the Segment API: reads its body, checks its rate, replaces users by pseudonyms, queues it.
/// </summary>
internal sealed class UsageIntake(
    RequestContext context,
    IngestSettings settings,
    IngestRates rates,
    StreamPseudonyms pseudonyms,
    GroupCommitQueue queue,
    Clock clock
)
{
    /// <summary>Takes in a body.</summary>
    /// <param name="body">JSON, inflated.</param>
    /// <param name="only">The kind of the single call that the body is; <c>null</c> for a batch.</param>
    /// <param name="operation">The operation's name, for the audit trail.</param>
    /// <param name="cancellation">Ends the waiting; what is queued is stored all the same.</param>
    public async Task<Result<IngestedUsage>> Take(
        ReadOnlyMemory<byte> body,
        Call? only,
        string operation,
        CancellationToken cancellation
    )
    {
        var read = SegmentBody.Read(body.Span, only, settings, clock.Now);
        if (read.Error is { } refusal)
        {
            return refusal;
        }

        var source = context.Caller.Name;
        if (rates.Wait(source, read.Value.Messages.Count + read.Value.Refused.Count) is { } wait)
        {
            return IngestErrors.TooFast(settings.EventsPerSecond, wait);
        }

        var named = await pseudonyms.Ready(cancellation);
        var calls = new StreamCall[read.Value.Messages.Count];
        for (var i = 0; i < calls.Length; i++)
        {
            var message = read.Value.Messages[i];
            calls[i] = new StreamCall(
                message,
                Key(source, message.MessageId),
                named.Of(message.UserId),
                message.Other is { } other ? named.Of(other) : null
            );
        }

        return await queue.Store(
            new IngestRequest(
                source,
                operation,
                context.Caller,
                Activity.Current?.TraceId.ToString(),
                calls,
                read.Value
            )
        );
    }

    /// <summary>The key of a message. Rows of imports have keys of another make.</summary>
    public static Guid Key(string source, string messageId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"segment\u001f{source}\u001f{messageId}"), hash);
        return new Guid(hash[..16]);
    }
}

/// <summary>Limits how fast each source may send: a token bucket of messages for each.</summary>
internal sealed class IngestRates(IngestSettings settings) : IDisposable
{
    private readonly LimitPerKey _buckets = new(() =>
        new TokenBucketRateLimiter(
            new TokenBucketRateLimiterOptions
            {
                TokenLimit = settings.Burst,
                TokensPerPeriod = Math.Max(1, settings.EventsPerSecond / 10),
                ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
                QueueLimit = 0,
                AutoReplenishment = false,
            }
        )
    );

    /// <summary>Counts messages against the source's rate.</summary>
    /// <returns>How long to wait, where there are not enough; <c>null</c> where there are.</returns>
    public TimeSpan? Wait(string source, int messages)
    {
        using var lease = _buckets.Of(source).AttemptAcquire(Math.Min(messages, settings.Burst));
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.FromSeconds(1) ? wait
            : TimeSpan.FromSeconds(1);
    }

    /// <inheritdoc />
    public void Dispose() => _buckets.Dispose();
}

/// <summary>The pseudonyms of users; the key is read once per process.</summary>
internal sealed class StreamPseudonyms(IServiceScopeFactory scopes, PrivacyKey key)
{
    private UserPseudonyms? _ready;

    public async ValueTask<UserPseudonyms> Ready(CancellationToken cancellation)
    {
        if (_ready is { } ready)
        {
            return ready;
        }

        await using var scope = scopes.CreateAsyncScope();
        return _ready = await UserPseudonyms.Open(
            scope.ServiceProvider.GetRequiredService<HealthDb>(),
            key,
            cancellation
        );
    }
}
