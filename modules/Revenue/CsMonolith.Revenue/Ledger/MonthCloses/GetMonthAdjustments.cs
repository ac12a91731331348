using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Ledger.MonthCloses;

/// <summary>What became known after a month was closed, and what it would have changed in it.</summary>
internal sealed record GetMonthAdjustments(Month Month) : IQuery<MonthAdjustments>;

/// <param name="Adjustments">
/// In the order in which they became known; their differences add up to restated less closed.
/// </param>
internal sealed record MonthAdjustments(
    Month Month,
    DateTime ClosedAt,
    DateTime AsOf,
    IReadOnlyList<MonthAdjustment> Adjustments
) : Figure;

/// <param name="RecordedAt">When it became known.</param>
/// <param name="BookedIn">
/// The first month that was still open when it became known: its figures as closed show it as an adjustment.
/// </param>
/// <param name="Before">Month-end MRR as known until then.</param>
/// <param name="After">
/// Month-end MRR as known from then on; the two are equal where only movements inside the month changed.
/// </param>
internal sealed record MonthAdjustment(
    Guid AccountId,
    DateTime RecordedAt,
    Month BookedIn,
    Money Before,
    Money After,
    Money Difference
);

internal sealed class GetMonthAdjustmentsHandler(
    RevenueDb db,
    AccountVisibility visibility,
    FactReader reader,
    PolicyReader policies,
    MergeReader merges
) : IRequestHandler<GetMonthAdjustments, Result<MonthAdjustments>>
{
    public async Task<Result<MonthAdjustments>> Handle(GetMonthAdjustments ask, CancellationToken cancellationToken)
    {
        var closes = await db.Set<MonthClose>()
            .AsNoTracking()
            .OrderBy(row => row.FirstDay)
            .ToListAsync(cancellationToken);
        if (closes.Find(row => row.Month == ask.Month) is not { } close)
        {
            return LedgerErrors.NoSuchClose(ask.Month);
        }

        var scope = await visibility.Accounts(cancellationToken);
        var versions = await policies.Read(cancellationToken);
        var history = await merges.Read(cancellationToken);
        var behind = history.At(DateTime.MaxValue).Behind(scope);
        var late = await db.Set<SubscriptionFact>()
            .AsNoTracking()
            .Within(behind, fact => fact.AccountId)
            .Where(fact => fact.RecordedAt > close.ClosedAt)
            .Select(fact => fact.AccountId)
            .Distinct()
            .ToListAsync(cancellationToken);
        var merged = history.Instants.Any(instant => instant > close.ClosedAt)
            ? history.Accounts.Where(account => behind.Holds(account) || scope.Holds(account))
            : [];
        var decided = versions.Instants.Any(instant => instant > close.ClosedAt);
        IEnumerable<Guid>? touched =
            !decided ? late.Concat(merged).SelectMany(history.FamilyOf)
            : scope.All ? null
            : scope.Accounts.SelectMany(history.FamilyOf);
        var facts = (await reader.Stored(touched, knownAt: null, cancellationToken)).ToLookup(fact =>
            (Head: history.HeadOf(fact.AccountId), fact.Currency)
        );
        var adjustments =
            from family in facts
            let members = history.FamilyOf(family.Key.Head)
            from account in members
            where scope.Holds(account)
            from adjustment in Of(
                new AccountCurrency(account, family.Key.Currency),
                [.. family],
                close,
                closes,
                versions,
                history.Within(members)
            )
            orderby adjustment.RecordedAt, adjustment.AccountId
            select adjustment;
        return new MonthAdjustments(ask.Month, close.ClosedAt, db.Clock.Now, [.. adjustments]);
    }

    private static IEnumerable<MonthAdjustment> Of(
        AccountCurrency accountCurrency,
        List<SubscriptionFact> facts,
        MonthClose close,
        List<MonthClose> closes,
        PolicyVersions versions,
        MergeHistory own
    )
    {
        var before = At(close.ClosedAt);
        foreach (
            var instant in facts
                .Select(fact => fact.RecordedAt)
                .Concat(versions.Instants)
                .Concat(own.Instants)
                .Where(at => at > close.ClosedAt)
                .Distinct()
                .Order()
        )
        {
            var after = At(instant);
            if (after != before)
            {
                yield return new MonthAdjustment(
                    accountCurrency.AccountId,
                    instant,
                    closes.FindLast(one => one.ClosedAt < instant)!.Month.Plus(1),
                    new Money(before.End, accountCurrency.Currency),
                    new Money(after.End, accountCurrency.Currency),
                    new Money(after.End - before.End, accountCurrency.Currency)
                );
            }

            before = after;
        }

        // The start belongs to the month before, which has adjustments of its own.
        AccountWindow At(DateTime known)
        {
            var survivors = own.At(known);
            return AccountHistory
                .Of(
                    accountCurrency,
                    facts.Where(fact =>
                        fact.RecordedAt <= known && survivors.Of(fact.AccountId) == accountCurrency.AccountId
                    ),
                    versions.KnownAt(known)
                )
                .Between(close.Month, close.Month) with
            {
                Start = 0,
                PaidBefore = false,
            };
        }
    }
}

internal sealed class GetMonthAdjustmentsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/month-closes/{month}/adjustments", (Month month) => new GetMonthAdjustments(month))
            .WithSummary("List what became known after a month was closed")
            .WithExample(
                null,
                new MonthAdjustments(
                    new(2026, 5),
                    Samples.Instant,
                    Samples.Instant,
                    [
                        new MonthAdjustment(
                            Samples.Account,
                            Samples.Instant,
                            new(2026, 6),
                            Money.Of("120000", "JPY"),
                            Money.Of("90000", "JPY"),
                            Money.Of("-30000", "JPY")
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403, 404);
}
