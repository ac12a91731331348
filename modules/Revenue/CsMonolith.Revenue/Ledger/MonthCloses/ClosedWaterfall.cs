using System.Numerics;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Ledger.Rates;

namespace CsMonolith.Revenue.Ledger.MonthCloses;

/// <summary>The frozen factors of a window of closed months.</summary>
/// <param name="first">Of the window's first month.</param>
/// <param name="last">Of its last.</param>
internal sealed class ClosedFactors(IReadOnlyList<ClosedRate> first, IReadOnlyList<ClosedRate> last)
{
    /// <summary>No factors, as for restated figures, which use the rates known now.</summary>
    public static ClosedFactors None { get; } = new([], []);

    /// <summary>The factor of the day before the window, or <c>null</c> where none was frozen.</summary>
    public Ratio? Start(string currency, string reporting) =>
        first.FirstOrDefault(rate => rate.Currency == currency && rate.Reporting == reporting)?.Start;

    /// <summary>The factor of the window's last day.</summary>
    public Ratio? End(string currency, string reporting) =>
        last.FirstOrDefault(rate => rate.Currency == currency && rate.Reporting == reporting)?.End;
}

/// <summary>Reads closed months in the reporting currency, as frozen amounts at frozen factors.</summary>
internal sealed class ClosedWaterfall(RevenueDb db, MergeReader merges)
{
    /// <summary>The frozen factors of a window.</summary>
    public async Task<ClosedFactors> FrozenFactors(Month from, Month to, CancellationToken cancellation)
    {
        var rates = await db.Set<ClosedRate>()
            .AsNoTracking()
            .Where(rate => rate.FirstDay == from.First || rate.FirstDay == to.First)
            .ToListAsync(cancellation);
        return new ClosedFactors(
            [.. rates.Where(rate => rate.FirstDay == from.First)],
            [.. rates.Where(rate => rate.FirstDay == to.First)]
        );
    }

    /// <summary>
    /// Every customer's window of one closed month with its frozen factors; amounts in the reporting currency have the
    /// factor 1.
    /// </summary>
    /// <param name="close">The month.</param>
    /// <param name="rates">Its factors, at least one.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<MeasuredAccount>> Accounts(
        MonthClose close,
        IReadOnlyList<ClosedRate> rates,
        CancellationToken cancellation
    )
    {
        var survivors = (await merges.Read(cancellation)).At(close.ClosedAt);
        var (before, month) = (close.Month.Plus(-1).First, close.FirstDay);
        var rows = await db.Set<ClosedAccountMonth>()
            .AsNoTracking()
            .Where(row => row.FirstDay == before || row.FirstDay == month)
            .ToListAsync(cancellation);
        var byCurrency = rates.ToDictionary(rate => rate.Currency, rate => new Factors(rate.Start, rate.End));
        return
        [
            .. from row in rows
            group row by new AccountCurrency(survivors.Of(row.AccountId), row.Currency) into accountCurrency
            select new MeasuredAccount(
                new ClosedAccount(accountCurrency.Key, accountCurrency).Between(close.Month.First, close.Month.Last),
                byCurrency.GetValueOrDefault(accountCurrency.Key.Currency, Factors.One)
            ),
        ];
    }
}
