using CsMonolith.Platform.Jobs;

namespace CsMonolith.Health.Snapshots;

/// <summary>Build the snapshots of whole months. Those that stand already are left as they are.</summary>
internal sealed record BuildSnapshots(Month From, Month To) : IJob<BuiltSnapshots>;

/// <param name="Built">Snapshots built.</param>
/// <param name="Kept">Snapshots that stood already.</param>
internal sealed record BuiltSnapshots(Month From, Month To, int Built, int Kept);

internal sealed class BuildSnapshotsHandler(
    HealthDb db,
    IMediator mediator,
    MonthEndReader reader,
    JobProgress progress
) : IRequestHandler<BuildSnapshots, Result<BuiltSnapshots>>
{
    public async Task<Result<BuiltSnapshots>> Handle(BuildSnapshots ask, CancellationToken cancellationToken)
    {
        if (await SnapshotMonths.Refusal(mediator, db.Clock, ask.To, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var (built, kept) = (0, 0);
        var months = Month.Between(ask.From, ask.To).ToList();
        foreach (var (i, month) in months.Index())
        {
            progress.Report(
                i * 100 / months.Count,
                $"Building the snapshots of {month}",
                $"{month}のスナップショットを作成中"
            );
            var end = await reader.Read(month, cancellationToken);
            await db.Transact(
                async () =>
                {
                    var standing = await db.Set<Snapshot>()
                        .Where(row => row.AsOf == month.Last)
                        .Select(row => row.AccountId)
                        .ToHashSetAsync(cancellationToken);
                    var missing = end
                        .Accounts.Where(account => !standing.Contains(account.Id))
                        .Select(account => end.Of(account, db.Clock.Now))
                        .ToList();
                    db.AddRange(missing);
                    if (month == ask.To)
                    {
                        Tell(end, missing);
                    }

                    built += missing.Count;
                    kept += end.Accounts.Count - missing.Count;
                },
                cancellationToken
            );
            db.ChangeTracker.Clear();
        }

        return new BuiltSnapshots(ask.From, ask.To, built, kept);
    }

    // Of a history that is built only the last month is news: whoever keeps a copy wants the present use.
    private void Tell(MonthEnd end, IEnumerable<Snapshot> built)
    {
        foreach (var summary in built.Select(snapshot => end.UseOf(snapshot.AccountId)).OfType<UsageSummarised>())
        {
            db.Publish(summary);
        }
    }
}
