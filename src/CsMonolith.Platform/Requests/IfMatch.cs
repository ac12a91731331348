using System.Globalization;
using CsMonolith.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// The version of a resource that a caller read before changing it: the request's If-Match header. Bind it as a
/// parameter of an endpoint, hand it on in the request, and let the handler ask <see cref="Refuses"/> before it changes
/// anything.
/// </summary>
/// <remarks>
/// RFC 9110, 13.1.1: a list of tags matches if one of them does, by strong comparison, so a weak tag matches nothing;
/// <c>*</c> matches whatever is stored. What cannot be read matches nothing either, which is 412.
/// </remarks>
/// <param name="Version">
/// The version read, or <c>null</c> without the header. What matches nothing is -1, which no resource has.
/// </param>
public sealed record IfMatch(long? Version)
{
    private const long Foreign = -1;

    // Of a list the first is what the caller read; any of the others will do as well.
    private IReadOnlyList<long> Others { get; init; } = [];

    private bool Any { get; init; }

    private bool WeakOnly { get; init; }

    /// <summary>Binds from the request for minimal APIs.</summary>
    public static ValueTask<IfMatch?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<IfMatch?>(Read(context.Request.Headers.IfMatch.ToString()));

    /// <summary>Reads <c>"3"</c>, a list of tags, or <c>*</c>.</summary>
    public static IfMatch Read(string header)
    {
        if (string.IsNullOrWhiteSpace(header))
        {
            return new IfMatch((long?)null);
        }

        if (header.Trim() == "*")
        {
            return new IfMatch(Foreign) { Any = true };
        }

        if (!EntityTagHeaderValue.TryParseStrictList([header], out var tags))
        {
            return new IfMatch(Foreign);
        }

        var versions = tags.Where(tag => !tag.IsWeak).Select(VersionOf).ToList();
        return new IfMatch(versions.Count > 0 ? versions[0] : Foreign)
        {
            Others = [.. versions.Skip(1)],
            WeakOnly = versions.Count == 0,
        };
    }

    /// <summary>
    /// The refusal, if the caller did not say what they read or somebody has changed it since; otherwise <c>null</c>.
    /// </summary>
    /// <param name="current">What is stored.</param>
    public Error? Refuses(Aggregate current) =>
        Version is null ? PlatformErrors.IfMatchMissing
        : Any || Version == current.Version || Others.Contains(current.Version) ? null
        : WeakOnly ? PlatformErrors.WeakMatch(current)
        : PlatformErrors.Stale(current);

    private static long VersionOf(EntityTagHeaderValue tag) =>
        long.TryParse(
            tag.Tag.AsSpan(1, tag.Tag.Length - 2),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var version
        )
            ? version
            : Foreign;
}

/// <summary>Shows a resource's version.</summary>
public static class ETags
{
    /// <summary>Writes the ETag that a later change gives back as If-Match.</summary>
    public static void ShowVersion(this HttpResponse response, long version) =>
        response.Headers.ETag = Wire.ETag(version);
}
