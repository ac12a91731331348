namespace CsMonolith.Journey;

/// <summary>
/// Finds accounts for chapters that record something about an account and need no more of it than its id. The chapter
/// Accounts implements it, so that those chapters need not know Accounts, which stands above them.
/// </summary>
internal interface IAccountDirectory
{
    /// <summary>Checks that an account exists. Whether the caller may see it, the pipeline has asked before.</summary>
    /// <returns>"Not found" if there is none; otherwise <c>null</c>.</returns>
    Task<Error?> NotFound(Guid account, CancellationToken cancellation);

    /// <summary>Checks that an account exists and is a customer, for what no prospect can have.</summary>
    /// <returns>"Not found" or a refusal of the prospect; otherwise <c>null</c>.</returns>
    Task<Error?> NoCustomer(Guid account, CancellationToken cancellation);

    /// <summary>Finds the accounts that the rows of a file name.</summary>
    /// <param name="externalIds">Ids in the system that the file comes from; <c>null</c> for an empty cell.</param>
    /// <returns>The accounts' ids by external id; an external id that no account has is absent.</returns>
    Task<IReadOnlyDictionary<string, Guid>> ByExternalId(
        IEnumerable<string?> externalIds,
        CancellationToken cancellation
    );

    /// <summary>Whether an account is a prospect that has not been won.</summary>
    Task<bool> IsProspect(Guid account, CancellationToken cancellation);

    /// <summary>
    /// Makes a customer of a prospect from a day on. Does nothing for an account that is one already. The caller saves.
    /// </summary>
    /// <param name="how">By what it was won: a deal, a contract.</param>
    Task Win(Guid account, DateOnly on, string how, Guid? by, CancellationToken cancellation);
}
