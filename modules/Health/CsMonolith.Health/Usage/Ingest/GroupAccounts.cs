using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>
/// Finds the account that a group of a source stands for: the claimed one, else the account whose external id equals
/// the group id.
/// </summary>
internal sealed class GroupAccounts(HealthDb db)
{
    private readonly Dictionary<(string Source, string GroupId), Guid> _known = [];

    /// <summary>Looks up the groups that this object has not looked up yet.</summary>
    public async Task Find(
        IEnumerable<(string Source, string GroupId)> groups,
        IMediator mediator,
        CancellationToken cancellation
    )
    {
        var asked = groups.Where(group => !_known.ContainsKey(group)).ToHashSet();
        if (asked.Count == 0)
        {
            return;
        }

        var ids = asked.Select(group => group.GroupId).Distinct().ToArray();
        foreach (
            var claim in await db.Set<GroupClaim>()
                .AsNoTracking()
                .Where(claim => ids.Contains(claim.GroupId))
                .ToListAsync(cancellation)
        )
        {
            _known[(claim.Source, claim.GroupId)] = claim.AccountId;
        }

        var accounts = await mediator.Send(
            new AccountsByExternalId([
                .. asked.Where(group => !_known.ContainsKey(group)).Select(group => group.GroupId).Distinct(),
            ]),
            cancellation
        );
        foreach (var group in asked.Where(group => !_known.ContainsKey(group)))
        {
            if (accounts.TryGetValue(group.GroupId, out var account))
            {
                _known[group] = account;
            }
        }
    }

    /// <summary>The account of a group that was looked up; <c>null</c> where there is none.</summary>
    public Guid? Of(string source, string groupId) =>
        _known.TryGetValue((source, groupId), out var account) ? account : null;
}
