using CsMonolith.Compensation.Storage;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Compensation;

/// <summary>See modules/Compensation/README.md.</summary>
public sealed class CompensationModule : IModule
{
    internal const string Schema = "compensation";

    /// <inheritdoc />
    public string Name => Schema;

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services
        .AddModuleDb<CompensationDb, SqliteCompensationDb, PostgresCompensationDb>(configuration, Name)
        .AddSlices(typeof(CompensationModule).Assembly);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) => routes
        .MapGroup("/v1").WithTags("Compensation");
}
