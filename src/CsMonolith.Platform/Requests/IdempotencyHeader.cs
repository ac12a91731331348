using CsMonolith.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// How an operation takes the header Idempotency-Key. One rule: a POST that starts a job, or that belongs to operations
/// whose repetition costs money or loads a file twice (<see cref="RepetitionIsDear"/>), must have one; every other POST,
/// PUT, PATCH and DELETE may. What departs from it says so itself.
/// </summary>
public sealed record IdempotencyUse(bool Taken, bool Required)
{
    /// <summary>The header's name.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>It may be sent.</summary>
    public static IdempotencyUse Optional { get; } = new(Taken: true, Required: false);

    /// <summary>It must be sent.</summary>
    public static IdempotencyUse Mandatory { get; } = new(Taken: true, Required: true);

    /// <summary>It is not looked at.</summary>
    public static IdempotencyUse Never { get; } = new(Taken: false, Required: false);

    /// <summary>How an endpoint takes it.</summary>
    public static IdempotencyUse Of(IEnumerable<object> metadata, string method)
    {
        var (stated, isDear) = ((IdempotencyUse?)null, false);
        foreach (var one in metadata)
        {
            stated = one as IdempotencyUse ?? stated;
            isDear |=
                one is RepetitionIsDear
                || one is IProducesResponseTypeMetadata { StatusCode: StatusCodes.Status202Accepted };
        }

        return stated
            ?? (
                HttpMethods.IsGet(method) ? Never
                : HttpMethods.IsPost(method) && isDear ? Mandatory
                : Optional
            );
    }
}

/// <summary>Marks operations that load files or move money: done twice, a POST among them does harm.</summary>
public sealed record RepetitionIsDear;

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
