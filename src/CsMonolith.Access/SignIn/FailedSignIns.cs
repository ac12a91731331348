using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CsMonolith.Access.SignIn;

/// <summary>
/// Counts the sign-ins and keys that failed, by address: past ten within a minute they are told to wait. A good
/// credential is never held up by a neighbour's bad ones, since many people may share one address; secrets of 256 bits
/// need no more than that.
/// </summary>
internal sealed class FailedSignIns(ILogger<FailedSignIns> log) : IDisposable
{
    private const int Allowed = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly LimitPerKey _failures = PerWindow(Allowed);
    private readonly LimitPerKey _warnings = PerWindow(1);

    /// <summary>Counts a refused sign-in.</summary>
    /// <returns>
    /// The refusal, or, past the limit, the one that says when to come again; the header is then set.
    /// </returns>
    public Error Weigh(HttpContext http, Error refusal)
    {
        if (refusal.Kind != ErrorKind.Unauthenticated)
        {
            return refusal;
        }

        var address = AddressOf(http);
        using var lease = _failures.Of(address).AttemptAcquire();
        if (lease.IsAcquired)
        {
            return refusal;
        }

        using var warning = _warnings.Of(address).AttemptAcquire();
        if (warning.IsAcquired)
        {
            log.LogWarning(
                "Security: more than {Allowed} failed sign-ins within a minute from {Address}",
                Allowed,
                address
            );
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : Window;
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return AccessErrors.TooManyFailures(seconds);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _failures.Dispose();
        _warnings.Dispose();
    }

    // A home or an office has a whole /64 of IPv6.
    private static string AddressOf(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
        {
            return "unknown";
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
        {
            return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    private static LimitPerKey PerWindow(int permits) =>
        new(() =>
            new FixedWindowRateLimiter(
                new FixedWindowRateLimiterOptions
                {
                    PermitLimit = permits,
                    Window = Window,
                    QueueLimit = 0,
                    AutoReplenishment = false,
                }
            )
        );
}
