using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Modules;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace CsMonolith.Platform.Documents;

/// <summary>Marks the field that holds what a job came to: one of as many forms as there are kinds of jobs.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ResultOfJobAttribute : Attribute;

/// <summary>
/// Says in the document what each kind of job comes to, told apart by the result's <c>kind</c>, so that a generated
/// client knows the fields once it has looked at the kind. The kinds are those that some handler takes.
/// </summary>
internal static class JobResultDocs
{
    private const string Union = "JobResult";
    private const string IdOfSchema = "x-schema-id";
    private const string NullableField = "x-is-nullable-property";

    /// <summary>Adds a component for each kind, and their union where a field holds a job's result.</summary>
    public static async Task Add(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        ConcurrentDictionary<string, JsonTypeInfo> types,
        Func<Type, string> nameOf,
        CancellationToken cancellation
    )
    {
        var union = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "What a job came to. Its kind, which is the job's, tells the form.",
            OneOf = [],
            Discriminator = new OpenApiDiscriminator
            {
                PropertyName = JobResults.Kind,
                Mapping = new Dictionary<string, OpenApiSchemaReference>(),
            },
        };
        foreach (
            var (job, answer) in context
                .ApplicationServices.GetServices<HandledJob>()
                .OrderBy(handled => handled.Job.Name, StringComparer.Ordinal)
        )
        {
            var form = await context.GetOrCreateSchemaAsync(answer, cancellationToken: cancellation);
            var name = $"{job.Name}Result";
            Refer(form, document);
            form.Metadata?.Remove(IdOfSchema);
            form.Properties = new Dictionary<string, IOpenApiSchema>
            {
                [JobResults.Kind] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Enum = [JsonValue.Create(job.Name)],
                    Description = "The job's kind.",
                },
            }
                .Concat(form.Properties ?? new Dictionary<string, IOpenApiSchema>())
                .ToDictionary();
            form.Required = new HashSet<string>(form.Required ?? new HashSet<string>()) { JobResults.Kind };
            form.Description = $"What a job of the kind {job.Name} came to.";
            document.AddComponent(name, form);
            if (types.TryGetValue(nameOf(answer), out var type))
            {
                types[name] = type;
            }

            union.OneOf.Add(new OpenApiSchemaReference(name, document));
            union.Discriminator.Mapping.Add(job.Name, new OpenApiSchemaReference(name, document));
        }

        var schemas = document.Components!.Schemas!;
        foreach (var (name, schema) in schemas.ToList())
        {
            if (schema.Properties is { } properties && types.GetValueOrDefault(name) is { } type)
            {
                foreach (var field in type.Properties.Where(IsResult))
                {
                    schemas[Union] = union;
                    properties[field.Name] = new OpenApiSchema
                    {
                        OneOf =
                        [
                            new OpenApiSchema { Type = JsonSchemaType.Null },
                            new OpenApiSchemaReference(Union, document),
                        ],
                    };
                }
            }
        }
    }

    private static bool IsResult(JsonPropertyInfo field) =>
        field.AttributeProvider?.IsDefined(typeof(ResultOfJobAttribute), inherit: false) == true;

    // Types inside a result that have a name of their own become components of that name.
    private static void Refer(OpenApiSchema schema, OpenApiDocument document)
    {
        foreach (var (key, property) in schema.Properties?.ToList() ?? [])
        {
            schema.Properties![key] = Referred(property, document);
        }

        if (schema.Items is { } items)
        {
            schema.Items = Referred(items, document);
        }

        if (schema.AdditionalProperties is { } values)
        {
            schema.AdditionalProperties = Referred(values, document);
        }
    }

    private static IOpenApiSchema Referred(IOpenApiSchema any, OpenApiDocument document)
    {
        if (any is not OpenApiSchema schema)
        {
            return any;
        }

        Refer(schema, document);
        if (schema.Metadata?.TryGetValue(IdOfSchema, out var id) != true || id is not string { Length: > 0 } name)
        {
            return schema;
        }

        if (!document.Components!.Schemas!.ContainsKey(name))
        {
            schema.Metadata.Remove(IdOfSchema);
            document.AddComponent(name, schema);
        }

        return schema.Type?.HasFlag(JsonSchemaType.Null) == true || schema.Metadata.ContainsKey(NullableField)
            ? new OpenApiSchema
            {
                OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, new OpenApiSchemaReference(name, document)],
            }
            : new OpenApiSchemaReference(name, document);
    }
}
