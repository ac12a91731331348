using CsMonolith.Journey.Contracts;

namespace CsMonolith.Compensation;

/// <summary>Whose pay the present request may see.</summary>
internal sealed class PayReach(Permit permit, Sight sight, IMediator mediator, Clock clock)
{
    /// <summary>The people, or <c>null</c> for everyone. Reaches that mean accounts, pseudonyms or aggregates see nobody's pay.</summary>
    public async Task<IReadOnlyCollection<Guid>?> People(CancellationToken cancellation) => permit.Reach switch
    {
        Reach.All => null,
        Reach.Team => [.. await OwnersInSight(cancellation), .. Oneself],
        Reach.Self => Oneself,
        _ => [],
    };

    private Guid[] Oneself => permit.Caller.PersonId is { } person ? [person] : [];

    // A leader's people are those who own the accounts of the leader's teams today; Journey alone knows the teams.
    private async Task<IEnumerable<Guid>> OwnersInSight(CancellationToken cancellation)
    {
        var scope = await sight.Accounts(cancellation);
        var owners = await mediator.Send(new OwnersOn(clock.Today), cancellation);
        return owners.Where(owned => scope.Holds(owned.Key)).Select(owned => owned.Value).Distinct();
    }
}
