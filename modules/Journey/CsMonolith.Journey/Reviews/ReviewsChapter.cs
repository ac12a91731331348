using CsMonolith.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Reviews;

/// <summary>Lists the services and routes of effect reviews and of the preparation of business reviews.</summary>
internal static class ReviewsChapter
{
    public static IServiceCollection AddReviews(this IServiceCollection services) =>
        services
            .AddScoped<EffectReviewDesk>()
            .AddScoped<EffectReviewGoals>()
            .AddSingleton(new TimelineSource(nameof(ListEffectReviews), EffectReview.HeldLine, EffectReview.VoidedLine))
            .AddSingleton(
                new ScheduledJob("effect-review-schedule", "0 30 1 * * ?", day => new ScheduleEffectReviews(day))
            );

    public static IEndpointRouteBuilder MapReviews(this IEndpointRouteBuilder routes) =>
        routes
            .Map<GetReviewPolicyEndpoint>()
            .Map<SetReviewPolicyEndpoint>()
            .Map<PlanEffectReviewEndpoint>()
            .Map<ListEffectReviewsEndpoint>()
            .Map<GetEffectReviewEndpoint>()
            .Map<MoveEffectReviewEndpoint>()
            .Map<HoldEffectReviewEndpoint>()
            .Map<VoidEffectReviewEndpoint>()
            .Map<RecordReviewPreparationEndpoint>()
            .Map<ListReviewPreparationsEndpoint>()
            .Map<GetPreparationFiguresEndpoint>();
}
