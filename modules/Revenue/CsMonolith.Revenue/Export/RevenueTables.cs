using System.Linq.Expressions;
using CsMonolith.Revenue.Growth.Credits;
using CsMonolith.Revenue.Growth.Expansion;
using CsMonolith.Revenue.Growth.Leads;
using CsMonolith.Revenue.Growth.Proposals;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Ledger.MonthCloses;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Ledger.Rates;
using CsMonolith.Revenue.Renewals;
using CsMonolith.Revenue.Retention.Churns;
using CsMonolith.Revenue.Retention.Measures;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Subscriptions.Gaps;
using CsMonolith.Revenue.Subscriptions.Invoices;
using CsMonolith.Revenue.Subscriptions.MovementImports;
using CsMonolith.Revenue.Subscriptions.Purchases;
using CsMonolith.Revenue.Subscriptions.Refunds;
using CsMonolith.Revenue.Value;
using CsMonolith.Revenue.Value.Acquisition;
using CsMonolith.Revenue.Value.Profit;

namespace CsMonolith.Revenue.Export;

/// <summary>Every table of Revenue, by the name under which it is exported.</summary>
internal static class RevenueTables
{
    private static readonly Dictionary<string, Table> Known = new(StringComparer.Ordinal)
    {
        ["subscriptions"] = Of<Subscription>(row => row.StartsOn, row => row.AccountId),
        ["subscription-facts"] = Of<SubscriptionFact>(row => row.EffectiveOn, row => row.AccountId),
        ["movements"] = Of<Movement>(row => row.On, row => row.AccountId),
        ["history-versions"] = Undated<HistoryVersion>(row => row.Id),
        ["imported-movements"] = Of<ImportedMovement>(row => row.On, row => row.AccountId),
        ["invoices"] = Of<Invoice>(row => row.IssuedOn, row => row.AccountId),
        ["refunds"] = Of<Refund>(row => row.On, row => row.AccountId),
        ["migration-gaps"] = Of<MigrationGap>(row => row.FirstDay, row => row.AccountId),
        ["account-merges"] = Of<AccountMerge>(row => row.On, row => row.SurvivorId),
        ["fx-movements"] = Of<FxMovement>(row => row.FirstDay, row => row.AccountId),
        ["closed-rates"] = Of<ClosedRate>(row => row.FirstDay),
        ["month-closes"] = Of<MonthClose>(row => row.FirstDay),
        ["closed-account-months"] = Of<ClosedAccountMonth>(row => row.FirstDay, row => row.AccountId),
        ["revenue-policies"] = Of<RevenuePolicy>(row => row.EffectiveFrom),
        ["exchange-rates"] = Of<ExchangeRate>(row => row.On),
        ["renewals"] = Of<Renewal>(row => row.DueOn, row => row.AccountId),
        ["renewal-calls"] = Of<RenewalCall>(row => row.At, row => row.AccountId),
        ["account-risks"] = Of<AccountRisk>(row => row.AsOf, row => row.AccountId),
        ["churn-events"] = Of<ChurnEvent>(row => row.On, row => row.AccountId),
        ["expansion-opportunities"] = Of<ExpansionOpportunity>(row => row.OpenedOn, row => row.AccountId),
        ["credit-splits"] = Of<CreditSplit>(row => row.From, row => row.AccountId),
        ["csqls"] = Of<SalesLead>(row => row.SubmittedOn, row => row.AccountId),
        ["purchases"] = Of<Purchase>(row => row.On, row => row.AccountId),
        ["benefits"] = Of<Benefit>(row => row.On, row => row.AccountId),
        ["definition-packs"] = Of<RecordedPack>(row => row.RecordedAt),
        ["proposals"] = Of<Proposal>(row => row.BuiltAt, row => row.AccountId),
        ["usage-months"] = Of<UsageMonth>(row => row.AsOf, row => row.AccountId),
        ["acquisition-costs"] = Of<AcquisitionCost>(row => row.FirstDay),
        ["serving-costs"] = Of<ServingCost>(row => row.RecordedAt),
    };

    /// <summary>The names, rising.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What a row of each is.</summary>
    public static IEnumerable<Type> Rows => Known.Values.Select(table => table.Row);

    /// <summary>Whether each row of a table is of one customer.</summary>
    public static bool IsOfAccounts(string table) => Known[table].IsOfAccounts;

    /// <summary>The rows of a table that are asked for, one after another, by rising id.</summary>
    public static IAsyncEnumerable<object> Read(RevenueDb db, INamesTable ask) => Known[ask.Table].Read(db, ask);

    private static Table Of<TRow>(Expression<Func<TRow, DateOnly>> day, Expression<Func<TRow, Guid>>? account = null)
        where TRow : class =>
        new(
            typeof(TRow),
            account is not null,
            (db, ask) =>
                Within(db, ask, account)
                    .Between(day, ask.From, ask.To)
                    .OrderBy(row => EF.Property<Guid>(row, "Id"))
                    .AsAsyncEnumerable()
        );

    // What stands now, whatever days are asked for.
    private static Table Undated<TRow>(Expression<Func<TRow, Guid>> account)
        where TRow : class =>
        new(
            typeof(TRow),
            IsOfAccounts: true,
            (db, ask) => Within(db, ask, account).OrderBy(account).AsAsyncEnumerable()
        );

    private static Table Of<TRow>(Expression<Func<TRow, DateTime>> at, Expression<Func<TRow, Guid>>? account = null)
        where TRow : class =>
        new(
            typeof(TRow),
            account is not null,
            (db, ask) =>
                Within(db, ask, account)
                    .Between(
                        at,
                        ask.From is { } from ? db.Clock.StartOf(from) : null,
                        ask.To is { } to ? db.Clock.EndOf(to) : null
                    )
                    .OrderBy(row => EF.Property<Guid>(row, "Id"))
                    .AsAsyncEnumerable()
        );

    private static IQueryable<TRow> Within<TRow>(RevenueDb db, INamesTable ask, Expression<Func<TRow, Guid>>? account)
        where TRow : class =>
        ask.AccountId is { } one && account is not null
            ? db.Set<TRow>().AsNoTracking().Within(new AccountScope(All: false, new HashSet<Guid> { one }), account)
            : db.Set<TRow>().AsNoTracking();

    // Through captured variables, so that the bounds are parameters.
    private static IQueryable<TRow> Between<TRow, TMoment>(
        this IQueryable<TRow> rows,
        Expression<Func<TRow, TMoment>> moment,
        TMoment? from,
        TMoment? to
    )
        where TMoment : struct
    {
        if (from is { } first)
        {
            Expression<Func<TMoment>> bound = () => first;
            rows = rows.Where(
                Expression.Lambda<Func<TRow, bool>>(
                    Expression.GreaterThanOrEqual(moment.Body, bound.Body),
                    moment.Parameters
                )
            );
        }

        if (to is { } last)
        {
            Expression<Func<TMoment>> bound = () => last;
            rows = rows.Where(
                Expression.Lambda<Func<TRow, bool>>(
                    Expression.LessThanOrEqual(moment.Body, bound.Body),
                    moment.Parameters
                )
            );
        }

        return rows;
    }

    private sealed record Table(
        Type Row,
        bool IsOfAccounts,
        Func<RevenueDb, INamesTable, IAsyncEnumerable<object>> Read
    );
}
