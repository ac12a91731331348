using CsMonolith.Journey.Contracts;

namespace CsMonolith.Compensation;

/// <summary>Works out whose pay the present request may see.</summary>
internal sealed class PayVisibility(
    RequestContext context,
    AccountVisibility visibility,
    IMediator mediator,
    Clock clock
)
{
    /// <summary>
    /// The people whose pay may be seen, or <c>null</c> for everybody. Scopes that mean accounts, pseudonyms or totals
    /// allow nobody's pay.
    /// </summary>
    public async Task<IReadOnlyCollection<Guid>?> People(CancellationToken cancellation) =>
        context.Scope switch
        {
            PermissionScope.All => null,
            PermissionScope.Team => [.. await OwnersInSight(cancellation), .. Oneself],
            PermissionScope.Self => Oneself,
            _ => [],
        };

    private Guid[] Oneself => context.Caller.PersonId is { } person ? [person] : [];

    // A leader's people are those who own the accounts of the leader's teams today; Journey alone knows the teams.
    private async Task<IEnumerable<Guid>> OwnersInSight(CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        var owners = await mediator.Send(new OwnersOn(clock.Today), cancellation);
        return owners.Where(owned => scope.Holds(owned.Key)).Select(owned => owned.Value).Distinct();
    }
}
