using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.RateLimiting;

namespace CsMonolith.Platform.Limits;

/// <summary>
/// A rate limiter for each key, such as a caller or an address. A limiter is replenished when it is asked for: the
/// framework's own partitions look at all of them ten times a second, for ever, and so keep an idle host awake.
/// </summary>
/// <param name="make">Makes the limiter of a new key, without automatic replenishment.</param>
public sealed class LimitPerKey(Func<ReplenishingRateLimiter> make) : IDisposable
{
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, ReplenishingRateLimiter> _limiters = new(StringComparer.Ordinal);
    private long _swept = Stopwatch.GetTimestamp();

    /// <summary>The limiter of a key, replenished for the time that has passed.</summary>
    public ReplenishingRateLimiter Of(string key)
    {
        Sweep();
        var limiter = _limiters.GetOrAdd(key, _ => make());
        limiter.TryReplenish();
        return limiter;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var limiter in _limiters.Values)
        {
            limiter.Dispose();
        }
    }

    // One that is full again is as good as a new one, which is made when its key comes back.
    private void Sweep()
    {
        var last = Interlocked.Read(ref _swept);
        if (
            Stopwatch.GetElapsedTime(last) < BetweenSweeps
            || Interlocked.CompareExchange(ref _swept, Stopwatch.GetTimestamp(), last) != last
        )
        {
            return;
        }

        foreach (var one in _limiters)
        {
            one.Value.TryReplenish();
            if (one.Value.IdleDuration is not null)
            {
                _limiters.TryRemove(one);
            }
        }
    }
}
