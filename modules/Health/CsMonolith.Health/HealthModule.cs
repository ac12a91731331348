using CsMonolith.Health.Advice;
using CsMonolith.Health.Briefs;
using CsMonolith.Health.Improvements;
using CsMonolith.Health.Models;
using CsMonolith.Health.Onboarding;
using CsMonolith.Health.Patterns;
using CsMonolith.Health.Reviews;
using CsMonolith.Health.Scores;
using CsMonolith.Health.Signals;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Usage;
using CsMonolith.Platform.Exports;
using CsMonolith.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health;

/// <summary>How customers use what they bought, what that foretells, and whom to call. See docs/health.md.</summary>
public sealed class HealthModule : IModule
{
    /// <inheritdoc />
    public string Name => HealthDb.Schema;

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services
            .AddModuleDb<HealthDb, SqliteHealthDb, PostgresHealthDb>(configuration, Name)
            .AddSlices(typeof(HealthModule).Assembly)
            .AddScoped<KnownAccounts>()
            .AddUsage(configuration)
            .AddSnapshots()
            .AddModels(configuration)
            .AddScores()
            .AddBriefs()
            .AddOnboarding()
            .AddReviews()
            .AddAdvice()
            .AddExportTables(HealthExports.Tables);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/v1")
            .WithTags("Health")
            .MapUsage()
            .MapSnapshots()
            .MapModels()
            .MapScores()
            .MapPatterns()
            .MapBriefs()
            .MapSignals()
            .MapOnboarding()
            .MapReviews()
            .MapAdvice()
            .MapImprovementEffects();
}
