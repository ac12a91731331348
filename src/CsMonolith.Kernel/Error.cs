using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsMonolith.Kernel;

/// <summary>What sort of refusal an <see cref="Error"/> is; the HTTP edge turns it into a status.</summary>
public enum ErrorKind
{
    /// <summary>The request makes no sense as it stands (400).</summary>
    Invalid,

    /// <summary>Nobody is signed in (401).</summary>
    Unauthenticated,

    /// <summary>The caller may not use this function at all (403).</summary>
    Forbidden,

    /// <summary>There is no such thing, or the caller may not see it: the two answer alike (404).</summary>
    NotFound,

    /// <summary>The present state forbids it (409).</summary>
    Conflict,

    /// <summary>Somebody changed the resource since the caller read it (412).</summary>
    Stale,

    /// <summary>More bytes or rows than are taken (413).</summary>
    TooLarge,

    /// <summary>A resource may be changed only with If-Match (428).</summary>
    PreconditionRequired,

    /// <summary>Too many requests; the answer says when to come again (429).</summary>
    TooMany,

    /// <summary>Something that we need does not answer just now; the same request may be sent again (503).</summary>
    Unavailable,

    /// <summary>There is no room left to store anything (507).</summary>
    StorageFull,

    /// <summary>An idempotency key came back with another request (422).</summary>
    Unprocessable,
}

/// <summary>A field of the request that is at fault, and how to mend it.</summary>
/// <param name="Pointer">
/// JSON pointer into the request's body, such as <c>/amount/currency</c>, or the name of a query parameter.
/// </param>
/// <param name="En">English sentence that names the value and the remedy.</param>
/// <param name="Ja">The same in Japanese.</param>
public sealed record FieldFault(string Pointer, string En, string Ja);

/// <summary>A field whose stored value differs from what the caller read.</summary>
/// <param name="Pointer">JSON pointer into the resource as it is shown.</param>
/// <param name="Read">What the caller read; absent where that is not remembered any more.</param>
/// <param name="Yours">What the request would have set; absent where it does not speak of the field.</param>
/// <param name="Theirs">What is stored now.</param>
public sealed record FieldDifference(
    string Pointer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Read,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Yours,
    JsonElement Theirs
);

/// <summary>The present state of a resource that somebody else changed after the caller read it.</summary>
/// <param name="Version">Its present version.</param>
/// <param name="Differences">
/// What has changed since the caller read it or, where that is not remembered, what the request would change.
/// </param>
public sealed record PresentState(long Version, IReadOnlyList<FieldDifference> Differences);

/// <summary>A refusal that a caller could mend. What only we could mend is an exception.</summary>
/// <param name="Kind">The sort of refusal.</param>
/// <param name="Code">Stable, dotted, lower case: <c>revenue.subscription.cancelled</c>. It never changes.</param>
/// <param name="En">English sentence for a person.</param>
/// <param name="Ja">Japanese sentence for a person.</param>
public sealed record Error(ErrorKind Kind, string Code, string En, string Ja)
{
    /// <summary>The fields at fault; empty when the refusal is about the whole request.</summary>
    public IReadOnlyList<FieldFault> Fields { get; init; } = [];

    /// <summary>
    /// The resource that somebody changed after the caller read it; the platform works out which fields differ.
    /// </summary>
    [JsonIgnore]
    public Aggregate? Changed { get; init; }

    /// <summary>The present state of that resource.</summary>
    [JsonIgnore]
    public PresentState? Present { get; init; }

    /// <summary>How long to wait before sending the request again; <c>null</c> if waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
