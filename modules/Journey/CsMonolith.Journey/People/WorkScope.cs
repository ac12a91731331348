namespace CsMonolith.Journey.People;

/// <summary>Checks the account that a piece of work is said to be for, if it is for one.</summary>
internal sealed class WorkScope(WorkSight sight, IAccountDirectory accounts)
{
    /// <returns>
    /// "Not found" where there is no such account or the caller may not see it; <c>null</c> where all is well or no
    /// account is named.
    /// </returns>
    public async Task<Error?> NotFound(Guid? account, CancellationToken cancellation)
    {
        if (account is not { } named)
        {
            return null;
        }

        return await sight.Sees(named, person: null, cancellation)
            ? await accounts.NotFound(named, cancellation)
            : PlatformErrors.NotFound("account", named);
    }
}
