using CsMonolith.Health.Storage;
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
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services
        .AddModuleDb<HealthDb, SqliteHealthDb, PostgresHealthDb>(configuration, Name)
        .AddSlices(typeof(HealthModule).Assembly);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) => routes
        .MapGroup("/v1").WithTags("Health");
}
