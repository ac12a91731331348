using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace CsMonolith.Platform.Documents;

/// <summary>
/// The OpenAPI 3.1 document: wire forms of the product's own types, examples, the list grammar, the sign-in scheme.
/// </summary>
public static class OpenApi
{
    /// <summary>Adds the document <c>v1</c>.</summary>
    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services) =>
        services
            .AddSingleton<PublishedDocument>()
            .AddOpenApi(
                PublishedDocument.Name,
                options =>
                {
                    var types = new ConcurrentDictionary<string, JsonTypeInfo>(StringComparer.Ordinal);
                    options.CreateSchemaReferenceId = type =>
                        type.Type == typeof(ProblemDetails) ? CommonAnswers.Problem : ReferenceOf(type);
                    options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                    options.AddSchemaTransformer(
                        (schema, context, _) =>
                        {
                            types.TryAdd(NameOf(context.JsonTypeInfo.Type), context.JsonTypeInfo);
                            Shape(schema, context.JsonTypeInfo.Type);
                            if (RatioAttribute.Of(context.JsonPropertyInfo) is { IsPartOfOne: true })
                            {
                                (schema.Minimum, schema.Maximum) = ("0", "1");
                            }

                            return Task.CompletedTask;
                        }
                    );
                    options.AddOperationTransformer(
                        (operation, context, _) =>
                        {
                            Explain(operation, context);
                            return Task.CompletedTask;
                        }
                    );
                    options.AddDocumentTransformer(
                        async (document, context, cancellation) =>
                        {
                            await JobResultDocs.Add(document, context, types, NameOf, cancellation);
                            OpenApiTransformer.Complete(document, context, types);
                        }
                    );
                }
            );

    // A field that may be absent is written out where it stands: on the wire it is its bare value. Of other types of
    // types the first is told last, as a reader names them: a page of account lines is an AccountLinePage.
    private static string? ReferenceOf(JsonTypeInfo type) =>
        type.Type is { IsGenericType: true } generic && generic.GetGenericTypeDefinition() == typeof(Optional<>) ? null
        : OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null ? null
        : NameOf(type.Type);

    private static string NameOf(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { IsGenericType: true } generic
            ? string.Concat(generic.GetGenericArguments().Select(NameOf)) + generic.Name.Split('`')[0]
            : (Nullable.GetUnderlyingType(type) ?? type).Name;

    private static void Shape(OpenApiSchema schema, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(Money))
        {
            schema.Type = type == plain ? JsonSchemaType.Object : JsonSchemaType.Object | JsonSchemaType.Null;
            schema.Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["amount"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Pattern = @"^-?\d{1,13}(\.\d{1,3})?$",
                    Description = "Decimal string in major units, with no more decimals than the currency has.",
                },
                ["currency"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Pattern = "^[A-Z]{3}$",
                    Description = "ISO 4217.",
                },
            };
            schema.Required = new HashSet<string> { "amount", "currency" };
        }
        else if (plain == typeof(Month))
        {
            schema.Type = type == plain ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Pattern = @"^\d{4}-(0[1-9]|1[0-2])$";
        }
        else if (type.IsAssignableTo(typeof(IEnumerable<Money>)))
        {
            var item = new OpenApiSchema();
            Shape(item, typeof(Money));
            schema.Items = item;
        }
        else if (plain == typeof(JsonElement))
        {
            schema.Type =
                JsonSchemaType.Object
                | JsonSchemaType.Array
                | JsonSchemaType.String
                | JsonSchemaType.Number
                | JsonSchemaType.Boolean;
            schema.Items = new OpenApiSchema();
            schema.Description = "A value of any kind; the operation's description tells which.";
        }
        else if (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            ShapeOptional(
                schema,
                Nullable.GetUnderlyingType(plain.GetGenericArguments()[0]) ?? plain.GetGenericArguments()[0]
            );
        }
    }

    // A field of a merge patch goes over the wire as its bare value, or null to clear it.
    private static void ShapeOptional(OpenApiSchema schema, Type value)
    {
        var bare =
            value == typeof(bool) ? JsonSchemaType.Boolean
            : value == typeof(int) || value == typeof(long) ? JsonSchemaType.Integer
            : value != typeof(string) && value.IsAssignableTo(typeof(System.Collections.IEnumerable))
                ? JsonSchemaType.Array
            : JsonSchemaType.String;
        schema.Type = bare | JsonSchemaType.Null;
        schema.Format =
            value == typeof(DateOnly) ? "date"
            : value == typeof(Guid) ? "uuid"
            : null;
        var words =
            value.IsEnum ? value
            : value.IsGenericType && value.GetGenericArguments()[0] is { IsEnum: true } item ? item
            : null;
        var choices = words is null
            ? null
            : Enum.GetNames(words).Select(word => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(word)).ToList();
        schema.Enum =
            bare == JsonSchemaType.Array ? null
            : choices is null ? null
            : [.. choices, null!];
        schema.Items =
            bare == JsonSchemaType.Array ? new OpenApiSchema { Type = JsonSchemaType.String, Enum = choices } : null;
        schema.Description = "Absent: unchanged. null: cleared.";
    }

    private static void Explain(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        HeaderDocs.Explain(operation, context.Description.HttpMethod ?? "", metadata);
        if (metadata.OfType<OperationExample>().FirstOrDefault() is { } example)
        {
            if (example.Request is { } request && operation.RequestBody?.Content is { } bodies)
            {
                foreach (var body in bodies.Values)
                {
                    body.Example = JsonSerializer.SerializeToNode(request, Wire.Json);
                }
            }

            var answers =
                operation
                    .Responses?.Where(answer => answer.Key.StartsWith('2'))
                    .SelectMany(answer => answer.Value.Content?.Values ?? [])
                ?? [];
            foreach (var answer in answers)
            {
                answer.Example = JsonSerializer.SerializeToNode(example.Answer, Wire.Json);
            }
        }

        if (metadata.OfType<ListFields>().FirstOrDefault() is { } list)
        {
            operation.Parameters ??= [];
            foreach (var parameter in list.Parameters)
            {
                operation.Parameters.Add(parameter);
            }
        }
    }
}
