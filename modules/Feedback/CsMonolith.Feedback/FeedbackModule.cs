using CsMonolith.Feedback.Storage;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Feedback;

/// <summary>See modules/Feedback/README.md.</summary>
public sealed class FeedbackModule : IModule
{
    internal const string Schema = "feedback";

    /// <inheritdoc />
    public string Name => Schema;

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services
        .AddModuleDb<FeedbackDb, SqliteFeedbackDb, PostgresFeedbackDb>(configuration, Name)
        .AddSlices(typeof(FeedbackModule).Assembly);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) => routes
        .MapGroup("/v1").WithTags("Feedback");
}
