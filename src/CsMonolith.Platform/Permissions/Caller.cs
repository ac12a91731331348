using CsMonolith.Kernel;

namespace CsMonolith.Platform.Permissions;

/// <summary>Whoever asks: a person, a machine, the product itself, or nobody known.</summary>
/// <param name="PersonId"><c>null</c> for machines, the product and the anonymous.</param>
/// <param name="Name">For logs and pages.</param>
/// <param name="Roles">Empty for the anonymous.</param>
public sealed record Caller(Guid? PersonId, string Name, IReadOnlyList<Role> Roles)
{
    /// <summary>As the audit trail names them: never a person's name.</summary>
    public string Actor => PersonId is { } person ? $"person:{person}" : Name;

    /// <summary>Nobody is signed in.</summary>
    public static Caller Anonymous { get; } = new(null, "anonymous", []);

    /// <summary>Scheduled work of the product.</summary>
    public static Caller Product { get; } = new(null, "product", [Role.System]);
}

/// <summary>What the present request may do. Filled by the edge or the job runner, narrowed by the permission behaviour.</summary>
public sealed class Permit
{
    /// <summary>Who asks.</summary>
    public Caller Caller { get; set; } = Caller.Anonymous;

    /// <summary>How far they reach with the operation at hand.</summary>
    public Reach Reach { get; set; } = Reach.None;

    /// <summary>The operation at hand; a job carries that of the command which started it.</summary>
    public string Operation { get; set; } = "";
}
