using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Bookings;
using CsMonolith.Revenue.Churns;
using CsMonolith.Revenue.Credits;
using CsMonolith.Revenue.Expansion;
using CsMonolith.Revenue.Export;
using CsMonolith.Revenue.Finance;
using CsMonolith.Revenue.Gaps;
using CsMonolith.Revenue.Invoices;
using CsMonolith.Revenue.Leads;
using CsMonolith.Revenue.Measures;
using CsMonolith.Revenue.Merges;
using CsMonolith.Revenue.MonthCloses;
using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Profit;
using CsMonolith.Revenue.Proposals;
using CsMonolith.Revenue.Purchases;
using CsMonolith.Revenue.Rates;
using CsMonolith.Revenue.Refunds;
using CsMonolith.Revenue.Renewals;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Value;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Revenue;

/// <summary>What customers pay, how it moved, and what was known of it when. See modules/Revenue/README.md.</summary>
public sealed class RevenueModule : IModule
{
    /// <inheritdoc />
    public string Name => RevenueDb.Schema;

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services
            .AddModuleDb<RevenueDb, SqliteRevenueDb, PostgresRevenueDb>(configuration, Name)
            .AddSlices(typeof(RevenueModule).Assembly)
            .AddTimelineSources()
            .AddSingleton(RevenueSettings.From(configuration))
            .AddScoped<KnownAccounts>()
            .AddScoped<MergeBook>()
            .AddScoped<FactBook>()
            .AddScoped<PolicyBook>()
            .AddScoped<MovementLedger>()
            .AddScoped<SubscriptionBook>()
            .AddScoped<RateBook>()
            .AddScoped<RateFreezer>()
            .AddScoped<ClosedWaterfall>()
            .AddScoped<MeasureBook>()
            .AddScoped<PackBook>()
            .AddScoped<ForecastCalls>()
            .AddScoped<LossLedger>()
            .AddScoped<TroubleBook>()
            .AddScoped<ExpansionBook>()
            .AddScoped<ValueBook>()
            .AddSingleton<PdfPrinter>()
            .AddScoped<CreditBook>()
            .AddScoped<RenewalOutlook>()
            .AddSingleton(new ScheduledJob("renewal-sweep", "0 10 1 * * ?", day => new SweepRenewals(day)))
            .AddScoped<RetentionBook>()
            .AddSingleton<HistoryShelf>()
            .AddScoped<HistoryBook>()
            .AddScoped<IHoldsAccountFacts, AccountFacts>()
            .AddScoped<FactLoader>()
            .AddScoped<FinanceComparison>()
            .AddScoped<BilledMonth>()
            .AddScoped<KnownPeople>()
            .AddImportKind<SubscriptionImport>()
            .AddImportKind<MovementImport>()
            .AddImportKind<InvoiceImport>()
            .AddImportKind<ChurnEventImport>();

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/v1")
            .WithTags("Revenue")
            .Map<OpenSubscriptionEndpoint>()
            .Map<ListSubscriptionsEndpoint>()
            .Map<GetSubscriptionEndpoint>()
            .Map<ChangeSubscriptionEndpoint>()
            .Map<CancelSubscriptionEndpoint>()
            .Map<PauseSubscriptionEndpoint>()
            .Map<ResumeSubscriptionEndpoint>()
            .Map<VoidSubscriptionEndpoint>()
            .Map<ListInvoicesEndpoint>()
            .Map<RecordRefundEndpoint>()
            .Map<ListRefundsEndpoint>()
            .Map<DeclareMigrationGapEndpoint>()
            .Map<ListMigrationGapsEndpoint>()
            .Map<VoidMigrationGapEndpoint>()
            .Map<MergeAccountsEndpoint>()
            .Map<ListAccountMergesEndpoint>()
            .Map<VoidAccountMergeEndpoint>()
            .Map<ListMovementsEndpoint>()
            .Map<ListFxMovementsEndpoint>()
            .Map<CheckLedgerEndpoint>()
            .Map<GetRetentionEndpoint>()
            .Map<GetRetentionAccountsEndpoint>()
            .Map<OrderMonthCloseEndpoint>()
            .Map<ListMonthClosesEndpoint>()
            .Map<GetMonthAdjustmentsEndpoint>()
            .Map<RecordRevenuePolicyEndpoint>()
            .Map<ListRevenuePoliciesEndpoint>()
            .Map<GetRevenueRulesEndpoint>()
            .Map<OpenRenewalEndpoint>()
            .Map<ListRenewalsEndpoint>()
            .Map<GetRenewalEndpoint>()
            .Map<MoveRenewalEndpoint>()
            .Map<CallRenewalEndpoint>()
            .Map<MakeFinalCallEndpoint>()
            .Map<SettleRenewalEndpoint>()
            .Map<GetRenewalForecastEndpoint>()
            .Map<GetRenewalRatesEndpoint>()
            .Map<GetRenewalCallScoresEndpoint>()
            .Map<GetArrAtRiskEndpoint>()
            .Map<RecordExchangeRatesEndpoint>()
            .Map<ListExchangeRatesEndpoint>()
            .Map<GetRetentionMeasuresEndpoint>()
            .Map<ExplainRetentionGapEndpoint>()
            .Map<RecordDefinitionPackEndpoint>()
            .Map<ListDefinitionPacksEndpoint>()
            .Map<GetUnitEconomicsEndpoint>()
            .Map<GetRetentionCohortsEndpoint>()
            .Map<RecordChurnEventEndpoint>()
            .Map<ListChurnEventsEndpoint>()
            .Map<GetChurnDisagreementEndpoint>()
            .Map<GetChurnReasonsEndpoint>()
            .Map<RecordPurchaseEndpoint>()
            .Map<ListPurchasesEndpoint>()
            .Map<GetExpansionProposalsEndpoint>()
            .Map<OpenExpansionOpportunityEndpoint>()
            .Map<ListExpansionOpportunitiesEndpoint>()
            .Map<MoveExpansionOpportunityEndpoint>()
            .Map<BuildProposalEndpoint>()
            .Map<ListProposalsEndpoint>()
            .Map<GetProposalDocumentEndpoint>()
            .Map<DivideCreditEndpoint>()
            .Map<ListCreditSplitsEndpoint>()
            .Map<GetCreditedArrEndpoint>()
            .Map<SubmitLeadEndpoint>()
            .Map<ListLeadsEndpoint>()
            .Map<AnswerLeadEndpoint>()
            .Map<SettleLeadEndpoint>()
            .Map<RecordBenefitEndpoint>()
            .Map<GetValueLedgerEndpoint>()
            .Map<RecordServingCostEndpoint>()
            .Map<GetServingProfitEndpoint>()
            .Map<GetBookingsForecastEndpoint>()
            .Map<ReconcileMonthEndpoint>()
            .Map<ReconcileMonthFileEndpoint>()
            .Map<ExportRevenueCsvEndpoint>()
            .Map<ExportRevenueJsonEndpoint>();
}
