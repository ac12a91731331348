using CsMonolith.Platform.Jobs;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Ledger.MonthCloses;

/// <summary>
/// Closes the open months up to one, each in a transaction of its own. Run again, it goes on where it stopped.
/// </summary>
internal sealed record CloseMonths(Month Through) : IJob<ClosedMonths>;

/// <param name="Closed">The months that were closed, in order.</param>
internal sealed record ClosedMonths(IReadOnlyList<Month> Closed);

internal sealed class CloseMonthsHandler(
    RevenueDb db,
    MrrHistoryReader histories,
    PolicyReader policies,
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
            progress.Tell(100 * i / months.Count, $"Closing {months[i]}", $"{months[i]}を締めています");
            var closed = await db.Transact(() => Close(months[i], cancellationToken), cancellationToken);
            if (closed.Error is { } refusal)
            {
                return refusal;
            }

            db.ChangeTracker.Clear();
        }

        return new ClosedMonths(months);
    }

    // Versions and facts are read inside the transaction, so that no fact recorded by the instant of the close is
    // missed. Cached histories are used only if they are of the versions read.
    private async Task<Result> Close(Month month, CancellationToken cancellation)
    {
        var now = db.Clock.Now;
        var rules = (await policies.Read(cancellation)).KnownAt(now);
        var windows = (await histories.KnownAt(AccountScope.Everything, now, rules, cancellation))
            .Select(history => history.Between(month, month))
            .Where(window => !window.IsEmpty)
            .ToList();
        var close = MonthClose.Of(
            month,
            now,
            windows.Select(window => window.AccountCurrency.AccountId).Distinct().Count()
        );
        db.Add(close);
        await db.SaveChangesAsync(cancellation);
        await db.Append(windows.ConvertAll(window => ClosedAccountMonth.Of(month, window)), cancellation);
        return await freezer.Freeze(close, rules.On(month.Last), cancellation);
    }
}
