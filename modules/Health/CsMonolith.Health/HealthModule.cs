using CsMonolith.Health.Adoption;
using CsMonolith.Health.CallList;
using CsMonolith.Health.Drift;
using CsMonolith.Health.Extracts;
using CsMonolith.Health.Factors;
using CsMonolith.Health.Licences;
using CsMonolith.Health.Models;
using CsMonolith.Health.Outcomes;
using CsMonolith.Health.Patterns;
using CsMonolith.Health.Portfolio;
using CsMonolith.Health.Proposals;
using CsMonolith.Health.Scores;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Usage;
using CsMonolith.Health.Usage.Ingest;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health;

/// <summary>How customers use what they bought, what that foretells, and whom to call. See modules/Health/README.md.</summary>
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
            .AddScoped<IHoldsAccountFacts, HealthFacts>()
            .AddScoped<OutcomeFacts>()
            .AddScoped<Labeller>()
            .AddScoped<ModelRegistry>()
            .AddScoped<Gates>()
            .AddScoped<PortfolioBook>()
            .AddSingleton(IngestSettings.From(configuration))
            .AddSingleton<IngestRates>()
            .AddSingleton<StreamPseudonyms>()
            .AddSingleton<GroupCommitQueue>()
            .AddScoped<UsageIntake>()
            .AddScoped<IngestWrite>()
            .AddScoped<GroupHomes>()
            .AddImportKind<UsageImport>()
            .AddImportKind<LicenceImport>()
            .AddImportKind<SnapshotImport>()
            // Late loads reach back a quarter at most in the ordinary course; each load restates its own days anyway.
            .AddSingleton(
                new ScheduledJob("roll-up-usage", "0 0 1 * * ?", day => new RollUpUsage(day, Days: 92), JobLanes.Facts)
            )
            .AddSingleton(
                new ScheduledJob("sum-up-usage", "0 7/15 * * * ?", day => new RollUpUsage(day, Days: 0), JobLanes.Facts)
            )
            .AddSingleton(
                new ScheduledJob(
                    "monthly-snapshots",
                    "0 30 1 1 * ?",
                    day => new BuildSnapshots(Month.Of(day).Plus(-1), Month.Of(day).Plus(-1)),
                    JobLanes.Facts
                )
            )
            .AddSingleton(new ScheduledJob("nightly-scoring", "0 30 2 * * ?", _ => new ScoreAccounts(AsOf: null)));

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/v1")
            .WithTags("Health")
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
            .Map<GetUsageRatesEndpoint>()
            .Map<GetProposalSatisfactionEndpoint>()
            .Map<StartSnapshotBuildEndpoint>()
            .Map<ListSnapshotsEndpoint>()
            .Map<GetSnapshotEndpoint>()
            .Map<ListOutcomesEndpoint>()
            .Map<StartModelTrainingEndpoint>()
            .Map<RegisterModelEndpoint>()
            .Map<ListModelsEndpoint>()
            .Map<GetModelEndpoint>()
            .Map<GetModelArtefactEndpoint>()
            .Map<PromoteModelEndpoint>()
            .Map<StartScoringEndpoint>()
            .Map<GetLatestChurnScoreEndpoint>()
            .Map<ListChurnScoresEndpoint>()
            .Map<ListFactorsEndpoint>()
            .Map<StartPatternMiningEndpoint>()
            .Map<ListPatternsEndpoint>()
            .Map<PublishPatternsEndpoint>()
            .Map<ListPublishedPatternsEndpoint>()
            .Map<GetCallListEndpoint>()
            .Map<ListPortfolioEndpoint>()
            .Map<GetScoringExtractEndpoint>()
            .Map<GetTrainingExtractEndpoint>();
}
