using System.Numerics;
using CsMonolith.Revenue.Measures;
using CsMonolith.Revenue.Merges;
using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Retention;

namespace CsMonolith.Revenue.MonthCloses;

/// <summary>The factors of a window of closed months, as they were frozen.</summary>
/// <param name="first">Of the window's first month.</param>
/// <param name="last">Of its last.</param>
internal sealed class ClosedFactors(IReadOnlyList<ClosedRate> first, IReadOnlyList<ClosedRate> last)
{
    /// <summary>None: what is restated goes by the rates that are known now.</summary>
    public static ClosedFactors None { get; } = new([], []);

    /// <summary>The factor of the day before the window, or <c>null</c> where none was frozen.</summary>
    public Ratio? Start(string currency, string reporting) =>
        first.FirstOrDefault(rate => rate.Currency == currency && rate.Reporting == reporting)?.Start;

    /// <summary>The factor of the window's last day.</summary>
    public Ratio? End(string currency, string reporting) =>
        last.FirstOrDefault(rate => rate.Currency == currency && rate.Reporting == reporting)?.End;
}

/// <summary>Reads closed months in the reporting currency: frozen amounts at frozen factors.</summary>
internal sealed class ClosedWaterfall(RevenueDb db, MergeBook merges)
{
    /// <summary>The frozen factors of a window.</summary>
    public async Task<ClosedFactors> Factors(Month from, Month to, CancellationToken cancellation)
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

    /// <summary>Every customer's window of one closed month that has frozen factors, at them; what is paid in the reporting currency stands at 1.</summary>
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
        var byCurrency = rates.ToDictionary(rate => rate.Currency, rate => new Measures.Factors(rate.Start, rate.End));
        return
        [
            .. from row in rows
            group row by new Purse(survivors.Of(row.AccountId), row.Currency) into purse
            select new MeasuredAccount(
                new ClosedAccount(purse.Key, purse).Between(close.Month.First, close.Month.Last),
                byCurrency.GetValueOrDefault(purse.Key.Currency, Measures.Factors.One)
            ),
        ];
    }

    /// <summary>The month's waterfall in the reporting currency.</summary>
    public static MeasureFigure Figure(string reporting, IReadOnlyList<MeasuredAccount> accounts)
    {
        var pack = DefinitionPack.All[0];
        return MeasureFigure.Of(reporting, accounts, pack, RetentionRates.OfCohort(accounts, pack));
    }

    /// <summary>
    /// Divides what exchange rates moved among customers: each rounded half up, what is left over or short to those whose rounding took or gave most;
    /// of equal ones the earlier.
    /// </summary>
    /// <param name="whole">Minor units; what the shares add up to.</param>
    /// <param name="parts">Exact, at least one unless the whole is nothing.</param>
    public static IReadOnlyList<long> Shares(BigInteger whole, IReadOnlyList<Ratio> parts)
    {
        var shares = parts.Select(part => part.RoundHalfUp()).ToArray();
        var left = whole - shares.Aggregate(BigInteger.Zero, (sum, one) => sum + one);
        var taken = Enumerable
            .Range(0, parts.Count)
            .OrderBy(
                i => parts[i] - new Ratio(shares[i], 1),
                Comparer<Ratio>.Create((one, other) => left.Sign * other.CompareTo(one))
            )
            .ToList();
        for (var i = 0; !left.IsZero; i++)
        {
            shares[taken[i % taken.Count]] += left.Sign;
            left -= left.Sign;
        }

        return [.. shares.Select(one => (long)one)];
    }
}
