using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Ledger.Rates;

namespace CsMonolith.Revenue.Ledger.MonthCloses;

/// <param name="Start">As closed, at the frozen rate of the start; so are the movements.</param>
/// <param name="Adjustments">What later facts changed in months closed before.</param>
/// <param name="Fx">The stored rows of what exchange rates moved.</param>
/// <param name="End">As closed, at the frozen rate of the month's last day.</param>
/// <param name="Difference">
/// start + new + reactivation + expansion − contraction − churn + adjustments + fx − end: zero.
/// </param>
internal sealed record ClosedBalance(
    Month Month,
    string Currency,
    Money Start,
    Money New,
    Money Reactivation,
    Money Expansion,
    Money Contraction,
    Money Churn,
    Money Adjustments,
    Money Fx,
    Money End,
    Money Difference
);

/// <summary>
/// Reads the waterfall of closed months in the reporting currency, and whether it balances with the stored FX.
/// </summary>
internal sealed class ClosedBalances(RevenueDb db, ClosedWaterfall waterfall)
{
    /// <summary>The closed months from one to another that have frozen rates, in their order.</summary>
    public async Task<IReadOnlyList<ClosedBalance>> Between(Month from, Month to, CancellationToken cancellation)
    {
        var rates = (
            await db.Set<ClosedRate>()
                .AsNoTracking()
                .Where(rate => rate.FirstDay >= from.First && rate.FirstDay <= to.First)
                .ToListAsync(cancellation)
        ).ToLookup(rate => rate.FirstDay);
        var fx = await db.Set<FxMovement>()
            .AsNoTracking()
            .Where(row => row.FirstDay >= from.First && row.FirstDay <= to.First)
            .GroupBy(row => row.FirstDay)
            .Select(month => new { month.Key, Sum = month.Sum(row => row.AmountMinor) })
            .ToDictionaryAsync(month => month.Key, month => month.Sum, cancellation);
        var balances = new List<ClosedBalance>();
        foreach (
            var close in await db.Set<MonthClose>()
                .AsNoTracking()
                .Where(one => one.FirstDay >= from.First && one.FirstDay <= to.First)
                .OrderBy(one => one.FirstDay)
                .ToListAsync(cancellation)
        )
        {
            if (rates[close.FirstDay].ToList() is { Count: > 0 } frozen)
            {
                var reporting = frozen[0].Reporting;
                var one = MrrWaterfall.Of(reporting, await waterfall.Accounts(close, frozen, cancellation));
                var moved = new Money(fx.GetValueOrDefault(close.FirstDay), reporting);
                balances.Add(
                    new ClosedBalance(
                        close.Month,
                        reporting,
                        one.Start,
                        one.New,
                        one.Reactivation,
                        one.Expansion,
                        one.Contraction,
                        one.Churn,
                        one.Adjustments,
                        moved,
                        one.End,
                        one.Start
                            + one.New
                            + one.Reactivation
                            + one.Expansion
                            - one.Contraction
                            - one.Churn
                            + one.Adjustments
                            + moved
                            - one.End
                    )
                );
            }
        }

        return balances;
    }
}
