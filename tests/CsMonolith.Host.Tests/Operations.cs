using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Host.Tests;

/// <summary>One operation of the host, as it is mapped.</summary>
internal sealed record Operation(RouteEndpoint Endpoint)
{
    private static readonly ILookup<string, Type> Requests = Program
        .Modules.Select(module => module.GetType().Assembly)
        .Distinct()
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.IsAssignableTo(typeof(IOperation)) && !type.IsAbstract)
        .ToLookup(type => type.Name);

    /// <summary>Its id in the document, which is its request's name and its row's in the permission table.</summary>
    public string Name => Endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName;

    /// <summary>Whether it leaves a row in the audit trail.</summary>
    public bool IsNoted =>
        Requests[Name]
            .Any(type =>
                type.IsAssignableTo(typeof(ICommand))
                || type.IsAssignableTo(typeof(IStagedCommand))
                || type.IsAssignableTo(typeof(ISensitiveQuery))
            );

    /// <summary>What it takes from the path and the query, by names as on the wire.</summary>
    public IEnumerable<(string Name, Type Type, bool IsOptional)> Parameters =>
        Endpoint
            .Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(one =>
                one.HasTryParse
                || one.ParameterInfo.ParameterType == typeof(string)
                || one.ParameterInfo.GetCustomAttributes(inherit: false).OfType<IFromQueryMetadata>().Any()
            )
            .Select(one =>
                (JsonNamingPolicy.CamelCase.ConvertName(one.Name), one.ParameterInfo.ParameterType, one.IsOptional)
            );

    /// <summary>Every operation under /v1.</summary>
    public static IEnumerable<Operation> Of(WholeHost host) =>
        host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal))
            .Select(endpoint => new Operation(endpoint));

    /// <summary>The operation's own example as a request; ids in its path lead nowhere.</summary>
    public HttpRequestMessage Example()
    {
        var path = Endpoint.RoutePattern.PathSegments.Select(segment =>
            string.Concat(
                segment.Parts.Select(part =>
                    part switch
                    {
                        RoutePatternParameterPart { Name: "month" } => "2024-01",
                        RoutePatternParameterPart { Name: "version" } => "2024-01-01-1",
                        RoutePatternParameterPart => "0199a000-0000-7000-8000-00000000dead",
                        RoutePatternLiteralPart literal => literal.Content,
                        _ => "",
                    }
                )
            )
        );
        var query = Parameters
            .Where(one => !one.IsOptional && Endpoint.RoutePattern.GetParameter(one.Name) is null)
            .Select(one => $"{one.Name}={Sample(one.Type)}");
        var method = Endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
        var request = new HttpRequestMessage(
            new HttpMethod(method),
            $"/{string.Join('/', path)}?{string.Join('&', query)}".TrimEnd('?')
        );
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        if (Endpoint.Metadata.GetMetadata<OperationExample>()?.Request is { } body)
        {
            request.Content = new StringContent(
                JsonSerializer.Serialize(body, Wire.Json),
                Encoding.UTF8,
                "application/json"
            );
        }
        else if (Endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null || method == "POST")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("a,b\n1,2\n"))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") },
            };
        }

        return request;
    }

    private static string Sample(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var plain when plain == typeof(Month) => "2024-01",
            var plain when plain == typeof(DateOnly) => "2024-01-31",
            var plain when plain == typeof(Guid) => Guid.Empty.ToString(),
            var plain when plain == typeof(int) => 1.ToString(CultureInfo.InvariantCulture),
            var plain when plain == typeof(decimal) => "0.5",
            var plain when plain == typeof(bool) => "false",
            var plain when plain.IsEnum => Enum.GetNames(plain)[0],
            _ => "x",
        };
}
