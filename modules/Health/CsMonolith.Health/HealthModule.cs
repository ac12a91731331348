using CsMonolith.Health.CallList;
using CsMonolith.Health.Extracts;
using CsMonolith.Health.Factors;
using CsMonolith.Health.Models;
using CsMonolith.Health.Outcomes;
using CsMonolith.Health.Patterns;
using CsMonolith.Health.Portfolio;
using CsMonolith.Health.Scores;
using CsMonolith.Health.Storage;
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
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services
        .AddModuleDb<HealthDb, SqliteHealthDb, PostgresHealthDb>(configuration, Name)
        .AddSlices(typeof(HealthModule).Assembly)
        .AddScoped<Labeller>()
        .AddScoped<ModelRegistry>()
        .AddScoped<Gates>()
        .AddScoped<PortfolioBook>()
        .AddSingleton(new ScheduledJob("nightly-scoring", "0 30 2 * * ?", _ => new ScoreAccounts(AsOf: null)));

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) => routes
        .MapGroup("/v1").WithTags("Health")
        .Map<ListOutcomesEndpoint>()
        .Map<StartModelTrainingEndpoint>()
        .Map<RegisterModelEndpoint>()
        .Map<ListModelsEndpoint>()
        .Map<GetModelEndpoint>()
        .Map<PromoteModelEndpoint>()
        .Map<StartScoringEndpoint>()
        .Map<GetLatestChurnScoreEndpoint>()
        .Map<ListChurnScoresEndpoint>()
        .Map<ListFactorsEndpoint>()
        .Map<StartPatternMiningEndpoint>()
        .Map<ListPatternsEndpoint>()
        .Map<GetCallListEndpoint>()
        .Map<ListPortfolioEndpoint>()
        .Map<GetTrainingExtractEndpoint>();
}
