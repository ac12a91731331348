using System.Text.Json;
using CsMonolith.Kernel;

namespace CsMonolith.Platform.Permissions;

/// <summary>Whoever asks: a person, a machine, the product itself, or nobody known.</summary>
/// <param name="PersonId"><c>null</c> for machines, the product and the anonymous.</param>
/// <param name="Name">For logs and pages.</param>
/// <param name="Roles">Empty for the anonymous.</param>
public sealed record Caller(Guid? PersonId, string Name, IReadOnlyList<Role> Roles)
{
    /// <summary>Nobody is signed in.</summary>
    public static Caller Anonymous { get; } = new(null, "anonymous", []);

    /// <summary>Scheduled work of the product.</summary>
    public static Caller Product { get; } = new(null, "product", [Role.System]);

    /// <summary>The key of a machine, which bounds what its role allows.</summary>
    public KeyGrant? Key { get; init; }

    /// <summary>The person whose accounts and teams bound a reach: oneself, or whoever made the key.</summary>
    public Guid? ReachesAs => PersonId ?? Key?.MadeBy;

    /// <summary>
    /// Who it was, for the audit trail: <c>person:ID</c>, <c>key:PREFIX</c>, <c>product</c> or <c>anonymous</c>.
    /// </summary>
    public string Actor =>
        Key is { } key ? $"key:{key.Prefix}"
        : PersonId is { } person ? $"person:{person}"
        : Roles.Contains(Role.System) ? "product"
        : "anonymous";

    /// <summary>A machine that has shown its key.</summary>
    public static Caller Machine(string name, KeyGrant key) => new(null, name, [Role.IntegrationKey]) { Key = key };
}

/// <summary>What a machine's key allows.</summary>
/// <param name="KeyId">Stays the same when the key is rotated.</param>
/// <param name="Prefix">The public part of the secret that was shown.</param>
/// <param name="Scopes">The resources that the key may use.</param>
/// <param name="MadeBy">The person who made the key and answers for it; <c>null</c> where nobody is known.</param>
/// <param name="MakerRoles">
/// What that person is now: the key reaches no further than they do. <c>null</c> where nobody is known.
/// </param>
public sealed record KeyGrant(
    Guid KeyId,
    string Prefix,
    IReadOnlySet<string> Scopes,
    Guid? MadeBy = null,
    IReadOnlyList<Role>? MakerRoles = null
);

/// <summary>
/// What the present request may do. Filled by the edge or the job runner, narrowed by the permission behaviour.
/// </summary>
public sealed class RequestContext
{
    private readonly SortedSet<Role> _alone = [];

    /// <summary>Who asks.</summary>
    public Caller Caller { get; set; } = Caller.Anonymous;

    /// <summary>Why the credential that was shown is worth nothing; <c>null</c> where none was shown.</summary>
    public Error? Refusal { get; set; }

    /// <summary>How far they reach with the operation at hand.</summary>
    public PermissionScope Scope { get; set; } = PermissionScope.None;

    /// <summary>
    /// The roles of trust, by camelCase names and separated by blanks, under which one person did what two do
    /// otherwise, since the owner relaxed the rule; <c>null</c> where none is. The audit row and the answer say so.
    /// </summary>
    public string? ActedAloneAs =>
        _alone.Count == 0
            ? null
            : string.Join(' ', _alone.Select(role => JsonNamingPolicy.CamelCase.ConvertName(role.ToString())));

    /// <summary>Notes that one person did both acts under a role of trust.</summary>
    public void NoteActedAlone(Role role) => _alone.Add(role);

    /// <summary>
    /// The account that this request was refused, since it lies out of reach; <c>null</c> where none was.
    /// </summary>
    public Guid? AccountOutOfReach { get; internal set; }

    /// <summary>The operation at hand; a job carries that of the command which started it.</summary>
    public string Operation { get; set; } = "";
}
