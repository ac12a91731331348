using CsMonolith.Kernel;

namespace CsMonolith.Revenue.Contracts;

/// <summary>What a customer got in a period, in one currency, by the value ledger.</summary>
/// <param name="Price">Money saved or earned.</param>
/// <param name="Quality">Work done better.</param>
/// <param name="Speed">Work done sooner.</param>
/// <param name="Confirmed">The part of the sum to which somebody of the customer agreed.</param>
public sealed record ValueDelivered(Guid AccountId, Money Price, Money Quality, Money Speed, Money Confirmed)
{
    /// <summary>All three together.</summary>
    public Money Total { get; } = new(Price.Minor + Quality.Minor + Speed.Minor, Price.Currency);
}

/// <summary>
/// Asks what accounts got from one day to another, both included, of what is recorded by now: by account and currency.
/// Entries that take others back are counted against them; accounts without any are absent.
/// </summary>
public sealed record ValueDeliveredBetween(IReadOnlyCollection<Guid> Accounts, DateOnly From, DateOnly To)
    : IQuestion<IReadOnlyList<ValueDelivered>>;

/// <summary>A subscription that runs for money.</summary>
/// <param name="Product">Empty where it has no name.</param>
/// <param name="LastPaidDay">Its last day, where its end is known.</param>
public sealed record ContractInForce(
    Guid AccountId,
    string Product,
    string Plan,
    int? Seats,
    DateOnly StartsOn,
    DateOnly? LastPaidDay
);

/// <summary>Asks which subscriptions of accounts run on a day, by account, product and start.</summary>
public sealed record ContractsInForce(IReadOnlyCollection<Guid> Accounts, DateOnly Day)
    : IQuestion<IReadOnlyList<ContractInForce>>;
