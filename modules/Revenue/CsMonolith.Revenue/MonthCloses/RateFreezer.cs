using CsMonolith.Revenue.Measures;
using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Rates;

namespace CsMonolith.Revenue.MonthCloses;

/// <summary>Freezes what a closed month needs of exchange rates: a factor for each currency, and what the rates moved of each customer.</summary>
internal sealed class RateFreezer(RevenueDb db, RateBook rates, ClosedWaterfall waterfall)
{
    /// <summary>Freezes a month whose amounts are stored; without a reporting currency, or with no other, there is nothing to freeze.</summary>
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
            // A month starts at the rate at which the month before ended, as closed, so that closed months join without a crack.
            var start = earlier.TryGetValue(currency, out var ended)
                ? ended.End
                : table.Factor(currency, reporting, close.FirstDay.AddDays(-1));
            var end = table.Factor(currency, reporting, close.Month.Last);
            if ((start.Error ?? end.Error) is { } missing)
            {
                return missing;
            }

            var (opening, closing) = (Sum.Lowest(start.Value), Sum.Lowest(end.Value));
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

    // Of one customer it is the end times what the factor moved: everything else of the month stands at the factor of the start.
    private async Task<IReadOnlyList<FxMovement>> Moved(
        MonthClose close,
        string reporting,
        IReadOnlyList<ClosedRate> frozen,
        CancellationToken cancellation
    )
    {
        var accounts = await waterfall.Accounts(close, frozen, cancellation);
        var abroad = accounts
            .Where(one => one.Window.Purse.Currency != reporting)
            .OrderBy(one => one.Window.Purse.AccountId)
            .ThenBy(one => one.Window.Purse.Currency, StringComparer.Ordinal)
            .ToList();
        var shares = ClosedWaterfall.Shares(
            ClosedWaterfall.Figure(reporting, accounts).Fx.Minor,
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
                    AccountId = one.First.Window.Purse.AccountId,
                    FirstDay = close.FirstDay,
                    Currency = one.First.Window.Purse.Currency,
                    Reporting = reporting,
                    AmountMinor = one.Second,
                    RecordedAt = close.ClosedAt,
                }),
        ];
    }
}
