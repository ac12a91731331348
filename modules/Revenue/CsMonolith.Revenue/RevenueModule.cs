using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Export;
using CsMonolith.Revenue.Growth;
using CsMonolith.Revenue.Ledger;
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
            .AddSingleton(RevenueSettings.From(configuration))
            .AddScoped<KnownAccounts>()
            .AddScoped<KnownPeople>()
            .AddSubscriptions()
            .AddLedger()
            .AddRenewals()
            .AddRetention()
            .AddGrowth()
            .AddValue()
            .AddExport();

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/v1")
            .WithTags("Revenue")
            .WhereRepetitionIsDear()
            .MapSubscriptions()
            .MapLedger()
            .MapRetention()
            .MapRenewals()
            .MapGrowth()
            .MapValue();
}
