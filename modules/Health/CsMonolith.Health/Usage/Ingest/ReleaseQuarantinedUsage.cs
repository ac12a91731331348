using CsMonolith.Health.Usage.Events;
using CsMonolith.Platform.Jobs;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>
/// Let go of quarantined usage whose account has become known: it was opened since, or its group claimed.
/// </summary>
internal sealed record ReleaseQuarantinedUsage : IJob<ReleasedUsage>;

/// <param name="Events">Events that are usage of an account from now on.</param>
internal sealed record ReleasedUsage(long Events);

internal sealed class ReleaseQuarantinedUsageHandler(HealthDb db, GroupAccounts accounts, IMediator mediator)
    : IRequestHandler<ReleaseQuarantinedUsage, Result<ReleasedUsage>>
{
    public async Task<Result<ReleasedUsage>> Handle(ReleaseQuarantinedUsage ask, CancellationToken cancellationToken)
    {
        var groups = await db.Set<QuarantinedGroup>()
            .AsNoTracking()
            .Where(group => group.GroupId != "")
            .Select(group => new { group.Source, group.GroupId })
            .ToListAsync(cancellationToken);
        await accounts.Find(groups.Select(group => (group.Source, group.GroupId)), mediator, cancellationToken);
        var released = 0L;
        foreach (var group in groups)
        {
            if (accounts.Of(group.Source, group.GroupId) is { } account)
            {
                released += await Release(group.Source, group.GroupId, account, cancellationToken);
            }
        }

        return new ReleasedUsage(released);
    }

    // Some at a time, each in a transaction of its own, so that other writers hardly wait.
    private async Task<long> Release(string source, string groupId, Guid account, CancellationToken cancellation)
    {
        var (released, last) = (0L, 0);
        do
        {
            await db.Transact(
                async () =>
                {
                    var events = await new Quarantine(db, accounts).ReleaseSome(source, groupId, account, cancellation);
                    await new UsageStore(db).AddEvents(events, cancellation);
                    await new FeaturesInUse(db).Learn(events, cancellation);
                    last = events.Count;
                },
                cancellation
            );
            released += last;
        } while (last > 0);

        return released;
    }
}
