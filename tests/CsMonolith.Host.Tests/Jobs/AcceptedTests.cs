using CsMonolith.Platform.Jobs;
using MediatR;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Host.Tests.Jobs;

/// <summary>Completeness: whatever starts a job answers 202 and names the job.</summary>
public sealed class AcceptedTests(WholeHost host) : IClassFixture<WholeHost>
{
    // What is asked for is done when these answer; the job that they name, if any, follows from it.
    private static readonly string[] DoneAtOnce = ["PromoteModel"];

    [Fact]
    public void Whatever_starts_a_job_answers_202_with_the_job()
    {
        var starters = Program
            .Modules.SelectMany(module => module.GetType().Assembly.GetTypes())
            .Where(type =>
                type.GetConstructors()
                    .Any(make => make.GetParameters().Any(parameter => parameter.ParameterType == typeof(JobScheduler)))
            )
            .SelectMany(type => type.GetInterfaces())
            .Where(shape => shape.IsGenericType && shape.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
            .Select(shape => shape.GetGenericArguments()[0].Name)
            .ToList();
        var endpoints = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.ToLookup(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "");

        starters.Count.ShouldBeGreaterThan(11);
        foreach (var starter in starters)
        {
            var good = endpoints[starter]
                .Single()
                .Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>()
                .Single(answer => answer.StatusCode < 400);
            good.StatusCode.ShouldBe(DoneAtOnce.Contains(starter) ? 200 : 202, starter);
            good.Type!.GetProperty(nameof(JobAccepted.JobId)).ShouldNotBeNull(starter);
        }
    }
}
