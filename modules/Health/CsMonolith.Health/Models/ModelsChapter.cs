using CsMonolith.Health.Models.Factors;
using CsMonolith.Health.Models.Promotion;
using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Models.Training;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health.Models;

/// <summary>What is learned from snapshots: models, how they are judged, and which one scores.</summary>
internal static class ModelsChapter
{
    public static IServiceCollection AddModels(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddScoped<ModelRegistry>()
            .AddScoped<Gates>()
            .AddScoped<Succession>()
            .AddSingleton(LearnerSetting.Read(configuration));

    public static IEndpointRouteBuilder MapModels(this IEndpointRouteBuilder routes) =>
        routes
            .Map<StartModelTrainingEndpoint>()
            .Map<RegisterModelEndpoint>()
            .Map<ListModelsEndpoint>()
            .Map<GetModelEndpoint>()
            .Map<GetModelArtefactEndpoint>()
            .Map<PromoteModelEndpoint>()
            .Map<ConfirmPromotionEndpoint>()
            .Map<ListFactorsEndpoint>();
}
