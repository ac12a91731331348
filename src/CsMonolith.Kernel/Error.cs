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
}

/// <summary>One field that a caller could mend.</summary>
/// <param name="Pointer">JSON pointer into the request's body, such as <c>/amount/currency</c>, or the name of a query parameter.</param>
/// <param name="En">English sentence that names the value and the remedy.</param>
/// <param name="Ja">The same in Japanese.</param>
public sealed record FieldFault(string Pointer, string En, string Ja);

/// <summary>A refusal that a caller could mend. What only we could mend is an exception.</summary>
/// <param name="Kind">The sort of refusal.</param>
/// <param name="Code">Stable, dotted, lower case: <c>revenue.subscription.cancelled</c>. It never changes.</param>
/// <param name="En">English sentence for a person.</param>
/// <param name="Ja">Japanese sentence for a person.</param>
public sealed record Error(ErrorKind Kind, string Code, string En, string Ja)
{
    /// <summary>The fields at fault; empty when the refusal is about the whole request.</summary>
    public IReadOnlyList<FieldFault> Fields { get; init; } = [];

    /// <summary>When to come again, where that helps.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
