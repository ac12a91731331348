using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Configuration;

namespace CsMonolith.Platform.Limits;

/// <summary>
/// How many requests one caller has in a minute: a person, or an address where nobody is signed in. The default only
/// stops a client that has run wild; <c>Limits:RequestsPerMinute</c> sets another. What costs the host more than a page
/// of rows has a smaller quota of its own beside it: <c>Limits:ExportsPerMinute</c> (files that are downloaded),
/// <c>Limits:UploadsPerMinute</c> (files that are sent) and <c>Limits:FiguresPerMinute</c> (figures over all accounts).
/// Each host counts for itself.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    /// <summary>The refusal's code.</summary>
    public const string Code = "platform.too-many-requests";

    private readonly RequestDelegate _next;
    private readonly Quota _caller;
    private readonly Quota _exports;
    private readonly Quota _uploads;
    private readonly Quota _figures;

    public RateLimits(RequestDelegate next, IConfiguration configuration)
    {
        _next = next;
        _caller = new Quota("caller", configuration.GetValue("Limits:RequestsPerMinute", 600_000));
        _exports = new Quota("exports", configuration.GetValue("Limits:ExportsPerMinute", 60));
        _uploads = new Quota("uploads", configuration.GetValue("Limits:UploadsPerMinute", 120));
        _figures = new Quota("figures", configuration.GetValue("Limits:FiguresPerMinute", 1_200));
    }

    public async Task Invoke(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal))
        {
            await _next(http);
            return;
        }

        var caller =
            http.User.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? http.Connection.RemoteIpAddress?.ToString() ?? "";
        var left = _caller.Take(caller);
        var quota = _caller;
        if (left.Wait is null && Dear(http) is { } dear)
        {
            left = dear.Take(caller);
            quota = dear;
        }

        http.Response.Headers["RateLimit-Policy"] = quota.Policy;
        http.Response.Headers["RateLimit"] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"{quota.Name}\";r={left.Permits}"
        );
        if (left.Wait is not { } wait)
        {
            await _next(http);
            return;
        }

        http.Response.Headers.RetryAfter = string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Ceiling(wait.TotalSeconds)}"
        );
        await ProblemAnswers.Write(
            http,
            StatusCodes.Status429TooManyRequests,
            Code,
            $"Too many requests from you ({quota.Name}: {quota.PerMinute} a minute). Come again after the time in "
                + "Retry-After.",
            $"要求が多すぎます({quota.NameJa}: 1分間に{quota.PerMinute}回まで)。Retry-After の時間が過ぎてから、もう一度送ってください。"
        );
    }

    public void Dispose()
    {
        _caller.Dispose();
        _exports.Dispose();
        _uploads.Dispose();
        _figures.Dispose();
    }

    // By what the operation says of itself, so that a new one is counted without a line of its own.
    private Quota? Dear(HttpContext http)
    {
        if (http.GetEndpoint() is not { } endpoint)
        {
            return null;
        }

        if (endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize > Bounds.LargestBody)
        {
            return _uploads;
        }

        if (endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Any(IsFile))
        {
            return _exports;
        }

        return
            HttpMethods.IsGet(http.Request.Method)
            && http.Request.RouteValues.Count == 0
            && endpoint.Metadata.GetMetadata<ListFields>() is null
            ? _figures
            : null;
    }

    private static bool IsFile(IProducesResponseTypeMetadata answer) =>
        answer.StatusCode == StatusCodes.Status200OK
        && answer.ContentTypes.Any(type =>
            !type.Contains("json", StringComparison.Ordinal) && type != "text/event-stream"
            || type == "application/jsonl"
        );

    /// <summary>So many requests a minute for each caller.</summary>
    private sealed class Quota : IDisposable
    {
        private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
        private readonly LimitPerKey _limits;

        public Quota(string name, int perMinute)
        {
            (Name, PerMinute) = (name, perMinute);
            Policy = string.Create(
                CultureInfo.InvariantCulture,
                $"\"{name}\";q={perMinute};w={(int)Window.TotalSeconds}"
            );
            _limits = new LimitPerKey(() =>
                new FixedWindowRateLimiter(
                    new FixedWindowRateLimiterOptions
                    {
                        PermitLimit = perMinute,
                        Window = Window,
                        QueueLimit = 0,
                        AutoReplenishment = false,
                    }
                )
            );
        }

        public string Name { get; }

        public int PerMinute { get; }

        public string Policy { get; }

        public string NameJa =>
            Name switch
            {
                "exports" => "ファイルの書き出し",
                "uploads" => "ファイルの送信",
                "figures" => "全顧客の集計",
                _ => "すべての要求",
            };

        /// <summary>Takes one permit.</summary>
        /// <returns>How many are left, and how long to wait where there was none.</returns>
        public (long Permits, TimeSpan? Wait) Take(string caller)
        {
            var limiter = _limits.Of(caller);
            using var lease = limiter.AttemptAcquire();
            return (
                limiter.GetStatistics()?.CurrentAvailablePermits ?? PerMinute,
                lease.IsAcquired ? null
                : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after
                : Window
            );
        }

        public void Dispose() => _limits.Dispose();
    }
}
