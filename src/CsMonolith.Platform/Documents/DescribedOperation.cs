using CsMonolith.Kernel;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace CsMonolith.Platform.Documents;

/// <summary>One operation of the document together with the code behind it.</summary>
/// <param name="Operation">What the document says.</param>
/// <param name="Method">Its method.</param>
/// <param name="Metadata">What the endpoint was given when it was mapped.</param>
/// <param name="Name">The endpoint's name, which is the request's type's.</param>
/// <param name="Request">The request that it sends through the pipeline.</param>
/// <param name="Body">The type that is bound from the body.</param>
internal sealed record DescribedOperation(
    OpenApiOperation Operation,
    HttpMethod Method,
    IList<object> Metadata,
    string Name,
    Type? Request,
    Type? Body
)
{
    public static IReadOnlyList<DescribedOperation> In(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context
    )
    {
        var described = context
            .DescriptionGroups.SelectMany(group => group.Items)
            .Select(one => (Name: NameOf(one), Api: one))
            .Where(one => one.Name is not null)
            .ToDictionary(one => one.Name!, one => one.Api, StringComparer.Ordinal);
        return
        [
            .. from path in document.Paths
            from pair in path.Value.Operations ?? []
            where pair.Value.OperationId is not null && described.ContainsKey(pair.Value.OperationId)
            select Of(pair.Value, pair.Key, described[pair.Value.OperationId!]),
        ];
    }

    private static DescribedOperation Of(OpenApiOperation operation, HttpMethod method, ApiDescription api)
    {
        var metadata = api.ActionDescriptor.EndpointMetadata;
        var name = NameOf(api)!;
        var room = metadata.OfType<System.Reflection.MethodInfo>().FirstOrDefault()?.DeclaringType?.Assembly;
        var request = room
            ?.GetTypes()
            .FirstOrDefault(type => type.Name == name && type.IsAssignableTo(typeof(IOperation)));
        return new DescribedOperation(
            operation,
            method,
            metadata,
            name,
            request,
            metadata.OfType<IAcceptsMetadata>().FirstOrDefault()?.RequestType
        );
    }

    private static string? NameOf(ApiDescription api) =>
        api.ActionDescriptor.EndpointMetadata.OfType<IEndpointNameMetadata>().FirstOrDefault()?.EndpointName;
}
