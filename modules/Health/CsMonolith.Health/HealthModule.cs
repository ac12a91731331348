using CsMonolith.Health.Licences;
using CsMonolith.Health.Metrics;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Storage;
using CsMonolith.Health.Usage;
using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health;

/// <summary>See modules/Health/README.md.</summary>
public sealed class HealthModule : IModule
{
    internal const string Schema = "health";

    /// <inheritdoc />
    public string Name => Schema;

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddModuleDb<HealthDb, SqliteHealthDb, PostgresHealthDb>(configuration, Name)
            .AddSlices(typeof(HealthModule).Assembly);
        UsageServices(services);
    }

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("Health");
        UsageEndpoints(group);
    }

    // Late loads reach back a quarter at most in the ordinary course; each load restates its own days anyway.
    private static void UsageServices(IServiceCollection services) => services
        .AddScoped<KnownAccounts>()
        .AddScoped<IHoldsAccountFacts, HealthFacts>()
        .AddImportKind<UsageImport>()
        .AddImportKind<LicenceImport>()
        .AddImportKind<SnapshotImport>()
        .AddSingleton(new ScheduledJob("roll-up-usage", "0 0 1 * * ?", day => new RollUpUsage(day, Days: 92)))
        .AddSingleton(new ScheduledJob("monthly-snapshots", "0 30 1 1 * ?", day => new BuildSnapshots(Month.Of(day).Plus(-1), Month.Of(day).Plus(-1))));

    private static void UsageEndpoints(IEndpointRouteBuilder routes) => routes
        .Map<GetAccountUsageEndpoint>()
        .Map<ListUsageSourcesEndpoint>()
        .Map<RecordLicenceCountEndpoint>()
        .Map<GetAccountUsageRatesEndpoint>()
        .Map<GetUsageRatesEndpoint>()
        .Map<StartSnapshotBuildEndpoint>()
        .Map<ListSnapshotsEndpoint>()
        .Map<GetSnapshotEndpoint>();
}
