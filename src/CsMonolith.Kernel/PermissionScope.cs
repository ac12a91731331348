namespace CsMonolith.Kernel;

/// <summary>How far a role may reach with an operation, from nothing to everything.</summary>
public enum PermissionScope
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Only what is about oneself.</summary>
    Self,

    /// <summary>Accounts that one owns.</summary>
    Own,

    /// <summary>Accounts that a partner organisation looks after.</summary>
    Partner,

    /// <summary>Accounts of one's teams.</summary>
    Team,

    /// <summary>All accounts, but figures of at least five at a time.</summary>
    Aggregate,

    /// <summary>All accounts, under pseudonyms.</summary>
    Masked,

    /// <summary>All accounts.</summary>
    All,
}

/// <summary>
/// Which accounts a caller may see. No module copies ownership: each puts this into its own predicate.
/// </summary>
/// <param name="All">Every account; the set is then empty and means nothing.</param>
/// <param name="Accounts">The accounts otherwise.</param>
public sealed record AccountScope(bool All, IReadOnlySet<Guid> Accounts)
{
    /// <summary>Every account.</summary>
    public static AccountScope Everything { get; } = new(true, new HashSet<Guid>());

    /// <summary>Whether the account may be seen.</summary>
    public bool Holds(Guid account) => All || Accounts.Contains(account);
}

/// <summary>Asks which accounts a person reaches now. Journey answers; it owns people, teams and ownership.</summary>
public sealed record AccountsInScope(Guid? PersonId, PermissionScope Scope) : IQuestion<AccountScope>;

/// <summary>
/// Asks which people a person may know things about: themselves, or the people of their teams. Journey answers; no
/// narrower and no wider reach than <see cref="PermissionScope.Team"/> leads to people.
/// </summary>
public sealed record PeopleInScope(Guid? PersonId, PermissionScope Scope) : IQuestion<IReadOnlySet<Guid>>;
