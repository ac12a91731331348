using CsMonolith.Journey.Storage;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey;

/// <summary>See modules/Journey/README.md.</summary>
public sealed class JourneyModule : IModule
{
    internal const string Schema = "journey";

    /// <inheritdoc />
    public string Name => Schema;

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services
        .AddModuleDb<JourneyDb, SqliteJourneyDb, PostgresJourneyDb>(configuration, Name)
        .AddSlices(typeof(JourneyModule).Assembly);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) => routes
        .MapGroup("/v1").WithTags("Journey");
}
