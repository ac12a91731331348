using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health;

/// <summary>The accounts that the caller may see and that there are. The two answer alike.</summary>
internal sealed class KnownAccounts(HealthDb db, AccountVisibility visibility, IMediator mediator)
{
    /// <summary>An account for the examples of operations.</summary>
    public static Guid Example { get; } = Guid.Parse("0199a000-0000-7000-8000-000000000001");

    /// <summary>The account as known today, or <c>null</c> where it is missing or out of visibility.</summary>
    public async Task<AccountAsOf?> Find(Guid account, CancellationToken cancellation) =>
        await visibility.Sees(account, cancellation)
            ? (await mediator.Send(new AccountsAsOf([account], db.Clock.Today), cancellation)).SingleOrDefault(one =>
                one.Id == account
            )
            : null;
}
