using CsMonolith.Kernel;

namespace CsMonolith.Platform.Permissions;

/// <summary>The answer of a question about figures; the frame adds over whose accounts they are.</summary>
public abstract record Figure
{
    /// <summary>Over which accounts the figures are: what the caller reaches.</summary>
    public FigureScope Scope { get; init; } = FigureScope.Everything;
}

/// <summary>Over which accounts figures are.</summary>
/// <param name="Reach">self, own, partner, team, aggregate, masked or all.</param>
/// <param name="Accounts">How many accounts are reached today; <c>null</c> where the reach has no such limit.</param>
/// <param name="Words">The same in words, and why nothing is in it if nothing is, with the way to change that.</param>
public sealed record FigureScope(PermissionScope Reach, int? Accounts, string Words)
{
    /// <summary>No limit; an example for documents.</summary>
    public static FigureScope Everything { get; } =
        new(PermissionScope.All, Accounts: null, PermissionWording.Of(PermissionScope.All).Ja);
}
