using CsMonolith.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// How an operation takes the header Idempotency-Key; without this metadata every POST, PUT, PATCH and DELETE may have
/// one.
/// </summary>
public sealed record IdempotencyUse(bool Taken, bool Required)
{
    /// <summary>The header's name.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>It may be sent.</summary>
    public static IdempotencyUse Optional { get; } = new(Taken: true, Required: false);

    /// <summary>How an endpoint takes it.</summary>
    public static IdempotencyUse Of(IEnumerable<object> metadata, string method) =>
        metadata.OfType<IdempotencyUse>().LastOrDefault()
        ?? (HttpMethods.IsGet(method) ? new IdempotencyUse(Taken: false, Required: false) : Optional);
}

/// <summary>
/// The idempotency key that came with the present request: filled by the edge, taken by the first command that is sent.
/// </summary>
internal sealed class IdempotencyHeader
{
    private const int LongestKey = 255;
    private string? _key;

    /// <summary>Why the request cannot be taken as it is, if so.</summary>
    public Error? Refusal { get; private set; }

    /// <summary>Whether there is a key that nobody has taken yet.</summary>
    public bool WasSent => _key is not null;

    /// <summary>Reads the header: bare, or in quotation marks as the IETF's draft has it.</summary>
    public void Read(StringValues header, bool required)
    {
        if (header.Count == 0)
        {
            Refusal = required ? PlatformErrors.IdempotencyKeyMissing : null;
            return;
        }

        var text = header.ToString().Trim();
        var quoted = text.Length >= 2 && text[0] == '"' && text[^1] == '"';
        _key = quoted
            ? text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal)
            : text;
        if (header.Count > 1 || _key.Length is 0 or > LongestKey || !_key.All(sign => sign is >= '!' and <= '~'))
        {
            Refusal = PlatformErrors.IdempotencyKeyMalformed;
        }
    }

    /// <summary>Hands the key out, once: what a bulk call sends inside has no key of its own.</summary>
    public string? Take()
    {
        var key = _key;
        _key = null;
        return key;
    }
}
