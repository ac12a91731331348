using System.Threading.RateLimiting;
using CsMonolith.Platform.Limits;

namespace CsMonolith.Platform.Tests.Limits;

public sealed class LimitPerKeyTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(200);

    [Fact]
    public void A_key_that_has_used_its_permits_is_refused_and_another_is_not()
    {
        using var limits = TwoEach(TimeSpan.FromHours(1));

        Take(limits, "one").ShouldBeTrue();
        Take(limits, "one").ShouldBeTrue();
        Take(limits, "one").ShouldBeFalse();
        Take(limits, "other").ShouldBeTrue();
    }

    [Fact]
    public async Task A_refusal_says_how_long_to_wait_and_the_permits_come_back_then()
    {
        using var limits = TwoEach(Window);
        Take(limits, "one");
        Take(limits, "one");

        using var refused = limits.Of("one").AttemptAcquire();
        if (!refused.IsAcquired)
        {
            refused.TryGetMetadata(MetadataName.RetryAfter, out var wait).ShouldBeTrue();
            wait.ShouldBeInRange(TimeSpan.Zero, Window);
        }

        await Task.Delay(2 * Window);
        Take(limits, "one").ShouldBeTrue();
    }

    private static bool Take(LimitPerKey limits, string key)
    {
        using var lease = limits.Of(key).AttemptAcquire();
        return lease.IsAcquired;
    }

    private static LimitPerKey TwoEach(TimeSpan window) =>
        new(() =>
            new FixedWindowRateLimiter(
                new FixedWindowRateLimiterOptions
                {
                    PermitLimit = 2,
                    Window = window,
                    QueueLimit = 0,
                    AutoReplenishment = false,
                }
            )
        );
}
