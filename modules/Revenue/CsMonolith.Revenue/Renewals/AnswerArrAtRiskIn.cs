using System.Globalization;

namespace CsMonolith.Revenue.Renewals;

internal sealed class AnswerArrAtRiskIn(RevenueDb db, ArrAtRiskReader reader)
    : IRequestHandler<ArrAtRiskIn, IReadOnlyList<MonthAtRisk>>
{
    public async Task<IReadOnlyList<MonthAtRisk>> Handle(ArrAtRiskIn ask, CancellationToken cancellationToken)
    {
        var due = await reader.Read(ask.From, ask.To, cancellationToken);
        return
        [
            .. due
                .Renewals.GroupBy(one => (Month: Month.Of(one.Renewal.DueOn), one.Renewal.Currency))
                .OrderBy(group => group.Key.Month)
                .ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
                .Select(group => Show(group.Key.Month, Of(group), Owners(due, group))),
        ];
    }

    private static MonthAtRisk Show(Month month, ArrAtRiskTotal sums, IReadOnlyList<OwnerAtRisk> owners) =>
        new(
            month,
            sums.Currency,
            sums.Renewals,
            sums.Arr,
            sums.AtRisk.Expected,
            sums.AtRisk.Low,
            sums.AtRisk.High,
            Convert.ToDouble(sums.AtRisk.Level, CultureInfo.InvariantCulture),
            sums.Unscored,
            sums.BeyondHorizon,
            sums.KnownLosses,
            sums.Overdue,
            owners
        );

    private ArrAtRiskTotal Of(IEnumerable<CalledRenewal> renewals)
    {
        List<CalledRenewal> some = [.. renewals];
        return ArrAtRiskTotal.Of(some[0].Renewal.Currency, some, db.Clock.Today);
    }

    private IReadOnlyList<OwnerAtRisk> Owners(DueRenewals due, IEnumerable<CalledRenewal> renewals) =>
        [
            .. renewals
                .GroupBy(one => due.AccountOf(one)?.OwnerId)
                .Select(group => (Owner: due.AccountOf(group.First()), Sums: Of(group)))
                .Select(one => new OwnerAtRisk(
                    one.Owner?.OwnerId,
                    one.Owner?.OwnerName,
                    one.Sums.Renewals,
                    one.Sums.Arr,
                    one.Sums.AtRisk.Expected
                ))
                .OrderByDescending(one => one.AtRisk.Minor)
                .ThenByDescending(one => one.Arr.Minor)
                .ThenBy(one => one.OwnerId),
        ];
}
