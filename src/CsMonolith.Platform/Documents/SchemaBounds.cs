using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using CsMonolith.Platform.Limits;
using CsMonolith.Platform.Lists;
using Microsoft.OpenApi;

namespace CsMonolith.Platform.Documents;

/// <summary>Gives every schema its limits and every property its description, wherever it stands.</summary>
internal static class SchemaBounds
{
    // A NUL is refused at the edge and replaced in imported files, so no text that goes in or out has one.
    public const string NoNul = "^[^\\u0000]*$";
    private const int LongestUri = 2_000;

    /// <summary>Completes a component.</summary>
    /// <param name="name">Its name in the document.</param>
    /// <param name="schema">The component.</param>
    /// <param name="type">The type that it was made from, where known.</param>
    public static void Complete(string name, OpenApiSchema schema, JsonTypeInfo? type)
    {
        schema.Description ??= (type is null ? null : Docstrings.Of(type.Type)) ?? Docstrings.Words(name) + ".";
        if (schema.Enum is { Count: > 0 } words)
        {
            // Whether the word may be absent is said where the component is used.
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. words.Where(word => word is not null)];
        }
        else if (schema.Properties is { Count: > 0 } properties)
        {
            schema.Type = JsonSchemaType.Object;
            schema.AdditionalPropertiesAllowed = false;
            foreach (var (key, property) in properties)
            {
                Describe(key, property, type);
            }
        }

        Limit(schema);
        if (name.StartsWith("PageOf", StringComparison.Ordinal) && schema.Properties?["items"] is OpenApiSchema items)
        {
            items.MaxItems = ListAsk.MaxLimit;
        }
    }

    /// <summary>Limits a schema and those inside it.</summary>
    public static void Limit(IOpenApiSchema? any, int longest = Bounds.LongestText)
    {
        if (any is not OpenApiSchema schema)
        {
            return;
        }

        bool Is(JsonSchemaType kind) => schema.Type?.HasFlag(kind) == true;
        if (Is(JsonSchemaType.String) && schema.Enum is not { Count: > 0 })
        {
            Text(schema, longest);
        }

        if (Is(JsonSchemaType.Integer) && !Is(JsonSchemaType.Number))
        {
            schema.Format ??= "int32";
            schema.Minimum ??=
                schema.Format == "int64"
                    ? (-Bounds.LargestInteger).ToString(CultureInfo.InvariantCulture)
                    : int.MinValue.ToString(CultureInfo.InvariantCulture);
            schema.Maximum ??=
                schema.Format == "int64"
                    ? Bounds.LargestInteger.ToString(CultureInfo.InvariantCulture)
                    : int.MaxValue.ToString(CultureInfo.InvariantCulture);
        }

        if (Is(JsonSchemaType.Array))
        {
            schema.MinItems ??= 0;
            schema.MaxItems ??= Bounds.MostItems;
        }

        if (Is(JsonSchemaType.Object) && (schema.AdditionalProperties is not null || Is(JsonSchemaType.Array)))
        {
            if (schema.AdditionalProperties is OpenApiSchema { Type: JsonSchemaType.String, Enum: null } value)
            {
                // Nobody reads the nullability of a dictionary's values, so null is taken.
                value.Type |= JsonSchemaType.Null;
            }

            schema.MaxProperties ??= Bounds.MostItems;
        }

        foreach (
            var inner in (schema.Properties?.Values ?? [])
                .Concat(schema.OneOf ?? [])
                .Concat(schema.AnyOf ?? [])
                .Concat(schema.AllOf ?? [])
                .Append(schema.Items!)
                .Append(schema.AdditionalProperties!)
        )
        {
            Limit(inner);
        }
    }

    private static void Text(OpenApiSchema schema, int longest)
    {
        (schema.MinLength, schema.MaxLength) = schema.Format switch
        {
            "uuid" => (36, 36),
            "date" => (10, 10),
            "date-time" => (20, 40),
            "binary" => (0, Bounds.LargestFile),
            "uri" => (1, LongestUri),
            _ => (schema.MinLength ?? 0, schema.MaxLength ?? longest),
        };
        schema.Pattern ??= schema.Format switch
        {
            "uuid" => "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
            "date" => @"^\d{4}-\d{2}-\d{2}$",
            "date-time" => @"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$",
            "binary" => null,
            _ => NoNul,
        };
        if (schema.Format is "byte" or "regex")
        {
            schema.Format = null;
        }
    }

    private static void Describe(string key, IOpenApiSchema property, JsonTypeInfo? owner)
    {
        var member = owner?.Properties.FirstOrDefault(one => one.Name == key);
        var words = owner is null
            ? Glossary.Of(key)
            : Docstrings.Of(owner.Type, (member?.AttributeProvider as System.Reflection.MemberInfo)?.Name ?? key);
        property.Description =
            string.IsNullOrEmpty(property.Description) || property is OpenApiSchemaReference
                ? words
                : property.Description;
    }
}
