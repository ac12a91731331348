using System.Reflection;
using CsMonolith.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Host.Tests;

/// <summary>
/// Nobody can forget to ask whether the caller may see the account: the request says that it is about one.
/// </summary>
public sealed class AboutAccountTests(WholeHost host) : IClassFixture<WholeHost>
{
    // By name: it answers of an account without a score, of a missing one and of one out of sight in the same words.
    private static readonly string[] AnswersAlike = ["GetLatestChurnScore"];

    [Fact]
    public void Every_operation_below_an_account_says_that_it_is_about_one()
    {
        using var client = host.CreateClient();
        var below = host
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.GetParameter("accountId") is not null)
            .Select(route => route.Metadata.GetMetadata<MethodInfo>()!.ReturnType)
            .Where(request => request.IsAssignableTo(typeof(IOperation)))
            .ToList();

        below.Count.ShouldBeGreaterThan(15);
        below
            .Where(request => !request.IsAssignableTo(typeof(IAboutAccount)) && !AnswersAlike.Contains(request.Name))
            .Select(request => request.Name)
            .ShouldBeEmpty();
    }
}
