using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Ledger.Rates;

namespace CsMonolith.Revenue.Ledger.MonthCloses;

/// <summary>
/// Freezes the exchange rates of a closed month: a factor for each currency, and an FX movement for each customer.
/// </summary>
internal sealed class RateFreezer(RevenueDb db, RateReader rates, ClosedWaterfall waterfall)
{
    /// <summary>
    /// Freezes a month whose amounts are stored. Without a reporting currency, or without another one, it stores
    /// nothing.
    /// </summary>
    /// <returns>A refusal that names the missing rate: a month is not closed at a rate that nobody knows.</returns>
    public async Task<Result> Freeze(MonthClose close, RevenueRules rules, CancellationToken cancellation)
    {
        if (rules.ReportingCurrency is not { } reporting)
        {
            return Result.Done;
        }

        var before = close.Month.Plus(-1).First;
        var currencies = await db.Set<ClosedAccountMonth>()
            .AsNoTracking()
            .Where(row => (row.FirstDay == before || row.FirstDay == close.FirstDay) && row.Currency != reporting)
            .Select(row => row.Currency)
            .Distinct()
            .ToListAsync(cancellation);
        var earlier = await db.Set<ClosedRate>()
            .AsNoTracking()
            .Where(rate => rate.FirstDay == before && rate.Reporting == reporting)
            .ToDictionaryAsync(rate => rate.Currency, cancellation);
        var table = await rates.Read(close.ClosedAt, rules.RateMaxAgeDays, cancellation);
        var frozen = new List<ClosedRate>();
        foreach (var currency in currencies.Order(StringComparer.Ordinal))
        {
            // A month starts at the rate at which the month before ended, as closed, so that the end of one closed
            // month is the start of the next.
            var start = earlier.TryGetValue(currency, out var ended)
                ? ended.End
                : table.Factor(currency, reporting, close.FirstDay.AddDays(-1));
            var end = table.Factor(currency, reporting, close.Month.Last);
            if ((start.Error ?? end.Error) is { } missing)
            {
                return missing;
            }

            var (opening, closing) = (ExactSum.Lowest(start.Value), ExactSum.Lowest(end.Value));
            frozen.Add(
                new ClosedRate
                {
                    Id = Guid.CreateVersion7(),
                    FirstDay = close.FirstDay,
                    Currency = currency,
                    Reporting = reporting,
                    StartNumerator = (long)opening.Numerator,
                    StartDenominator = (long)opening.Denominator,
                    EndNumerator = (long)closing.Numerator,
                    EndDenominator = (long)closing.Denominator,
                    RecordedAt = close.ClosedAt,
                }
            );
        }

        if (frozen.Count > 0)
        {
            db.AddRange(frozen);
            await db.Append(await Moved(close, reporting, frozen, cancellation), cancellation);
            await db.SaveChangesAsync(cancellation);
        }

        return Result.Done;
    }

    // A customer's FX is its end times the change of the factor, since all other rows of the month are at the factor of
    // the start.
    private async Task<IReadOnlyList<FxMovement>> Moved(
        MonthClose close,
        string reporting,
        IReadOnlyList<ClosedRate> frozen,
        CancellationToken cancellation
    )
    {
        var accounts = await waterfall.Accounts(close, frozen, cancellation);
        var abroad = accounts
            .Where(one => one.Window.AccountCurrency.Currency != reporting)
            .OrderBy(one => one.Window.AccountCurrency.AccountId)
            .ThenBy(one => one.Window.AccountCurrency.Currency, StringComparer.Ordinal)
            .ToList();
        var shares = ExactSum.Shares(
            MrrWaterfall.Of(reporting, accounts).Fx.Minor,
            [.. abroad.Select(one => new Ratio(one.Window.End, 1) * (one.AtEnd - one.AtStart))]
        );
        return
        [
            .. abroad
                .Zip(shares)
                .Where(one => one.Second != 0)
                .Select(one => new FxMovement
                {
                    Id = Guid.CreateVersion7(),
                    AccountId = one.First.Window.AccountCurrency.AccountId,
                    FirstDay = close.FirstDay,
                    Currency = one.First.Window.AccountCurrency.Currency,
                    Reporting = reporting,
                    AmountMinor = one.Second,
                    RecordedAt = close.ClosedAt,
                }),
        ];
    }
}
