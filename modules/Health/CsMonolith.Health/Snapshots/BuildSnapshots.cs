using CsMonolith.Feedback.Contracts;
using CsMonolith.Health.Contracts;
using CsMonolith.Health.Usage.Adoption;
using CsMonolith.Health.Usage.Licences;
using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Jobs;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Snapshots;

/// <summary>Build the snapshots of whole months. Those that stand already are left as they are.</summary>
internal sealed record BuildSnapshots(Month From, Month To) : IJob<BuiltSnapshots>;

/// <param name="Built">Snapshots built.</param>
/// <param name="Kept">Snapshots that stood already.</param>
internal sealed record BuiltSnapshots(Month From, Month To, int Built, int Kept);

internal sealed class BuildSnapshotsHandler(HealthDb db, IMediator mediator, JobProgress progress)
    : IRequestHandler<BuildSnapshots, Result<BuiltSnapshots>>
{
    // Three months back is as near to 90 days as month ends come; a run over many months asks for each month once.
    private const int MonthsBack = 3;

    private readonly Dictionary<Month, IReadOnlyDictionary<Guid, RevenueAsOf>> _revenues = [];

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
            progress.Tell(
                i * 100 / months.Count,
                $"Building the snapshots of {month}",
                $"{month}のスナップショットを作成中"
            );
            var end = await Look(month, cancellationToken);
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
            db.Tell(summary);
        }
    }

    private async Task<MonthEnd> Look(Month month, CancellationToken cancellation)
    {
        var asOf = month.Last;
        var accounts = await mediator.Send(new AccountsAsOf(null, asOf), cancellation);
        var revenues = await RevenuesAt(month, cancellation);
        var before = await RevenuesAt(month.Plus(-MonthsBack), cancellation);
        var feedback = await mediator.Send(new FeedbackSummariesAsOf(null, asOf), cancellation);
        var use = await new UsageReader(db).Read(account: null, asOf, cancellation);
        var licences = await new LicenceReader(db).Read(account: null, asOf, revenues, use, cancellation);
        return new MonthEnd(
            asOf,
            accounts,
            revenues,
            before,
            feedback.ToDictionary(summary => summary.AccountId),
            use,
            licences
        );
    }

    private async Task<IReadOnlyDictionary<Guid, RevenueAsOf>> RevenuesAt(Month month, CancellationToken cancellation)
    {
        if (!_revenues.TryGetValue(month, out var revenues))
        {
            _revenues[month] = revenues = (
                await mediator.Send(new RevenuesAsOf(null, month.Last), cancellation)
            ).ToDictionary(revenue => revenue.AccountId);
        }

        return revenues;
    }
}
