using CsMonolith.Platform.Jobs;
using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.MonthCloses;

/// <summary>Closes the open months up to one, each in a transaction of its own; taken up again it goes on where it stopped.</summary>
internal sealed record CloseMonths(Month Through) : IJob<ClosedMonths>;

/// <param name="Closed">The months that were closed, in order.</param>
internal sealed record ClosedMonths(IReadOnlyList<Month> Closed);

internal sealed class CloseMonthsHandler(
    RevenueDb db,
    HistoryBook book,
    PolicyBook policies,
    RateFreezer freezer,
    JobProgress progress
) : IRequestHandler<CloseMonths, Result<ClosedMonths>>
{
    public async Task<Result<ClosedMonths>> Handle(CloseMonths ask, CancellationToken cancellationToken)
    {
        var first = await MonthClose.Last(db, cancellationToken) is { } last
            ? last.Plus(1)
            : Month.Of(await db.Set<SubscriptionFact>().MinAsync(fact => fact.EffectiveOn, cancellationToken));
        var months = Month.Between(first, ask.Through).ToList();
        for (var i = 0; i < months.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress.Report(100 * i / months.Count, $"Closing {months[i]}", $"{months[i]}を締めています");
            var closed = await db.Transact(() => Close(months[i], cancellationToken), cancellationToken);
            if (closed.Error is { } refusal)
            {
                return refusal;
            }

            db.ChangeTracker.Clear();
        }

        return new ClosedMonths(months);
    }

    // Versions and facts are read inside the transaction, so that none recorded by the instant of the close is missed; histories that a host kept are those of
    // the versions read.
    private async Task<Result> Close(Month month, CancellationToken cancellation)
    {
        var now = db.Clock.Now;
        var rules = (await policies.Read(cancellation)).KnownAt(now);
        var windows = (await book.As(AccountScope.Everything, now, rules, cancellation))
            .Select(history => history.Between(month, month))
            .Where(window => !window.IsEmpty)
            .ToList();
        var close = MonthClose.Of(month, now, windows.Select(window => window.Purse.AccountId).Distinct().Count());
        db.Add(close);
        await db.SaveChangesAsync(cancellation);
        await db.Append(windows.ConvertAll(window => ClosedAccountMonth.Of(month, window)), cancellation);
        return await freezer.Freeze(close, rules.On(month.Last), cancellation);
    }
}
