using CsMonolith.Platform.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace CsMonolith.Platform.Documents;

/// <summary>What the document says of the headers that guard changes: no operation states them itself.</summary>
internal static class HeaderDocs
{
    /// <summary>The refusals that a key may meet.</summary>
    public static void AddProblems(EndpointBuilder operation)
    {
        var method = operation.Metadata.OfType<IHttpMethodMetadata>().Last().HttpMethods[0];
        if (!IdempotencyUse.Of(operation.Metadata, method).Taken)
        {
            return;
        }

        var told = operation
            .Metadata.OfType<IProducesResponseTypeMetadata>()
            .Select(answer => answer.StatusCode)
            .ToHashSet();
        foreach (
            var status in new[]
            {
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict,
                StatusCodes.Status422UnprocessableEntity,
            }.Where(status => !told.Contains(status))
        )
        {
            operation.Metadata.Add(
                new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ["application/problem+json"])
            );
        }
    }

    /// <summary>The headers as parameters.</summary>
    public static void Explain(OpenApiOperation operation, string method, IList<object> metadata)
    {
        if (IdempotencyUse.Of(metadata, method) is { Taken: true } use)
        {
            Add(
                operation,
                IdempotencyUse.Header,
                use.Required,
                @"^""?[\x21-\x7e]+""?$",
                "A random text, the same when the request is repeated within 72 hours: it then takes effect once, "
                    + "and the repeat gets the first answer with Idempotency-Replayed: true. "
                    + "Another request with the same key is refused with 422, a twin that is being worked on with "
                    + "409 and Retry-After."
            );
        }

        if (
            metadata
                .OfType<IParameterBindingMetadata>()
                .Any(parameter => parameter.ParameterInfo.ParameterType == typeof(IfMatch))
        )
        {
            Add(
                operation,
                "If-Match",
                isRequired: true,
                @"^(W/)?""\d{1,19}""$",
                "The ETag that was read. 428 without; 412 where somebody has changed the resource since, with the "
                    + "new ETag and the differences."
            );
        }
    }

    private static void Add(OpenApiOperation operation, string name, bool isRequired, string pattern, string about) =>
        (operation.Parameters ??= []).Add(
            new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Required = isRequired,
                Description = about,
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    MinLength = 1,
                    MaxLength = 257,
                    Pattern = pattern,
                },
            }
        );
}
