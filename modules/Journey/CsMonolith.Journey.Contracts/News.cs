using CsMonolith.Kernel;

namespace CsMonolith.Journey.Contracts;

/// <summary>An account was opened.</summary>
public sealed record AccountOpened(Guid AccountIdOpened, string Name, DateOnly? StartedOn) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => AccountIdOpened;
}

/// <summary>
/// An account is not there any more: the import that opened it was taken back. No module held facts about it.
/// </summary>
public sealed record AccountWithdrawn(Guid Account) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}

/// <summary>
/// Work before the sale began with a company that is no customer. Once it is won, <see cref="AccountOpened"/> follows.
/// </summary>
public sealed record ProspectOpened(Guid Account, string Name, DateOnly Since) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}

/// <summary>An account changed hands.</summary>
public sealed record AccountOwnerChanged(Guid Account, Guid? OwnerId, DateOnly From) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}

/// <summary>An account entered a phase.</summary>
public sealed record AccountEnteredPhase(Guid Account, string Phase, DateOnly On) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}

/// <summary>
/// A module tells of something that belongs on an account's timeline; Journey writes the line. A second event of the
/// same kind and key adds nothing.
/// </summary>
/// <param name="Account">The account.</param>
/// <param name="On">The business day on which it took effect.</param>
/// <param name="Kind">kebab-case: <c>support-ticket</c>, <c>field-card</c>, <c>churned</c>.</param>
/// <param name="Key">Unique within the kind, such as the id of the thing.</param>
/// <param name="En">One line in English.</param>
/// <param name="Ja">One line in Japanese.</param>
public sealed record SomethingHappened(Guid Account, DateOnly On, string Kind, string Key, string En, string Ja)
    : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}

/// <summary>Somebody was in touch with a customer, and how it went.</summary>
/// <param name="Proactive">先回り: whether we contacted the customer before they called.</param>
/// <param name="BecauseOfScore">Whether the prediction of churn led to the contact, so that the next model knows who
/// was treated.</param>
public sealed record CustomerContacted(
    Guid Account,
    DateOnly On,
    Guid? By,
    bool Proactive,
    bool BecauseOfScore,
    string Outcome
) : IEvent
{
    /// <inheritdoc />
    public Guid? AccountId => Account;
}
