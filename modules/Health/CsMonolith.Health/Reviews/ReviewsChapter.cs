using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health.Reviews;

/// <summary>Business reviews with customers: their material, built from what all modules know and customers may read.</summary>
internal static class ReviewsChapter
{
    public static IServiceCollection AddReviews(this IServiceCollection services) =>
        services.AddScoped<PackReader>().AddScoped<PackFiles>();

    public static IEndpointRouteBuilder MapReviews(this IEndpointRouteBuilder routes) =>
        routes
            .Map<BuildReviewPackEndpoint>()
            .Map<ListReviewPacksEndpoint>()
            .Map<GetReviewPackPptxEndpoint>()
            .Map<GetReviewPackHtmlEndpoint>();
}
