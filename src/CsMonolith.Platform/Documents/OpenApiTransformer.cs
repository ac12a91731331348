using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CsMonolith.Kernel;
using CsMonolith.Platform.Limits;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace CsMonolith.Platform.Documents;

/// <summary>
/// Completes the document with what holds for every operation, so that a slice states only what is its own: limits,
/// descriptions, shared refusals and headers, who must be signed in. Nothing here names an operation.
/// </summary>
internal static class OpenApiTransformer
{
    private const string Session = "session";

    public static void Complete(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        ConcurrentDictionary<string, JsonTypeInfo> types
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "CsMonolith",
            Version = "1",
            Summary = "Self-hosted customer success",
            Description =
                "Self-hosted customer success: journeys, revenue, voice, health and pay. Refusals are problems as "
                + "RFC 9457 tells them, in English or Japanese by Accept-Language. Fields and parameters that "
                + "an operation does not have are refused.",
            Contact = new OpenApiContact { Name = "The administrator of your installation" },
            License = new OpenApiLicense
            {
                Name = "The licence that came with your copy",
                Identifier = "LicenseRef-CsMonolith",
            },
        };
        document.Servers =
        [
            new OpenApiServer
            {
                Url = "/",
                Description = "Your own installation: production, staging or local.",
                Extensions = new Dictionary<string, IOpenApiExtension>
                {
                    ["x-internal"] = new JsonNodeExtension(JsonValue.Create(true)),
                },
            },
        ];
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Session] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description =
                "The token of POST /v1/sessions, a machine's API key (csm_…), or an access token of the "
                + "installation's OpenID Connect provider.",
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Session, document)] = [] },
        ];

        foreach (var (name, schema) in document.Components.Schemas)
        {
            SchemaBounds.Complete(name, (OpenApiSchema)schema, types.GetValueOrDefault(name));
        }

        CommonAnswers.Declare(document);
        using var scope = context.ApplicationServices.CreateScope();
        var permissions = scope.ServiceProvider.GetRequiredService<PermissionTable>();
        var operations = DescribedOperation.In(document, context);
        var shown = ShownInAnswers(document);
        foreach (var described in operations)
        {
            var row = permissions.Find(described.Name);
            var anonymous =
                row is not null && permissions.ScopeOf(Caller.Anonymous, described.Name) != PermissionScope.None;
            Complete(described, document, anonymous);
            ValidatorBounds.Apply(
                described,
                (IReadOnlyDictionary<string, IOpenApiSchema>)document.Components.Schemas,
                shown,
                scope.ServiceProvider
            );
            CommonAnswers.Complete(document, described, anonymous);
            described.Operation.OperationId = JsonNamingPolicy.CamelCase.ConvertName(described.Name);
        }

        CommonAnswers.LeaveOutUnused(document);
        document.Tags = new HashSet<OpenApiTag>(
            operations
                .SelectMany(one => one.Operation.Tags ?? new HashSet<OpenApiTagReference>())
                .Select(tag => tag.Name!)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(tag => new OpenApiTag { Name = tag, Description = AboutTag(tag, operations) })
        );
    }

    private static void Complete(DescribedOperation described, OpenApiDocument document, bool anonymous)
    {
        var operation = described.Operation;
        operation.Description = About(described);
        operation.Security = anonymous ? [] : null;
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            if (string.IsNullOrEmpty(parameter.Description) && described.Request is not null)
            {
                parameter.Description = Docstrings.Of(described.Request, parameter.Name!);
            }

            var given = described
                .Metadata.OfType<QueryExample>()
                .FirstOrDefault()
                ?.Parameters.GetValueOrDefault(parameter.Name!);
            var type = described
                .Metadata.OfType<IParameterBindingMetadata>()
                .FirstOrDefault(one => string.Equals(one.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))
                ?.ParameterInfo.ParameterType;

            // Of a set of parameters the framework refers to the body's schema, which knows no length.
            if (type == typeof(Month))
            {
                parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String };
            }

            if (parameter.Schema is OpenApiSchema schema)
            {
                Shape(schema, Nullable.GetUnderlyingType(type ?? typeof(string)) ?? type);
                parameter.Example ??=
                    given is null ? null
                    : schema.Type?.HasFlag(JsonSchemaType.String) == true ? JsonValue.Create(given)
                    : JsonNode.Parse(given);
            }

            SchemaBounds.Limit(parameter.Schema, Bounds.LongestParameter);
        }

        foreach (var media in operation.RequestBody?.Content?.Values ?? [])
        {
            media.Example ??= described.Metadata.OfType<FileExample>().FirstOrDefault() is { } file
                ? JsonValue.Create(file.Text)
                : null;
            SchemaBounds.Limit(media.Schema);
        }

        if (operation.RequestBody is OpenApiRequestBody body)
        {
            body.Description ??=
                described.Body is { } type && type.Namespace?.StartsWith("CsMonolith", StringComparison.Ordinal) == true
                    ? Docstrings.Of(type) ?? operation.Summary + "."
                    : "The file itself.";
        }

        foreach (
            var media in (operation.Responses ?? [])
                .Where(answer => answer.Key[0] == '2')
                .SelectMany(answer => answer.Value.Content?.Values ?? [])
        )
        {
            SchemaBounds.Limit(media.Schema);
        }

        if (
            described
                .Metadata.OfType<IParameterBindingMetadata>()
                .Any(parameter => parameter.ParameterInfo.ParameterType == typeof(IfMatch))
        )
        {
            AddIfMatch(operation, document);
        }
    }

    // Parameters are bound from text by the type itself, which the framework cannot look into.
    private static void Shape(OpenApiSchema schema, Type? type)
    {
        if (type == typeof(Month))
        {
            schema.Pattern = @"^\d{4}-(0[1-9]|1[0-2])$";
            (schema.MinLength, schema.MaxLength) = (7, 7);
        }
        else if (type is { IsEnum: true })
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum =
            [
                .. Enum.GetNames(type).Select(word => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(word)),
            ];
        }
    }

    private static void AddIfMatch(OpenApiOperation operation, OpenApiDocument document)
    {
        operation.Parameters ??= [];
        if (operation.Parameters.All(parameter => parameter.Name != "If-Match"))
        {
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = "If-Match",
                    In = ParameterLocation.Header,
                    Required = true,
                    Description = "The ETag that was read, so that nobody's change is lost.",
                    Example = JsonValue.Create("\"1\""),
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        MinLength = 3,
                        MaxLength = 100,
                        Pattern = "^(W/)?\".+\"$",
                    },
                }
            );
        }

        foreach (
            var answer in (operation.Responses ?? [])
                .Where(pair => pair.Key[0] == '2')
                .Select(pair => pair.Value)
                .OfType<OpenApiResponse>()
        )
        {
            answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
            answer.Headers["ETag"] = new OpenApiHeaderReference("ETag", document);
        }
    }

    // The request's docstring says it best; then the slice's own words about particulars.
    private static string About(DescribedOperation described)
    {
        var first =
            (described.Request is null ? null : Docstrings.Of(described.Request)) ?? described.Operation.Summary + ".";
        return
            string.IsNullOrEmpty(described.Operation.Description)
            || first.Contains(described.Operation.Description, StringComparison.Ordinal)
            ? first
            : $"{first} {described.Operation.Description}";
    }

    // A tag is a module's name, and the module's docstring says in one sentence what it is about.
    private static string AboutTag(string tag, IReadOnlyList<DescribedOperation> operations)
    {
        var assembly = operations
            .First(one => one.Operation.Tags?.Any(own => own.Name == tag) == true && one.Request is not null)
            .Request!.Assembly;
        var module = assembly
            .GetTypes()
            .First(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(IModule)));
        var about = Docstrings.Of(module) ?? tag + ".";
        return about.Split(" See ")[0];
    }

    private static HashSet<string> ShownInAnswers(OpenApiDocument document)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        var answers = document
            .Paths.Values.SelectMany(path => path.Operations?.Select(pair => pair.Value) ?? [])
            .SelectMany(operation => operation.Responses?.Select(pair => pair.Value) ?? [])
            .SelectMany(answer => answer.Content?.Select(pair => pair.Value) ?? []);
        foreach (var media in answers)
        {
            Walk(media.Schema);
        }

        return shown;

        void Walk(IOpenApiSchema? schema)
        {
            if (schema is OpenApiSchemaReference { Reference.Id: { } id } && !shown.Add(id))
            {
                return;
            }

            var inner = schema is OpenApiSchemaReference reference ? reference.Target : schema;
            foreach (
                var one in (inner?.Properties?.Values ?? [])
                    .Concat(inner?.OneOf ?? [])
                    .Append(inner?.Items!)
                    .Append(inner?.AdditionalProperties!)
                    .Where(one => one is not null)
            )
            {
                Walk(one);
            }
        }
    }
}
