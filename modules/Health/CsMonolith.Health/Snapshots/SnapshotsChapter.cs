using CsMonolith.Health.Snapshots.Extracts;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health.Snapshots;

/// <summary>
/// What was known of each account at the end of each month, the outcomes that followed, and both as files.
/// </summary>
internal static class SnapshotsChapter
{
    public static IServiceCollection AddSnapshots(this IServiceCollection services) =>
        services
            .AddScoped<IHoldsAccountFacts, HealthFacts>()
            .AddScoped<MonthEndReader>()
            .AddScoped<RestatementReader>()
            .AddScoped<OutcomeFacts>()
            .AddScoped<Labeller>()
            .AddImportKind<SnapshotImport>()
            .AddSingleton(
                new ScheduledJob(
                    "monthly-snapshots",
                    "0 30 1 1 * ?",
                    day => new BuildSnapshots(Month.Of(day).Plus(-1), Month.Of(day).Plus(-1)),
                    JobLanes.Facts
                )
            );

    public static IEndpointRouteBuilder MapSnapshots(this IEndpointRouteBuilder routes) =>
        routes
            .Map<StartSnapshotBuildEndpoint>()
            .Map<ListSnapshotsEndpoint>()
            .Map<GetSnapshotEndpoint>()
            .Map<ListOutcomesEndpoint>()
            .Map<GetTrainingExtractEndpoint>()
            .Map<GetScoringExtractEndpoint>();
}
