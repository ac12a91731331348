namespace CsMonolith.Kernel;

/// <summary>The hats that people and machines wear; the permission table has one column for each.</summary>
public enum Role
{
    /// <summary>Customer-success manager.</summary>
    Csm,

    /// <summary>Customer-success leader.</summary>
    Leader,

    /// <summary>Customer-success operations.</summary>
    CsOps,

    /// <summary>Data scientist: pseudonyms, no pay.</summary>
    DataScientist,

    /// <summary>A colleague of another department.</summary>
    OtherDepartment,

    /// <summary>A partner's customer-success manager.</summary>
    PartnerCsm,

    /// <summary>A machine with a key; no person is given it.</summary>
    IntegrationKey,

    /// <summary>Administrator.</summary>
    Admin,

    /// <summary>Finance.</summary>
    Finance,

    /// <summary>Auditor.</summary>
    Auditor,

    /// <summary>Privacy officer.</summary>
    PrivacyOfficer,

    /// <summary>The product itself, for scheduled work; nobody signs in as it.</summary>
    System,
}

/// <summary>The roles that decide over others' access, figures or pay.</summary>
public static class RolesOfTrust
{
    /// <summary>Administrator, CS operations, finance, auditor and privacy officer.</summary>
    public static IReadOnlyList<Role> All { get; } =
    [Role.Admin, Role.CsOps, Role.Finance, Role.Auditor, Role.PrivacyOfficer];

    /// <summary>Whether a role is given by two people: one asks and another confirms.</summary>
    public static bool IsOfTrust(this Role role) => All.Contains(role);
}

/// <summary>The roles that a person may hold.</summary>
public static class RolesOfPeople
{
    /// <summary>Whether people hold it: not what only a machine's key or the product itself is.</summary>
    public static bool IsForPeople(this Role role) => role is not (Role.IntegrationKey or Role.System);
}

/// <summary>A person as the platform needs to know them.</summary>
public sealed record KnownPerson(Guid Id, string Name, IReadOnlyList<Role> Roles, bool IsDemo);

/// <summary>Asks who a person is; <c>null</c> if nobody has the id or they have left. Journey answers.</summary>
public sealed record WhoIs(Guid PersonId) : IQuestion<KnownPerson?>;

/// <summary>Asks for all people that a one-time link may sign in as. Journey answers.</summary>
public sealed record WhoMaySignIn : IQuestion<IReadOnlyList<KnownPerson>>;

/// <summary>
/// Asks whose e-mail address it is, in any case; <c>null</c> if nobody who is here has it. Journey answers.
/// </summary>
public sealed record WhoHasEmail(string Email) : IQuestion<KnownPerson?>;

/// <summary>
/// Creates the first administrator of an empty installation; <c>null</c> if there is anybody already. Journey answers.
/// </summary>
/// <param name="Name">Name of the person.</param>
/// <param name="Email">E-mail address by which the identity provider may identify the person later.</param>
/// <param name="EveryRole">Whether the person works alone and holds every role of our own people.</param>
public sealed record OpenFirstAdmin(string Name, string? Email = null, bool EveryRole = false)
    : IQuestion<KnownPerson?>;

/// <summary>
/// Asks whether one person may do both of two acts that need two people, under a role of trust: the installation's
/// owner has relaxed the rule for that role, and at most one person holds it. Journey answers.
/// </summary>
/// <param name="PersonId">Who would do both; <c>null</c>, as for machines, never may.</param>
/// <param name="Role">The role of trust under which the second act is done.</param>
public sealed record MayActAlone(Guid? PersonId, Role Role) : IQuestion<bool>;

/// <summary>
/// Asks for the e-mail addresses of people, by which files name them; whoever has none is named by name. Journey answers.
/// </summary>
public sealed record AddressesOf(IReadOnlyCollection<Guid> People) : IQuestion<IReadOnlyDictionary<Guid, string>>;
