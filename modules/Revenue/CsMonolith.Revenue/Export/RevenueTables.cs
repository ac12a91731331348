using CsMonolith.Platform.Exports;
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
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Revenue.Export;

/// <summary>Every table of Revenue, as it is downloaded.</summary>
internal static class RevenueTables
{
    private static readonly (string En, string Ja) Derived = (
        "It is worked out of other tables, or tells when something was learnt here.",
        "ほかの表から計算されるか、この環境でいつ知ったかの記録です。"
    );

    public static ExportTable[] All { get; } =
    [
        Subscriptions,
        Of<Subscription>("voided-subscriptions", "Voided subscriptions", "無効にした契約", nameof(GetSubscription))
            .Only(row => row.VoidedAt != null)
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.StartsOn)
            .NotTaken("They count as never having been.", "なかったものとして扱う契約です。"),
        Of<SubscriptionFact>("subscription-facts", "What subscriptions were", "契約の変遷", nameof(GetSubscription))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.EffectiveOn)
            .NotTaken(Derived.En, Derived.Ja),
        Of<Movement>("mrr-movements", "MRR movements, as worked out", "MRRの増減(計算結果)", nameof(ListMovements))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On)
            .NotTaken(Derived.En, Derived.Ja),
        Of<HistoryVersion>("history-versions", "Versions of histories", "履歴の版", nameof(ListMovements))
            .By(row => row.Id)
            .OfAccount(row => row.Id)
            .NotTaken(Derived.En, Derived.Ja),
        Movements,
        Invoices,
        Of<Refund>("refunds", "Refunds", "返金", nameof(ListRefunds))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On),
        Of<MigrationGap>("migration-gaps", "Gaps of migrations", "移行の空白", nameof(ListMigrationGaps))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.FirstDay),
        Of<AccountMerge>("account-merges", "Merges of accounts", "顧客の統合", nameof(ListAccountMerges))
            .By(row => row.Id)
            .OfAccount(row => row.SurvivorId)
            .On(row => row.On),
        Of<FxMovement>("fx-movements", "Movements by exchange rates", "為替による増減", nameof(ListFxMovements))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.FirstDay)
            .NotTaken(Derived.En, Derived.Ja),
        Of<ClosedRate>("closed-rates", "Exchange rates as closed", "締めの為替レート", nameof(ListFxMovements))
            .By(row => row.Id)
            .On(row => row.FirstDay)
            .NotTaken(Derived.En, Derived.Ja),
        Of<MonthClose>("month-closes", "Closed months", "月次締め", nameof(ListFxMovements))
            .By(row => row.Id)
            .On(row => row.FirstDay)
            .NotTaken(Derived.En, Derived.Ja),
        Of<ClosedAccountMonth>(
                "closed-account-months",
                "Accounts as closed",
                "締めの顧客別MRR",
                nameof(GetMonthAdjustments)
            )
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.FirstDay)
            .NotTaken(Derived.En, Derived.Ja),
        Of<RevenuePolicy>("revenue-policies", "Revenue policies", "収益の方針", nameof(ListRevenuePolicies))
            .By(row => row.Id)
            .On(row => row.EffectiveFrom),
        Of<ExchangeRate>("exchange-rates", "Exchange rates", "為替レート", nameof(ListExchangeRates))
            .By(row => row.Id)
            .On(row => row.On),
        Of<Renewal>("renewals", "Renewals", "更新", nameof(ListRenewals))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.DueOn),
        Of<RenewalCall>("renewal-calls", "Calls on renewals", "更新の見込み", nameof(ListRenewals))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .At(row => row.At),
        Of<AccountRisk>("account-risks", "Churn probabilities heard", "解約確率の控え", nameof(GetArrAtRisk))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.AsOf)
            .NotTaken(Derived.En, Derived.Ja),
        ChurnEvents,
        Of<ExpansionOpportunity>(
                "expansion-opportunities",
                "Expansion opportunities",
                "拡大の機会",
                nameof(ListExpansionOpportunities)
            )
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.OpenedOn),
        Of<CreditSplit>("credit-splits", "Shares of credit", "貢献の配分", nameof(ListCreditSplits))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.From),
        Of<SalesLead>("csqls", "Leads", "リード(CSQL)", nameof(ListLeads))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.SubmittedOn),
        Of<Purchase>("purchases", "Purchases", "購入", nameof(ListPurchases))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On),
        Of<Benefit>("benefits", "Benefits", "効果", nameof(GetValueLedger))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On),
        Of<RecordedPack>("definition-packs", "Definition packs", "定義パック", nameof(ListDefinitionPacks))
            .By(row => row.Id)
            .At(row => row.RecordedAt),
        Of<Proposal>("proposals", "Proposals", "提案書", nameof(ListProposals))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .At(row => row.BuiltAt),
        Of<UsageMonth>("usage-months", "Usage heard, by month", "月次の利用状況の控え", nameof(GetExpansionProposals))
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.AsOf)
            .NotTaken(Derived.En, Derived.Ja),
        Of<AcquisitionCost>("acquisition-costs", "Acquisition costs", "獲得費用", nameof(ListAcquisitionCosts))
            .By(row => row.Id)
            .On(row => row.FirstDay),
        Of<ServingCost>("serving-costs", "Serving costs", "対応費用", nameof(GetServingProfit))
            .By(row => row.Id)
            .At(row => row.RecordedAt),
    ];

    // The latest terms of each: how they came about is in the facts.
    private static StoredTable<RevenueDb, Subscription> Subscriptions =>
        Of<Subscription>("subscriptions", "Subscriptions", "契約", nameof(GetSubscription))
            .TakenAs("subscriptions")
            .Only(row => row.VoidedAt == null)
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.StartsOn)
            .WithLocal("accountId", row => row.AccountId)
            .With("externalId", row => row.ExternalId)
            .WithAccount("accountExternalId", row => row.AccountId)
            .With("startsOn", row => row.StartsOn)
            .With("lastPaidDay", row => row.LastPaidDay)
            .With("plan", row => row.Plan)
            .With("product", row => row.Product)
            .With("seats", row => row.Seats)
            .With("mrr", row => row.Mrr.Major)
            .With("currency", row => row.Currency)
            .With("billingFrequency", row => row.Interval)
            .With("isTrial", row => row.IsTrial)
            .With("autoRenew", row => row.AutoRenew)
            .With("termMonths", row => row.TermMonths)
            .With("noticeDays", row => row.NoticeDays);

    private static StoredTable<RevenueDb, ImportedMovement> Movements =>
        Of<ImportedMovement>("movements", "MRR movements, as loaded", "MRRの増減(取り込み)", nameof(ListMovements))
            .TakenAs("movements")
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On)
            .WithLocal("accountId", row => row.AccountId)
            .With("externalId", row => row.ExternalId)
            .WithAccount("accountExternalId", row => row.AccountId)
            .With("on", row => row.On)
            .With("kind", row => row.Kind)
            .With("amount", row => row.Amount.Major)
            .With("currency", row => row.Currency)
            .With("product", row => row.SubscriptionId, Products);

    private static StoredTable<RevenueDb, Invoice> Invoices =>
        Of<Invoice>("invoices", "Invoices", "請求書", nameof(ListInvoices))
            .TakenAs("invoices")
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.IssuedOn)
            .WithLocal("accountId", row => row.AccountId)
            .With("externalId", row => row.ExternalId)
            .WithAccount("accountExternalId", row => row.AccountId)
            .With("subscriptionExternalId", row => row.SubscriptionId, ExternalIds)
            .With("issuedOn", row => row.IssuedOn)
            .With("periodFrom", row => row.PeriodFrom)
            .With("periodTo", row => row.PeriodTo)
            .With("net", row => row.Net.Major)
            .With("tax", row => new Money(row.TaxMinor, row.Currency).Major)
            .With("currency", row => row.Currency)
            .With("paidOn", row => row.PaidOn);

    private static StoredTable<RevenueDb, ChurnEvent> ChurnEvents =>
        Of<ChurnEvent>("churn-events", "Churn events", "解約記録", nameof(ListChurnEvents))
            .TakenAs("churn-events")
            .By(row => row.Id)
            .OfAccount(row => row.AccountId)
            .On(row => row.On)
            .WithLocal("accountId", row => row.AccountId)
            .With("externalId", row => row.ExternalId)
            .WithAccount("accountExternalId", row => row.AccountId)
            .With("on", row => row.On)
            .With("reason", row => row.Reason)
            .With("refund", row => row.Refund?.Major)
            .With("currency", row => row.RefundCurrency)
            .With("avoidable", row => row.Avoidable)
            .With("isReactivation", row => row.IsReactivation)
            .With("lostTo", row => row.LostTo)
            .With("feedback", row => row.Feedback);

    private static StoredTable<RevenueDb, TRow> Of<TRow>(string name, string en, string ja, string right)
        where TRow : class => new(name, en, ja, right);

    private static Task<IReadOnlyDictionary<Guid, string>> ExternalIds(
        IServiceProvider services,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellation
    ) => Looked(services, ids, row => row.ExternalId, cancellation);

    private static Task<IReadOnlyDictionary<Guid, string>> Products(
        IServiceProvider services,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellation
    ) => Looked(services, ids, row => row.Product, cancellation);

    private static async Task<IReadOnlyDictionary<Guid, string>> Looked(
        IServiceProvider services,
        IReadOnlyCollection<Guid> ids,
        Func<Subscription, string> read,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<Guid, string>(ids.Count);
        foreach (var some in ids.Chunk(500))
        {
            var rows = await services
                .GetRequiredService<RevenueDb>()
                .Set<Subscription>()
                .AsNoTracking()
                .Where(row => some.Contains(row.Id))
                .ToListAsync(cancellation);
            rows.ForEach(row => found.Add(row.Id, read(row)));
        }

        return found;
    }
}
