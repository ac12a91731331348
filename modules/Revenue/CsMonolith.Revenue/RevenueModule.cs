using CsMonolith.Revenue.Storage;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Revenue;

/// <summary>See modules/Revenue/README.md.</summary>
public sealed class RevenueModule : IModule
{
    internal const string Schema = "revenue";

    /// <inheritdoc />
    public string Name => Schema;

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services
        .AddModuleDb<RevenueDb, SqliteRevenueDb, PostgresRevenueDb>(configuration, Name)
        .AddSlices(typeof(RevenueModule).Assembly);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) => routes
        .MapGroup("/v1").WithTags("Revenue");
}
