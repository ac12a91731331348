using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health;

/// <summary>
/// Finds accounts that exist and that the caller may see. An account out of sight is answered like a missing one.
/// </summary>
internal sealed class KnownAccounts(HealthDb db, AccountVisibility visibility, IMediator mediator)
{
    // Journey answers only for accounts that had started by the day.
    private static readonly DateOnly Whenever = new(2999, 12, 31);

    /// <summary>An account for the examples of operations.</summary>
    public static Guid Example { get; } = Guid.Parse("0199a000-0000-7000-8000-000000000001");

    /// <summary>The account as known today; <c>null</c> where it is missing or out of the caller's sight.</summary>
    public async Task<AccountAsOf?> Find(Guid account, CancellationToken cancellation) =>
        await visibility.Sees(account, cancellation)
            ? (
                await mediator.Send(new AccountsAsOf([account], db.Clock.Today, WithProspects: true), cancellation)
            ).SingleOrDefault(one => one.Id == account)
            : null;

    /// <summary>Whether an account that exists is an open or lost prospect.</summary>
    public async Task<bool> IsProspect(Guid account, CancellationToken cancellation) =>
        (await mediator.Send(new AccountsAsOf([account], Whenever), cancellation)).Count == 0;
}
