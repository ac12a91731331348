using CsMonolith.Health.Usage.Ingest;
using CsMonolith.Platform.Jobs;

namespace CsMonolith.Health.Usage;

/// <summary>
/// Sum usage up again, day by day, and every day that the stream has touched since. First lets go of quarantined usage whose account has
/// become known. Loads sum up their own days; this makes good whatever was changed beside them.
/// </summary>
internal sealed record RollUpUsage(DateOnly To, int Days) : IJob<RolledUpUsage>;

internal sealed record RolledUpUsage(DateOnly From, DateOnly To);

internal sealed class RollUpUsageHandler(HealthDb db, JobProgress progress, GroupHomes homes, IMediator mediator)
    : IRequestHandler<RollUpUsage, Result<RolledUpUsage>>
{
    // Short enough that other writers hardly wait.
    private const int DaysAtOnce = 7;

    public async Task<Result<RolledUpUsage>> Handle(RollUpUsage ask, CancellationToken cancellationToken)
    {
        await ReleaseKnown(cancellationToken);
        var rollUp = new UsageRollUp(db);
        var from = ask.To.AddDays(1 - ask.Days);
        for (var first = from; first <= ask.To; first = first.AddDays(DaysAtOnce))
        {
            var last = first.AddDays(DaysAtOnce - 1) is var week && week < ask.To ? week : ask.To;
            progress.Report(
                (first.DayNumber - from.DayNumber) * 100 / ask.Days,
                $"Summing up usage to {last:yyyy-MM-dd}",
                $"利用実績を集計中({last:yyyy-MM-dd}まで)"
            );
            await db.Transact(() => rollUp.Restate(first, last, cancellationToken), cancellationToken);
        }

        await rollUp.RestateDue(cancellationToken);
        return new RolledUpUsage(from, ask.To);
    }

    // Accounts that were opened, and groups that were claimed, while their events were on the way.
    private async Task ReleaseKnown(CancellationToken cancellation)
    {
        var groups = await db.Set<QuarantinedGroup>()
            .AsNoTracking()
            .Where(group => group.GroupId != "")
            .Select(group => new { group.Source, group.GroupId })
            .ToListAsync(cancellation);
        await homes.Find(groups.Select(group => (group.Source, group.GroupId)), mediator, cancellation);
        foreach (var group in groups)
        {
            var released = homes.Of(group.Source, group.GroupId) is null ? 0 : 1;
            while (released > 0)
            {
                await db.Transact(
                    async () => released = await Release(group.Source, group.GroupId, cancellation),
                    cancellation
                );
            }
        }
    }

    private async Task<int> Release(string source, string groupId, CancellationToken cancellation)
    {
        var events = await new Quarantine(db, homes).ReleaseSome(
            source,
            groupId,
            homes.Of(source, groupId)!.Value,
            cancellation
        );
        await new UsageStore(db).AddEvents(events, cancellation);
        await new UsageRollUp(db).NoteDue(events, cancellation);
        return events.Count;
    }
}
