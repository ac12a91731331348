using CsMonolith.Journey.Contracts;

namespace CsMonolith.Revenue;

/// <summary>Tells whether a fact may be attached to an account: Journey knows it and the caller may see it.</summary>
internal sealed class KnownAccounts(IMediator mediator, Sight sight, Clock clock)
{
    public async Task<bool> Has(Guid account, DateOnly day, CancellationToken cancellation)
    {
        if (!await sight.Sees(account, cancellation))
        {
            return false;
        }

        // A contract may be signed before the account starts; the later of both days knows it.
        var asOf = day > clock.Today ? day : clock.Today;
        return (await mediator.Send(new AccountsAsOf([account], asOf), cancellation)).Count > 0;
    }
}
