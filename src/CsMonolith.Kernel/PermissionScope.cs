namespace CsMonolith.Kernel;

/// <summary>How far a role may reach with an operation, from nothing to everything.</summary>
public enum PermissionScope
{
    /// <summary>None.</summary>
    None,

    /// <summary>Only what is about the caller.</summary>
    Self,

    /// <summary>Accounts that the caller owns.</summary>
    Own,

    /// <summary>Accounts that a partner organisation looks after.</summary>
    Partner,

    /// <summary>Accounts owned by members of the caller's teams.</summary>
    Team,

    /// <summary>All accounts, but only figures over at least five of them.</summary>
    Aggregate,

    /// <summary>All accounts, under pseudonyms.</summary>
    Masked,

    /// <summary>All accounts.</summary>
    All,
}

/// <summary>
/// The accounts that a caller may see. Modules do not copy ownership: each puts this into its queries.
/// </summary>
/// <param name="All">Whether it is every account; the set is then empty and has no meaning.</param>
/// <param name="Accounts">The accounts, if not all.</param>
public sealed record AccountScope(bool All, IReadOnlySet<Guid> Accounts)
{
    /// <summary>Every account.</summary>
    public static AccountScope Everything { get; } = new(true, new HashSet<Guid>());

    /// <summary>These accounts and no others.</summary>
    public static AccountScope Of(params IEnumerable<Guid> accounts) => new(All: false, accounts.ToHashSet());

    /// <summary>Whether the account may be seen.</summary>
    public bool Holds(Guid account) => All || Accounts.Contains(account);
}

/// <summary>
/// Asks which accounts a person may see now under a scope. Journey answers, since it owns people, teams and ownership.
/// </summary>
public sealed record AccountsInScope(Guid? PersonId, PermissionScope Scope) : IQuestion<AccountScope>;

/// <summary>Asks whether there is an account of an id at all, whoever may see it. Journey answers.</summary>
public sealed record IsAccount(Guid AccountId) : IQuestion<bool>;

/// <summary>
/// Asks which people a person may know things about: under <see cref="PermissionScope.Team"/> the members of their
/// teams, under <see cref="PermissionScope.None"/> nobody, otherwise only themselves. Journey answers.
/// </summary>
public sealed record PeopleInScope(Guid? PersonId, PermissionScope Scope) : IQuestion<IReadOnlySet<Guid>>;

/// <summary>
/// Asks under which ids other systems know accounts, by which files name them; accounts that are not there are left out.
/// Journey answers.
/// </summary>
public sealed record ExternalIdsOf(IReadOnlyCollection<Guid> Accounts) : IQuestion<IReadOnlyDictionary<Guid, string>>;
