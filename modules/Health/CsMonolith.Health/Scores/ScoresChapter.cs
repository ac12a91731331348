using CsMonolith.Health.Models.Promotion;
using CsMonolith.Health.Scores.CallList;
using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Health.Scores.Proposals;
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
            .AddScoped<IRescoring, Rescoring>()
            .AddSingleton(new ScheduledJob("nightly-scoring", "0 30 2 * * ?", _ => new ScoreAccounts(AsOf: null)));

    public static IEndpointRouteBuilder MapScores(this IEndpointRouteBuilder routes) =>
        routes
            .Map<StartScoringEndpoint>()
            .Map<GetLatestChurnScoreEndpoint>()
            .Map<ListChurnScoresEndpoint>()
            .Map<GetCallListEndpoint>()
            .Map<ListPortfolioEndpoint>()
            .Map<GetProposalSatisfactionEndpoint>();
}
