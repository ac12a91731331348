using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using CsMonolith.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace CsMonolith.Platform.Limits;

/// <summary>
/// How many requests one caller has in a minute: a person, or an address where nobody is signed in. The default only
/// stops a client that has run wild; <c>Limits:RequestsPerMinute</c> sets another. Each host counts for itself.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    /// <summary>The refusal's code.</summary>
    public const string Code = "platform.too-many-requests";

    private const int Default = 600_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly RequestDelegate _next;
    private readonly int _quota;
    private readonly string _policy;
    private readonly LimitPerKey _limits;

    public RateLimits(RequestDelegate next, IConfiguration configuration)
    {
        _next = next;
        _quota = configuration.GetValue("Limits:RequestsPerMinute", Default);
        _policy = string.Create(CultureInfo.InvariantCulture, $"\"caller\";q={_quota};w={(int)Window.TotalSeconds}");
        _limits = new LimitPerKey(() =>
            new FixedWindowRateLimiter(
                new FixedWindowRateLimiterOptions
                {
                    PermitLimit = _quota,
                    Window = Window,
                    QueueLimit = 0,
                    AutoReplenishment = false,
                }
            )
        );
    }

    public async Task Invoke(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal))
        {
            await _next(http);
            return;
        }

        var limiter = _limits.Of(
            http.User.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? http.Connection.RemoteIpAddress?.ToString() ?? ""
        );
        using var lease = limiter.AttemptAcquire();
        var left = limiter.GetStatistics()?.CurrentAvailablePermits ?? _quota;
        http.Response.Headers["RateLimit-Policy"] = _policy;
        http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"caller\";r={left}");
        if (lease.IsAcquired)
        {
            await _next(http);
            return;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        http.Response.Headers.RetryAfter = string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Ceiling(wait.TotalSeconds)}"
        );
        await ProblemAnswers.Write(
            http,
            StatusCodes.Status429TooManyRequests,
            Code,
            "Too many requests from you. Come again after the time in Retry-After.",
            "要求が多すぎます。Retry-After の時間が過ぎてから、もう一度送ってください。"
        );
    }

    public void Dispose() => _limits.Dispose();
}
