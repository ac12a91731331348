using CsMonolith.Health.Usage.Adoption;
using CsMonolith.Health.Usage.Events;
using CsMonolith.Health.Usage.Ingest;
using CsMonolith.Health.Usage.Licences;
using CsMonolith.Health.Usage.Sources;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health.Usage;

/// <summary>What customers use, where that is known from, and how many of their licences they use.</summary>
internal static class UsageChapter
{
    public static IServiceCollection AddUsage(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSingleton(IngestSettings.From(configuration))
            .AddSingleton<IngestRates>()
            .AddSingleton<StreamPseudonyms>()
            .AddSingleton<GroupCommitQueue>()
            .AddScoped<UsageIntake>()
            .AddScoped<IngestWrite>()
            .AddScoped<GroupAccounts>()
            .AddImportKind<UsageImport>()
            .AddImportKind<LicenceImport>()
            .AddSingleton(
                new ScheduledJob(
                    "release-quarantined-usage",
                    "0 7/15 * * * ?",
                    _ => new ReleaseQuarantinedUsage(),
                    JobLanes.Facts
                )
            );

    public static IEndpointRouteBuilder MapUsage(this IEndpointRouteBuilder routes) =>
        routes
            .Map<GetAccountUsageEndpoint>()
            .Map<ListUsageSourcesEndpoint>()
            .Map<TrackUseEndpoint>()
            .Map<ViewPageEndpoint>()
            .Map<ViewScreenEndpoint>()
            .Map<IdentifyUserEndpoint>()
            .Map<GroupUserEndpoint>()
            .Map<AliasUserEndpoint>()
            .Map<SendUsageBatchEndpoint>()
            .Map<ListQuarantinedUsageEndpoint>()
            .Map<ClaimQuarantinedUsageEndpoint>()
            .Map<RecordLicenceCountEndpoint>()
            .Map<GetAccountUsageRatesEndpoint>()
            .Map<GetUsageRatesEndpoint>();
}
