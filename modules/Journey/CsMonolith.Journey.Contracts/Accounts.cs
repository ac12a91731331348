using CsMonolith.Kernel;

namespace CsMonolith.Journey.Contracts;

/// <summary>How a customer is looked after.</summary>
public enum TouchModel
{
    /// <summary>One to one.</summary>
    High,

    /// <summary>One to many.</summary>
    Low,

    /// <summary>Digital.</summary>
    Tech,
}

/// <summary>
/// An account as it was known at the end of a day. Fields for which no date is known are for display only and must not
/// become features of a model.
/// </summary>
/// <param name="ExternalId">The id in the system it came from.</param>
/// <param name="Attributes">Facts that do not change with time (<c>industry</c>, <c>region</c>,
/// <c>acquiredThrough</c>); an unknown one is absent.</param>
/// <param name="SeatsAsOf">Seats by a fact dated on or before the day; <c>null</c> if the date of the seats is
/// unknown.</param>
/// <param name="StartedOn">When the relation began (contract or sign-up).</param>
/// <param name="Phase">Code of the phase on that day, or <c>null</c> before the first.</param>
public sealed record AccountAsOf(
    Guid Id,
    string ExternalId,
    string Name,
    IReadOnlyDictionary<string, string> Attributes,
    int? SeatsAsOf,
    DateOnly? StartedOn,
    int? Tier,
    TouchModel? Touch,
    IReadOnlyList<string> Purposes,
    Guid? OwnerId,
    string? OwnerName,
    string? Phase,
    DateOnly? PhaseSince,
    DateOnly? LastContactOn,
    int ContactsIn90Days
)
{
    /// <summary>
    /// The partner organisation that looks after the account now, or <c>null</c>. Its start is not known, so it must
    /// not become a feature of a model.
    /// </summary>
    public Guid? PartnerId { get; init; }
}

/// <summary>
/// Asks for accounts as known at the end of a business day: only facts that took effect and were recorded on or before
/// it, and only accounts that had started by then.
/// </summary>
/// <param name="Ids">Which accounts; <c>null</c> for all.</param>
/// <param name="AsOf">The day.</param>
/// <param name="KnownOn">
/// Takes in what was recorded later, by the end of this day, of what had taken effect by <paramref name="AsOf"/>: the
/// day as it was seen afterwards. <c>null</c> takes what was known on the day itself.
/// </param>
/// <param name="WithProspects">
/// Takes in prospects that were not won by then; only who asks whether there is such an account wants them.
/// </param>
public sealed record AccountsAsOf(
    IReadOnlyCollection<Guid>? Ids,
    DateOnly AsOf,
    DateOnly? KnownOn = null,
    bool WithProspects = false
) : IQuestion<IReadOnlyList<AccountAsOf>>;

/// <summary>A property of accounts by which figures are grouped.</summary>
public enum AccountTrait
{
    /// <summary>Industry.</summary>
    Industry,

    /// <summary>Region.</summary>
    Region,

    /// <summary>The way by which the customer was won.</summary>
    AcquiredThrough,

    /// <summary>Tier.</summary>
    Tier,

    /// <summary>The id of whoever looks after it.</summary>
    Owner,

    /// <summary>The id of the partner organisation that looks after it at present.</summary>
    Partner,
}

/// <summary>
/// Asks for one trait of accounts as it was on a day; accounts without a value are absent. By default it counts all
/// that is known by now: an owner or a tier that was recorded late counts from its own day, and an account that was
/// opened late counts on every day. The first tier on record counts for the days before it too.
/// <see cref="AccountsAsOf"/> tells what was known on the day itself. It takes one or two queries.
/// </summary>
/// <param name="Trait">The trait.</param>
/// <param name="Day">The day on which the trait was the account's.</param>
/// <param name="Only">Keeps only accounts whose trait equals this exactly; <c>null</c> for all.</param>
/// <param name="KnownOn">Only what was recorded by the end of this day; <c>null</c> takes all that is known.</param>
/// <param name="Accounts">Keeps only these accounts; <c>null</c> for all.</param>
public sealed record AccountTraitsOn(
    AccountTrait Trait,
    DateOnly Day,
    string? Only = null,
    DateOnly? KnownOn = null,
    IReadOnlyCollection<Guid>? Accounts = null
) : IQuestion<IReadOnlyDictionary<Guid, string>>;

/// <summary>Asks which account has which external id. Ids that no account has are absent.</summary>
public sealed record AccountsByExternalId(IReadOnlyCollection<string> ExternalIds)
    : IQuestion<IReadOnlyDictionary<string, Guid>>;

/// <summary>
/// Asks which phase each account was in on a day of its own, such as the day of an event. Accounts in no phase on their
/// day are absent.
/// </summary>
public sealed record PhasesOn(IReadOnlyCollection<AccountDay> Days)
    : IQuestion<IReadOnlyDictionary<AccountDay, string>>;

/// <summary>One account on one day.</summary>
public sealed record AccountDay(Guid AccountId, DateOnly Day);

/// <summary>A phase of the configured set.</summary>
public sealed record PhaseName(string Code, string En, string Ja, int Order);

/// <summary>Asks for the configured phases, in order.</summary>
public sealed record Phases : IQuestion<IReadOnlyList<PhaseName>>;

/// <summary>
/// Asks who owned each account on a day, by all that is known now; accounts without an owner are absent. Pay, profit
/// and figures by owner all go by it, so that they agree.
/// </summary>
public sealed record OwnersOn(DateOnly Day) : IQuestion<IReadOnlyDictionary<Guid, Guid>>;

/// <summary>Asks for people's names.</summary>
public sealed record PeopleNames(IReadOnlyCollection<Guid> Ids) : IQuestion<IReadOnlyDictionary<Guid, string>>;

/// <summary>Asks which people form a team; <c>null</c> team means every person with the role CSM.</summary>
public sealed record TeamMembers(Guid? TeamId) : IQuestion<IReadOnlyList<Guid>>;

/// <summary>A team as it was on a day.</summary>
/// <param name="Members">The people in it on that day; the leader need not be among them.</param>
public sealed record TeamOn(Guid Id, string Name, Guid LeaderId, IReadOnlyList<Guid> Members);

/// <summary>Asks for every team as it was on a day.</summary>
public sealed record TeamsOn(DateOnly Day) : IQuestion<IReadOnlyList<TeamOn>>;
