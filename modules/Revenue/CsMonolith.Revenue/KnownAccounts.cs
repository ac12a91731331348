using CsMonolith.Journey.Contracts;

namespace CsMonolith.Revenue;

/// <summary>Tells whether a fact may be attached to an account: Journey knows it and the caller may see it.</summary>
internal sealed class KnownAccounts(IMediator mediator, AccountVisibility visibility, Clock clock)
{
    // Journey answers only for accounts that had started by the day.
    private static readonly DateOnly Whenever = new(2999, 12, 31);

    public async Task<bool> Has(Guid account, DateOnly day, CancellationToken cancellation)
    {
        if (!await visibility.Sees(account, cancellation))
        {
            return false;
        }

        // A contract may be signed before the account starts; the later of both days knows it.
        var asOf = day > clock.Today ? day : clock.Today;
        return (await mediator.Send(new AccountsAsOf([account], asOf, WithProspects: true), cancellation)).Count > 0;
    }

    /// <summary>The account if it is an open or lost prospect; <c>null</c> if it is a customer.</summary>
    public async Task<AccountAsOf?> Prospect(Guid account, CancellationToken cancellation) =>
        (await mediator.Send(new AccountsAsOf([account], Whenever), cancellation)).Count > 0
            ? null
            : (
                await mediator.Send(new AccountsAsOf([account], Whenever, WithProspects: true), cancellation)
            ).SingleOrDefault();

    /// <summary>Those of some accounts that are customers: no open or lost prospect is.</summary>
    public async Task<IReadOnlySet<Guid>> Customers(
        IReadOnlyCollection<Guid> accounts,
        CancellationToken cancellation
    ) => (await mediator.Send(new AccountsAsOf(accounts, Whenever), cancellation)).Select(one => one.Id).ToHashSet();

    /// <summary>
    /// Why an account that a body names is refused: it is unknown, or out of the caller's sight, which answers
    /// alike.
    /// </summary>
    public static FieldFault Stranger(string pointer, Guid account) =>
        new(
            pointer,
            $"There is no customer {account}. Give the id of one that GET /v1/accounts lists.",
            $"顧客 {account} は見つかりません。GET /v1/accounts にある顧客のIDを指定してください。"
        );
}
