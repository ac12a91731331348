using System.Reflection;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Host.Tests;

/// <summary>Completeness: these fail because something is missing, not only because something is wrong.</summary>
public sealed class OperationTests(WholeHost host) : IClassFixture<WholeHost>
{
    private static readonly IReadOnlyList<Assembly> Rooms =
    [
        .. Program.Modules.Select(module => module.GetType().Assembly),
    ];

    private IReadOnlyList<RouteEndpoint> Operations =>
        [
            .. host
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal)),
        ];

    private IReadOnlyList<string> OperationIds =>
        [
            .. Operations.Select(operation =>
                operation.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? operation.DisplayName!
            ),
        ];

    [Fact]
    public void Every_endpoint_is_mapped_once()
    {
        var written = Rooms
            .SelectMany(room => room.GetTypes())
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IEndpoint)))
            .Select(type => type.Name.Replace("Endpoint", "", StringComparison.Ordinal));

        OperationIds.ShouldBe(written, ignoreOrder: true);
    }

    [Fact]
    public void Every_operation_has_its_row_in_the_permission_table_and_no_row_is_left_over()
    {
        var operations = Rooms
            .SelectMany(room => room.GetTypes())
            .Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IOperation)))
            .Select(type => type.Name)
            .ToList();

        WholeHost.Permissions.Rows.Select(row => row.Operation).ShouldBe(operations, ignoreOrder: true);
    }

    [Fact]
    public void Every_operation_says_what_it_does_with_an_example_and_its_problems()
    {
        foreach (var operation in Operations)
        {
            var name = operation.DisplayName;
            operation.Metadata.GetMetadata<IEndpointSummaryMetadata>().ShouldNotBeNull($"summary of {name}");
            operation.Metadata.GetMetadata<ITagsMetadata>().ShouldNotBeNull($"tag of {name}");
            operation.Metadata.GetMetadata<OperationExample>().ShouldNotBeNull($"example of {name}");
            operation
                .Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>()
                .ShouldContain(answer => answer.StatusCode >= 400, $"problems of {name}");
        }
    }

    [Fact]
    public void No_two_types_share_one_schema_name()
    {
        var seen = new HashSet<Type>();
        foreach (var operation in Operations)
        {
            foreach (var answer in operation.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>())
            {
                Walk(answer.Type, seen);
            }

            foreach (var body in operation.Metadata.GetOrderedMetadata<IAcceptsMetadata>())
            {
                Walk(body.RequestType, seen);
            }
        }

        seen.Where(type => !type.IsGenericType)
            .GroupBy(type => type.Name)
            .Where(group => group.Count() > 1)
            .Select(group => string.Join(" and ", group.Select(type => type.FullName)))
            .ShouldBeEmpty();
    }

    private static void Walk(Type? type, HashSet<Type> seen)
    {
        if (type is null)
        {
            return;
        }

        foreach (var argument in type.GetGenericArguments())
        {
            Walk(argument, seen);
        }

        if (type.Namespace?.StartsWith("CsMonolith", StringComparison.Ordinal) == true && seen.Add(type))
        {
            foreach (var property in type.GetProperties())
            {
                Walk(property.PropertyType, seen);
            }
        }
    }
}
