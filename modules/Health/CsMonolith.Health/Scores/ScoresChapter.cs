using CsMonolith.Health.Models.Promotion;
using CsMonolith.Health.Scores.CallList;
using CsMonolith.Health.Scores.Changes;
using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Health.Scores.Proposals;
using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health.Scores;

/// <summary>What the champion says of each account, and whom to call because of it.</summary>
internal static class ScoresChapter
{
    public static IServiceCollection AddScores(this IServiceCollection services) =>
        services
            .AddScoped<PortfolioStore>()
            .AddScoped<PortfolioKnowledge>()
            .AddSingleton(new ScheduledJob("portfolio-facts", "0 10 * * * ?", _ => new RefreshPortfolio()))
            .AddScoped<CallListReader>()
            .AddScoped<StandingScores>()
            .AddScoped<ScoreChangeReader>()
            .AddScoped<IRescoring, Rescoring>()
            .AddSingleton(new TimelineSource(nameof(ListChurnScores), BandLine.Kind))
            .AddSingleton(new ScheduledJob("nightly-scoring", "0 30 2 * * ?", _ => new ScoreAccounts(AsOf: null)));

    public static IEndpointRouteBuilder MapScores(this IEndpointRouteBuilder routes) =>
        routes
            .Map<StartScoringEndpoint>()
            .Map<GetLatestChurnScoreEndpoint>()
            .Map<ListChurnScoresEndpoint>()
            .Map<GetWhyChangedEndpoint>()
            .Map<GetLeastChangeEndpoint>()
            .Map<GetCallListEndpoint>()
            .Map<ListPortfolioEndpoint>()
            .Map<GetProposalSatisfactionEndpoint>();
}
