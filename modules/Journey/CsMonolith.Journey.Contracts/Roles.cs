using CsMonolith.Kernel;

namespace CsMonolith.Journey.Contracts;

/// <summary>What somebody does for a customer, before and after the sale.</summary>
public enum ServiceRole
{
    /// <summary>Sells, before the sale.</summary>
    AccountExecutive,

    /// <summary>Leads what is delivered, before and after the sale.</summary>
    EngagementManager,

    /// <summary>The account's owner after the sale.</summary>
    Csm,

    /// <summary>Helps with the product's technique after the sale.</summary>
    TechnicalCs,

    /// <summary>Knows one topic, and is called for it.</summary>
    Specialist,

    /// <summary>Trains users.</summary>
    Trainer,

    /// <summary>A partner who looks after the account.</summary>
    Partner,
}

/// <summary>What a role may do for a customer by the role charter.</summary>
public enum ServiceAct
{
    /// <summary>Sell.</summary>
    Sell,

    /// <summary>Install and set up.</summary>
    Install,

    /// <summary>Train users.</summary>
    Train,

    /// <summary>Renew the contract.</summary>
    Renew,

    /// <summary>Advise on the next step.</summary>
    Advise,
}

/// <summary>What one role does by the charter.</summary>
public sealed record CharterLine(ServiceRole Role, IReadOnlyList<ServiceAct> Acts);

/// <summary>Asks for the role charter in force on a day: every role once, in the order of the chain.</summary>
public sealed record RoleCharterOn(DateOnly Day) : IQuestion<IReadOnlyList<CharterLine>>;

/// <summary>Somebody who has a role at an account.</summary>
/// <param name="Topic">What a specialist knows; <c>null</c> of other roles.</param>
/// <param name="HasLeft">Whether they are not in service any more on the day.</param>
public sealed record RoleHeld(
    Guid AccountId,
    ServiceRole Role,
    Guid PersonId,
    string PersonName,
    string? Topic,
    bool HasLeft
);

/// <summary>
/// Asks who has which role at accounts on a day, by all that is known now; the owner is the CSM. By account, role and
/// name.
/// </summary>
/// <param name="Accounts">Which; <c>null</c> for all.</param>
public sealed record RolesHeldOn(IReadOnlyCollection<Guid>? Accounts, DateOnly Day)
    : IQuestion<IReadOnlyList<RoleHeld>>;
