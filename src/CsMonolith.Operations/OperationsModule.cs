using CsMonolith.Operations.DeadLetters;
using CsMonolith.Operations.Jobs;
using CsMonolith.Operations.Search;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Operations;

/// <summary>
/// What keeps a running installation in order: jobs, and news that a listener could not take. See README.md beside this
/// file.
/// </summary>
public sealed class OperationsModule : IModule
{
    /// <inheritdoc />
    public string Name => "operations";

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSingleton(new ModuleWithoutStore(typeof(OperationsModule).Assembly))
            .AddSlices(typeof(OperationsModule).Assembly)
            .AddSingleton<OpenStreams>()
            .AddHostedService<QueueGauges>();

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/v1")
            .WithTags("Operations")
            .Map<ListJobsEndpoint>()
            .Map<GetJobEndpoint>()
            .Map<WatchJobEndpoint>()
            .Map<CancelJobEndpoint>()
            .Map<FindByNameEndpoint>()
            .Map<ListDeadLettersEndpoint>()
            .Map<GetDeadLetterEndpoint>()
            .Map<MendDeadLetterEndpoint>()
            .Map<ReplayDeadLetterEndpoint>()
            .Map<ReplayDeadLettersEndpoint>()
            .Map<DiscardDeadLetterEndpoint>();
}
