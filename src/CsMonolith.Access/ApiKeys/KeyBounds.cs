using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;

namespace CsMonolith.Access.ApiKeys;

/// <summary>
/// A key does nothing that whoever holds its secret may not do themselves: else an administrator, who may not write
/// customers, would write them by making a key or by giving another's key a new secret. What only machines do, as the
/// stream of usage, nobody could do instead, so it bounds nobody. A key reaches every account with what it may, so
/// whoever reaches a part of them makes none for it.
/// </summary>
internal static class KeyBounds
{
    /// <summary>
    /// The refusal of the first scope that allows an operation with which the key would reach further than the caller.
    /// </summary>
    public static Error? Beyond(IReadOnlyList<string> scopes, Caller caller, PermissionTable table)
    {
        for (var i = 0; i < scopes.Count; i++)
        {
            var beyond = table
                .Rows.Where(row =>
                    row.KeyScopes.Contains(scopes[i])
                    && row.Reaches.GetValueOrDefault(Role.IntegrationKey) > PermissionScope.Self
                    && row.Reaches.Any(reach =>
                        reach is { Key: not Role.IntegrationKey, Value: > PermissionScope.None }
                    )
                    && table.ScopeOf(caller, row.Operation) < row.Reaches[Role.IntegrationKey]
                )
                .MinBy(row => row.Operation, StringComparer.Ordinal);
            if (beyond is not null)
            {
                return AccessErrors.KeyBeyondMaker(i, scopes[i], beyond.Operation);
            }
        }

        return null;
    }
}
