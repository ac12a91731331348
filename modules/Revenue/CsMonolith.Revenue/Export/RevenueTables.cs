using CsMonolith.Revenue.Churns;
using CsMonolith.Revenue.Credits;
using CsMonolith.Revenue.Expansion;
using CsMonolith.Revenue.Gaps;
using CsMonolith.Revenue.Leads;
using CsMonolith.Revenue.Merges;
using CsMonolith.Revenue.MonthCloses;
using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Profit;
using CsMonolith.Revenue.Purchases;
using CsMonolith.Revenue.Rates;
using CsMonolith.Revenue.Refunds;
using CsMonolith.Revenue.Renewals;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Value;

namespace CsMonolith.Revenue.Export;

/// <summary>Every table of Revenue, by the name under which it is exported.</summary>
internal static class RevenueTables
{
    private static readonly Dictionary<string, (Type Row, Func<RevenueDb, IAsyncEnumerable<object>> Read)> Known = new(StringComparer.Ordinal)
    {
        ["subscriptions"] = Of<Subscription>(),
        ["subscription-facts"] = Of<SubscriptionFact>(),
        ["movements"] = Of<Movement>(),
        ["refunds"] = Of<Refund>(),
        ["migration-gaps"] = Of<MigrationGap>(),
        ["account-merges"] = Of<AccountMerge>(),
        ["month-closes"] = Of<MonthClose>(),
        ["closed-account-months"] = Of<ClosedAccountMonth>(),
        ["revenue-policies"] = Of<RevenuePolicy>(),
        ["exchange-rates"] = Of<ExchangeRate>(),
        ["renewals"] = Of<Renewal>(),
        ["renewal-calls"] = Of<RenewalCall>(),
        ["account-risks"] = Of<AccountRisk>(),
        ["churn-events"] = Of<ChurnEvent>(),
        ["expansion-opportunities"] = Of<ExpansionOpportunity>(),
        ["credit-splits"] = Of<CreditSplit>(),
        ["csqls"] = Of<SalesLead>(),
        ["purchases"] = Of<Purchase>(),
        ["benefits"] = Of<Benefit>(),
        ["serving-costs"] = Of<ServingCost>(),
    };

    /// <summary>The names, rising.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What a row of each is.</summary>
    public static IEnumerable<Type> Rows => Known.Values.Select(table => table.Row);

    /// <summary>The rows of a table, one after another, by rising id.</summary>
    public static IAsyncEnumerable<object> Read(RevenueDb db, string table) => Known[table].Read(db);

    private static (Type Row, Func<RevenueDb, IAsyncEnumerable<object>> Read) Of<TRow>()
        where TRow : class => (typeof(TRow), db => db.Set<TRow>().AsNoTracking().OrderBy(row => EF.Property<Guid>(row, "Id")).AsAsyncEnumerable());
}
