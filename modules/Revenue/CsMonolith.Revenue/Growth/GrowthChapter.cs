using CsMonolith.Revenue.Growth.Bookings;
using CsMonolith.Revenue.Growth.Credits;
using CsMonolith.Revenue.Growth.Expansion;
using CsMonolith.Revenue.Growth.Leads;
using CsMonolith.Revenue.Growth.Proposals;
using CsMonolith.Revenue.Subscriptions.Refunds;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Revenue.Growth;

/// <summary>How revenue grows: opportunities, leads, credits, proposals and new customers to expect.</summary>
internal static class GrowthChapter
{
    public static IServiceCollection AddGrowth(this IServiceCollection services) =>
        services
            .AddScoped<TroubleReader>()
            .AddScoped<ExpansionReader>()
            .AddScoped<CreditReader>()
            .AddScoped<IWonDeals, WonDeals>()
            .AddSingleton<PdfPrinter>();

    public static IEndpointRouteBuilder MapGrowth(this IEndpointRouteBuilder routes) =>
        routes
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
            .Map<GetBookingsForecastEndpoint>();
}
