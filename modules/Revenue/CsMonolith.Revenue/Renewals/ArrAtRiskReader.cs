using CsMonolith.Journey.Contracts;

namespace CsMonolith.Revenue.Renewals;

/// <summary>The renewals of a span of months that bear on ARR at risk, and whose accounts they are today.</summary>
internal sealed record DueRenewals(
    IReadOnlyList<CalledRenewal> Renewals,
    IReadOnlyDictionary<Guid, AccountAsOf> Accounts
)
{
    /// <summary>The account, or <c>null</c> where it has not begun.</summary>
    public AccountAsOf? AccountOf(CalledRenewal one) => Accounts.GetValueOrDefault(one.Renewal.AccountId);
}

/// <summary>Reads what ARR at risk is worked out from, for the accounts that the caller may see.</summary>
internal sealed class ArrAtRiskReader(RevenueDb db, RenewalOutlook outlook, IMediator mediator)
{
    public async Task<DueRenewals> Read(Month from, Month to, CancellationToken cancellation)
    {
        var due = (await outlook.Due(from.First, to.Last, cancellation))
            .Where(one => one.Renewal.Stage != RenewalStage.Renewed)
            .ToList();
        var accounts = await mediator.Send(
            new AccountsAsOf([.. due.Select(one => one.Renewal.AccountId).Distinct()], db.Clock.Today),
            cancellation
        );
        return new DueRenewals(due, accounts.ToDictionary(account => account.Id));
    }
}
