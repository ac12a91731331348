using System.Globalization;
using CsMonolith.Kernel;
using Microsoft.AspNetCore.Http;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// The version of a resource that a caller read before changing it: the request's If-Match header. Bind it as a
/// parameter of an endpoint, hand it on in the request, and let the handler ask <see cref="Refuses"/> before it changes
/// anything.
/// </summary>
/// <param name="Version">
/// The version read, or <c>null</c> without the header. What cannot be read is -1, which no resource has: RFC 9110
/// answers a foreign tag with 412.
/// </param>
public sealed record IfMatch(long? Version)
{
    private const long Foreign = -1;

    /// <summary>Binds from the request for minimal APIs.</summary>
    public static ValueTask<IfMatch?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<IfMatch?>(Read(context.Request.Headers.IfMatch.ToString()));

    /// <summary>Reads <c>"3"</c>, or <c>W/"3"</c>, which proxies make of it when they compress an answer.</summary>
    public static IfMatch Read(string header)
    {
        if (string.IsNullOrWhiteSpace(header))
        {
            return new IfMatch((long?)null);
        }

        var tag = header.Trim();
        tag = tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
        var isTag = tag.Length > 2 && tag[0] == '"' && tag[^1] == '"';
        return new IfMatch(
            isTag && long.TryParse(tag[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? version
                : Foreign
        );
    }

    /// <summary>
    /// The refusal, if the caller did not say what they read or somebody has changed it since; otherwise <c>null</c>.
    /// </summary>
    /// <param name="current">What is stored.</param>
    public Error? Refuses(Aggregate current) =>
        Version is null ? PlatformErrors.IfMatchMissing
        : Version != current.Version ? PlatformErrors.Stale(current)
        : null;
}

/// <summary>Shows a resource's version.</summary>
public static class ETags
{
    /// <summary>Writes the ETag that a later change gives back as If-Match.</summary>
    public static void ShowVersion(this HttpResponse response, long version) =>
        response.Headers.ETag = Wire.ETag(version);
}
